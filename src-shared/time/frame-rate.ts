import { rescale, type Rational } from './rational.ts'
import { ticks, ticksPerSecond, type Ticks } from './ticks.ts'

/** Frames per second as a fraction, for instance 30000/1001. */
export type FrameRate = Rational

/** The instant at which frame `index` starts; exact for every rate of DESIGN.md section 4. */
export function frameToTicks(index: number, rate: FrameRate): Ticks {
  return ticks(rescale(index, ticksPerSecond * rate.den, rate.num))
}

/** The frame on screen at an instant (frames are half-open: [start, next start)). */
export function frameAt(instant: Ticks, rate: FrameRate): number {
  let index = Math.floor((instant * rate.num) / (ticksPerSecond * rate.den))
  // The division may land one frame off at the exact start of a frame.
  while (frameToTicks(index + 1, rate) <= instant) index += 1
  while (frameToTicks(index, rate) > instant) index -= 1
  return index
}

/** The frame boundary nearest to an instant. */
export function snapToFrame(instant: Ticks, rate: FrameRate): Ticks {
  const floor = frameAt(instant, rate)
  const before = frameToTicks(floor, rate)
  const after = frameToTicks(floor + 1, rate)
  return after - instant <= instant - before ? after : before
}

/** How many whole frames a stretch from the origin covers, rounded to the nearest. */
export function framesIn(duration: Ticks, rate: FrameRate): number {
  return rescale(duration, rate.num, ticksPerSecond * rate.den)
}
