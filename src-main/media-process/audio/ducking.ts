import type { PlanAudio } from '#shared/render-plan/plan-audio.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'
import { mixRate } from './mix-rate.ts'
import { speechFrameSamples } from './speech-detector.ts'

/** After a word the music waits this long before it comes back: it does not pump between words. */
const holdSeconds = 0.7

/** How far music steps back, frame by frame (10 ms), as factors. */
export type Ducker = {
  /** Takes whether someone speaks in the next frame; null while the frames to come are not known yet. */
  next(speaks: boolean): number | null
  /** Frames that `next` is ahead of its answers. */
  readonly lookAheadFrames: number
}

const framesPerTick = mixRate / speechFrameSamples / ticksPerSecond

/** The music is down when a word starts: it begins to step back `attackTicks` before. */
export function createDucker({ depthDb, attackTicks, releaseTicks }: PlanAudio['ducking']): Ducker {
  const attackFrames = Math.max(1, Math.round(attackTicks * framesPerTick))
  const releaseFrames = Math.max(1, Math.round(releaseTicks * framesPerTick))
  const holdFrames = Math.round((holdSeconds * mixRate) / speechFrameSamples)
  const depth = depthDb
  let known = 0
  /** The newest frame with speech, counted as `known` is. */
  let lastSpeech = -Infinity
  /** 0 for full, 1 for stepped back. */
  let progress = 0
  return {
    lookAheadFrames: attackFrames,
    next(speaks) {
      if (speaks) lastSpeech = known
      known += 1
      const frame = known - 1 - attackFrames
      if (frame < 0) {
        // Speech at the very start finds the music down already.
        if (speaks) progress = Math.max(progress, 1 - (known - 1) / attackFrames)
        return null
      }
      const wanted = lastSpeech >= frame - holdFrames
      progress = wanted ? Math.min(1, progress + 1 / attackFrames) : Math.max(0, progress - 1 / releaseFrames)
      // Eased at both ends, so that no corner is heard.
      const eased = progress * progress * (3 - 2 * progress)
      return 10 ** ((-depth * eased) / 20)
    },
  }
}
