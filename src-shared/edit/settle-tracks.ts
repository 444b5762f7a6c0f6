import { castDraft } from 'immer'
import type { TrackId } from '../project/ids.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { frameAt, frameToTicks, type FrameRate } from '../time/frame-rate.ts'
import { ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'
import { sideAnchor } from './neighbours.ts'
import { readDraft } from './places.ts'

/**
 * Clips beside the main track follow the clips under them, so that an edit can push two of one track into each other or in
 * front of the lesson: the later one then starts where the earlier one ends. Nothing is lost or shortened.
 */
export function settleTracks(draft: LessonDraft): void {
  const beside = new Set<TrackId>(
    Object.values(readDraft(draft).clips).flatMap(({ anchor, trackId }) => (anchor === null ? [] : [trackId])),
  )
  for (const trackId of beside) settleTrack(draft, trackId)
}

function settleTrack(draft: LessonDraft, trackId: TrackId): void {
  const document = readDraft(draft)
  const { clipSpans } = deriveTimeline(document)
  const inOrder = Object.values(document.clips)
    .filter((clip) => clip.trackId === trackId && clip.anchor !== null)
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
