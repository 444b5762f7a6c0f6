import type { PlanAudio } from '#shared/render-plan/plan-audio.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'
import { mixRate } from './mix-rate.ts'
import { speechFrameSamples } from './speech-detector.ts'

/** After a word the music waits this long before it comes back… */
const holdSeconds = 0.4
/** …and only for a pause in which it would be heard this long at its full height: it does not pump between words. */
const worthSeconds = 0.4

/** How far music steps back, frame by frame (10 ms), as factors. */
export type Ducker = {
  /** Takes whether someone speaks in the next frame; null while the frames to come are not known yet. */
  next(speaks: boolean): number | null
}

const toFrames = (seconds: number): number => Math.max(1, Math.round((seconds * mixRate) / speechFrameSamples))

/** The music is down when a word starts: it begins to step back `attackTicks` before. */
export function createDucker({ depthDb, attackTicks, releaseTicks }: PlanAudio['ducking']): Ducker {
  const attackFrames = toFrames(attackTicks / ticksPerSecond)
  const releaseFrames = toFrames(releaseTicks / ticksPerSecond)
  const holdFrames = toFrames(holdSeconds)
  const aheadFrames = releaseFrames + toFrames(worthSeconds) + attackFrames
  /** Frames with speech that still matter, in order. */
  let speech: number[] = []
  let known = 0
  /** 0 for full, 1 for stepped back. */
  let progress = 0
  let isDown = false

  /** Whether music is to be down, or on its way, at a frame. */
  function wantsDown(frame: number): boolean {
    if ((speech[0] ?? Infinity) < frame - holdFrames) speech = speech.filter((each) => each >= frame - holdFrames)
    const [first = Infinity] = speech
    // One of the frames just gone, or soon enough to begin with the attack, or so soon that coming back is not worth it.
    return first <= frame + attackFrames || (isDown && first <= frame + aheadFrames)
  }

  return {
    next(speaks) {
      if (speaks) speech.push(known)
      known += 1
      const frame = known - 1 - aheadFrames
      if (frame < 0) return null
      // Speech at the very start finds the music down already.
      if (frame === 0) progress = Math.max(0, 1 - (speech[0] ?? Infinity) / attackFrames)
      isDown = wantsDown(frame)
      progress = isDown ? Math.min(1, progress + 1 / attackFrames) : Math.max(0, progress - 1 / releaseFrames)
      // Eased at both ends, so that no corner is heard.
      const eased = progress * progress * (3 - 2 * progress)
      return 10 ** ((-depthDb * eased) / 20)
    },
  }
}
