import { current, isDraft } from 'immer'
import { sourceLength } from '../project/invariants.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { clipDurationTicks, deriveTimeline } from '../project/timeline.ts'
import { frameToTicks, framesIn, type FrameRate } from '../time/frame-rate.ts'
import { atSpeed, fromSpeed, type Rational } from '../time/rational.ts'
import { addTicks, clampTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'

/** The draft as it stands now, as a document of its own: the timeline of a draft must not be cached. */
export function readDraft(draft: LessonDraft): LessonDocument {
  return (isDraft(draft) ? current(draft) : draft) as LessonDocument
}

/** How long an image stays when it is put on the main track. */
export const imageDurationTicks = ticks(3 * 120_000)

/** Where the main track item at an index starts; the lesson's end for the index behind the last one. */
export function mainItemStart(document: LessonDocument, index: number): Ticks {
  const { clipSpans } = deriveTimeline(document)
  let cursor = ticks(0)
  for (const item of document.mainTrack.slice(0, index)) {
    const span = item.kind === 'clip' ? clipSpans.get(item.clipId) : null
    cursor = item.kind === 'gap' ? addTicks(cursor, item.durationTicks) : (span?.endTicks ?? cursor)
  }
  return cursor
}

/** The index at which something dropped at an instant goes in: the nearest cut. */
export function mainIndexAt(document: LessonDocument, instant: Ticks): number {
  let best = 0
  for (let index = 1; index <= document.mainTrack.length; index += 1) {
    const isNearer = Math.abs(mainItemStart(document, index) - instant) < Math.abs(mainItemStart(document, best) - instant)
    if (isNearer) best = index
  }
  return best
}

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

/** Whole frames a clip lasts on the timeline. */
export function clipFrames(clip: Clip, rate: FrameRate): number {
  return framesIn(clipDurationTicks(clip, rate), rate)
}

/** Timeline length as a length in the clip's own source, one tick at least. */
export function toSourceLength(clip: Clip, timelineTicks: Ticks): Ticks {
  return ticks(Math.max(1, fromSpeed(timelineTicks, clip.speed)))
}
