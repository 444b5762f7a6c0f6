import { castDraft } from 'immer'
import type { ClipId, TrackId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { frameAt, frameToTicks, type FrameRate } from '../time/frame-rate.ts'
import { ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'
import { sideAnchor } from './neighbours.ts'

/**
 * Clips beside the main track follow the clips under them, so that an edit can push two of one track into each other or in
 * front of the lesson: the later one then starts where the earlier one ends. Nothing is lost or shortened. `document` is the
 * draft as far as clips and tracks go; no track depends on where another one's clips stand.
 */
export function settleTracks(draft: LessonDraft, document: LessonDocument): void {
  const beside = new Map<TrackId, Clip[]>()
  for (const id in document.clips) {
    const clip = document.clips[id as ClipId]
    if (!clip || clip.anchor === null) continue
    const others = beside.get(clip.trackId)
    if (others) others.push(clip)
    else beside.set(clip.trackId, [clip])
  }
  for (const [trackId, clips] of beside) settleTrack(draft, document, trackId, clips)
}

function settleTrack(draft: LessonDraft, document: LessonDocument, trackId: TrackId, clips: readonly Clip[]): void {
  const { clipSpans } = deriveTimeline(document)
  const inOrder = clips
    .map((clip) => ({ clip, span: clipSpans.get(clip.id) ?? { startTicks: zeroTicks, endTicks: zeroTicks } }))
    .toSorted((a, b) => a.span.startTicks - b.span.startTicks)
  let free: Ticks = zeroTicks
  for (const { clip, span } of inOrder) {
    const length = span.endTicks - span.startTicks
    const isFree = span.startTicks >= free
    const start = isFree ? span.startTicks : frameFrom(free, document.settings.frameRate)
    const target = draft.clips[clip.id]
    if (!isFree && target) {
      const onTimeline = { kind: 'timeline', ticks: start } as const
      target.anchor = castDraft(
        clip.anchor?.kind === 'timeline' ? onTimeline : sideAnchor(document, document.tracks[trackId], start),
      )
    }
    free = ticks(start + length)
  }
}

/** The first frame boundary at or after an instant. */
function frameFrom(instant: Ticks, rate: FrameRate): Ticks {
  const frame = frameAt(instant, rate)
  const start = frameToTicks(frame, rate)
  return start === instant ? start : frameToTicks(frame + 1, rate)
}
