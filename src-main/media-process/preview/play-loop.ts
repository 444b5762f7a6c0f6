import { instantOf, passEnd, type PlayCourse } from '#shared/ipc/play-course.ts'
import { audioPrerollSeconds, maxFramesInFlight } from '#shared/ipc/preview-messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameAt, frameToTicks } from '#shared/time/frame-rate.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { PlayClock } from './play-clock.ts'

type Playing = {
  readonly plan: RenderPlan
  readonly course: PlayCourse
  readonly clock: PlayClock
  /** The sound that is played along. */
  readonly sound: { readonly atPlayTicks: number; send(): Promise<void> }
  /** Makes and sends the picture of a frame that is due at `playTicks`. */
  readonly sendPicture: (index: number, playTicks: Ticks) => Promise<void>
  readonly inFlight: () => number
  readonly isStale: () => boolean
  /** Until the window took a picture, or a few milliseconds. */
  readonly wait: () => Promise<void>
}

/** With less sound than this ahead of the clock, pictures wait. */
const urgentSoundSeconds = 0.3
/** How much the last picture counts in the guess of what the next one costs. */
const costWeight = 0.2

/**
 * Sends pictures and sound from the clock's reading on, until the lesson has ended (true) or something else is wanted.
 * Sound is never left out; pictures are, where they would come too late, and above normal speed where none could be seen.
 */
export async function playPlan({ plan, course, clock, sound, sendPicture, inFlight, isStale, wait }: Playing): Promise<boolean> {
  const { frameRate, frameCount, durationTicks } = plan
  const frameTicks = (ticksPerSecond * frameRate.den) / frameRate.num
  const soundBefore = (seconds: number): number => clock.now() + seconds * course.rate * ticksPerSecond
  let next = clock.now()
  let costTicks = 0
  let sentOne = false

  /** Pictures that would come late are left out: the next one is that of the moment when it will be there. */
  function catchUp(): void {
    const ready = clock.now() + costTicks + clock.lateTicks
    if (next + frameTicks < ready) next = ticks(Math.round(ready))
  }

  /** Whether there was a picture to send. */
  async function send(): Promise<boolean> {
    catchUp()
    const instant = instantOf(course, next)
    if (instant >= durationTicks) return false
    const index = Math.min(frameCount - 1, frameAt(instant, frameRate))
    const dueTicks = ticks(Math.max(0, next - (instant - frameToTicks(index, frameRate))))
    const startedMs = performance.now()
    await sendPicture(index, dueTicks)
    const tookTicks = ((performance.now() - startedMs) / 1000) * course.rate * ticksPerSecond
    costTicks += (tookTicks - costTicks) * costWeight
    const following =
      course.rate <= 1
        ? dueTicks + frameToTicks(index + 1, frameRate) - frameToTicks(index, frameRate)
        : next + frameTicks * course.rate
    next = ticks(Math.round(Math.min(following, passEnd(course, next))))
    sentOne = true
    return true
  }

  let pictures = true
  while (!isStale()) {
    const soundLeft = sound.atPlayTicks !== Infinity
    if (soundLeft && sound.atPlayTicks < soundBefore(sentOne ? urgentSoundSeconds : urgentSoundSeconds / 2)) await sound.send()
    else if (pictures && inFlight() < maxFramesInFlight) pictures = await send()
    else if (soundLeft && sound.atPlayTicks < soundBefore(audioPrerollSeconds)) await sound.send()
    else if (!pictures && !soundLeft && inFlight() === 0) return true
    else await wait()
  }
  return false
}
