import type { OverlayId, TrackId } from '../project/ids.ts'
import type { Clip, Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Overlay } from '../project/schema/text.ts'
import type { Anchor } from '../project/schema/time.ts'
import { anchorAt, anchoredStart, deriveTimeline, visibleSpan, type Span } from '../project/timeline.ts'
import { frameToTicks, snapToFrame } from '../time/frame-rate.ts'
import { zeroTicks, type Ticks } from '../time/ticks.ts'

/** What stands on a track beside the main one and where. */
export type TrackItem = { readonly id: Clip['id'] | OverlayId; readonly span: Span }

/** The clips and visible overlays of a track beside the main one, by their start. */
export function itemsOfTrack(document: LessonDocument, trackId: TrackId): readonly TrackItem[] {
  const { clipSpans } = deriveTimeline(document)
  const clips = Object.values(document.clips).flatMap(({ id, trackId: on, anchor }) => {
    const span = on === trackId && anchor !== null ? clipSpans.get(id) : null
    return span ? [{ id, span }] : []
  })
  const overlays = Object.values(document.overlays).flatMap((overlay) => {
    const span = overlay.trackId === trackId ? overlaySpan(document, overlay) : null
    return span ? [{ id: overlay.id, span }] : []
  })
  return [...clips, ...overlays].toSorted((a, b) => a.span.startTicks - b.span.startTicks)
}

export function overlaySpan(document: LessonDocument, { anchor, durationTicks }: Overlay): Span | null {
  return visibleSpan(document, anchor, durationTicks)
}

/** The free stretch around an item of a track: from the end of what stands before it to the start of what stands behind. */
export function roomAround(document: LessonDocument, trackId: TrackId, item: TrackItem): { from: Ticks; to: Ticks | null } {
  let from = zeroTicks
  let to: Ticks | null = null
  for (const { id, span } of itemsOfTrack(document, trackId)) {
    if (id === item.id) continue
    if (span.endTicks <= item.span.startTicks) from = span.endTicks > from ? span.endTicks : from
    else if (span.startTicks >= item.span.endTicks) to ??= span.startTicks
  }
  return { from, to }
}

/** The clip of a track beside the main one that ends where this one starts. */
export function touchingBefore(document: LessonDocument, clip: Clip): Clip | null {
  const { clipSpans } = deriveTimeline(document)
  const start = clipSpans.get(clip.id)?.startTicks
  const found = Object.values(document.clips).find(
    (other) => other.id !== clip.id && other.trackId === clip.trackId && clipSpans.get(other.id)?.endTicks === start,
  )
  return found ?? null
}

/**
 * Where a clip of a track beside the main one is anchored when it starts at an instant: music keeps to the timeline, all else to
 * the clip under it, unless that cannot name the instant, as a picture that stands still.
 */
export function sideAnchor(document: LessonDocument, track: Track | undefined, startTicks: Ticks): Anchor {
  const onTimeline = { kind: 'timeline', ticks: startTicks } as const
  if (track?.role === 'music' || startTicks >= deriveTimeline(document).durationTicks) return onTimeline
  const anchor = anchorAt(document, startTicks)
  const { frameRate } = document.settings
  // Sound may start between two frames, where a tick more or less is not heard.
  const slack = snapToFrame(startTicks, frameRate) === startTicks ? 0 : frameToTicks(1, frameRate) / 8
  return Math.abs(anchoredStart(anchor, document) - startTicks) <= slack ? anchor : onTimeline
}
