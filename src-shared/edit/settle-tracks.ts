import { castDraft } from 'immer'
import type { TrackId } from '../project/ids.ts'
import { anchorAt, deriveTimeline } from '../project/timeline.ts'
import { snapToFrame } from '../time/frame-rate.ts'
import { ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'
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
    const start = ticks(Math.max(free, span.startTicks))
    const target = draft.clips[clip.id]
    if (start !== span.startTicks && target) {
      const at = snapToFrame(start, document.settings.frameRate)
      const anchor = clip.anchor?.kind === 'timeline' ? { kind: 'timeline' as const, ticks: at } : anchorAt(document, at)
      target.anchor = castDraft(anchor)
    }
    free = ticks(start + length)
  }
}
