import { frameToTicks, framesIn, type FrameRate } from '../time/frame-rate.ts'
import { atSpeed, fromSpeed, type Rational } from '../time/rational.ts'
import { clampTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import { sourceLength } from './invariants.ts'
import type { Asset } from './schema/asset.ts'

/** How long an image stays when it is put on the main track. */
export const imageDurationTicks = ticks(3 * 120_000)

/** Source ticks that fill a number of timeline frames at a speed. */
export function sourceOfFrames(frames: number, speed: Rational, rate: FrameRate): Ticks {
  return fromSpeed(frameToTicks(frames, rate), speed)
}

/** How many whole frames a stretch of source can fill without running dry; one at least. */
export function wholeFrames(sourceTicks: Ticks, speed: Rational, rate: FrameRate): number {
  let frames = framesIn(atSpeed(sourceTicks, speed), rate)
  while (frames > 1 && sourceOfFrames(frames, speed, rate) > sourceTicks) frames -= 1
  return Math.max(1, frames)
}

/**
 * The stretch of an asset nearest to the wanted one that lies inside it and lasts a whole number of frames at normal speed.
 * `wantedOut` null is the end. For an image any stretch will do.
 */
export function fitToAsset(asset: Asset, wantedIn: Ticks, wantedOut: Ticks | null, rate: FrameRate): { in: Ticks; out: Ticks } {
  const length = sourceLength(asset)
  const normal = { num: 1, den: 1 }
  if (length === null) {
    const frames = Math.max(1, framesIn(wantedOut === null ? imageDurationTicks : subtractTicks(wantedOut, wantedIn), rate))
    return { in: ticks(0), out: sourceOfFrames(frames, normal, rate) }
  }
  const start = clampTicks(wantedIn, ticks(0), ticks(length - 1))
  const available = subtractTicks(length, start)
  const most = wholeFrames(available, normal, rate)
  const wanted = wantedOut === null ? most : Math.max(1, framesIn(subtractTicks(wantedOut, start), rate))
  const frames = Math.min(wanted, most)
  return { in: start, out: ticks(Math.min(length, start + sourceOfFrames(frames, normal, rate))) }
}
