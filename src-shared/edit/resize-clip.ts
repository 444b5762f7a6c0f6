import { sourceOfFrames, wholeFrames } from '../project/fit-clip.ts'
import { sourceLength } from '../project/invariants.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Clip } from '../project/schema/clip.ts'
import { frameToTicks, type FrameRate } from '../time/frame-rate.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { clipFrames } from './places.ts'

export type Edge = 'start' | 'end'

/** What of a clip gives it its length. */
export type ClipStretch = Pick<Clip, 'sourceInTicks' | 'sourceOutTicks' | 'freezeTicks'>

/** The stretch of a clip that lasts `frames` with one edge moved; less where its media ends there, one frame at least. */
export function resizeClip(clip: Clip, asset: Asset, edge: Edge, frames: number, rate: FrameRate): ClipStretch {
  const { sourceInTicks, sourceOutTicks, freezeTicks } = clip
  const wanted = Math.max(1, frames)
  if (freezeTicks !== null) return { sourceInTicks, sourceOutTicks, freezeTicks: frameToTicks(wanted, rate) }
  const length = sourceOfFrames(Math.min(wanted, mostFrames(clip, asset, edge, rate)), clip.speed, rate)
  if (movesOut(clip, edge))
    return {
      sourceInTicks,
      sourceOutTicks: ticks(Math.min(sourceInTicks + length, sourceLength(asset) ?? Infinity)),
      freezeTicks,
    }
  const from = ticks(Math.max(0, sourceOutTicks - length))
  // A picture that stands still is the same everywhere, so that its start is never out of reach.
  return {
    sourceInTicks: from,
    sourceOutTicks: sourceLength(asset) === null ? ticks(from + length) : sourceOutTicks,
    freezeTicks,
  }
}

/** An image has no end; a day is beyond every lesson. */
const longestStillTicks = ticks(86_400 * 120_000)

/** How many frames a clip can last when only one of its edges moves; what it lasts now at least. */
export function mostFrames(clip: Clip, asset: Asset, edge: Edge, rate: FrameRate): number {
  const available = clip.freezeTicks === null ? availableSource(clip, asset, edge) : longestStillTicks
  return Math.max(clipFrames(clip, rate), wholeFrames(available, clip.speed, rate))
}

/** Source ticks from the edge that stays to the end of the media on the side of the edge that moves. */
function availableSource(clip: Clip, asset: Asset, edge: Edge): Ticks {
  const length = sourceLength(asset)
  if (length === null) return longestStillTicks
  return movesOut(clip, edge) ? ticks(length - clip.sourceInTicks) : clip.sourceOutTicks
}

/** Played backwards, the end on the timeline is the in point of the media. */
function movesOut(clip: Clip, edge: Edge): boolean {
  return (edge === 'end') !== clip.reversed
}
