import { castDraft } from 'immer'
import type { ClipId, OverlayId, TrackId } from '../../project/ids.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Anchor } from '../../project/schema/time.ts'
import { captionStretch, placeOnTimeline } from '../../project/place-caption.ts'
import { anchorAt, anchorToTimeline, deriveTimeline, type Span } from '../../project/timeline.ts'
import { frameToTicks } from '../../time/frame-rate.ts'
import { clampTicks, ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type LessonDraft } from '../command.ts'
import { findFreeDelta, type MovingItem } from '../free-place.ts'
import { overlaySpan, sideAnchor } from '../neighbours.ts'
import { readDraft } from '../places.ts'
import { retimeOverlay } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { idsOf, keepExisting, type Selection } from '../selection.ts'

type Args = {
  readonly items: Selection
  /** To the right where positive; what stands on tracks keeps to the frame grid. */
  readonly deltaTicks: Ticks
  /** Puts the clips and overlays on this track, of their own band. */
  readonly trackId?: TrackId
}

/**
 * Moves clips beside the main track, overlays, captions, questions, markers and sections together in time, and the first two to
 * another track. On a track they take the nearest free place; nothing leaves the lesson. Main track clips stay (see `moveClips`).
 */
export const moveItems: Command<Args> = {
  label: 'move-items',
  run(draft, { items, deltaTicks, trackId }) {
    const before = readDraft(draft)
    if (keepExisting(items, before).length < items.length) return refuse('edit.gone', { what: 'item' })
    const onTracks = tracked(before, items, trackId)
    const instants = untracked(before, items)
    const target = trackId === undefined ? null : before.tracks[trackId]
    if (target === undefined) return refuse('edit.gone', { what: 'track' })
    if (target && onTracks.some(({ from }) => before.tracks[from]?.band !== target.band))
      return refuse('edit.track-other-band', { track: target.name })
    const limits = findLimits(before, onTracks, instants)
    const wanted = clampTicks(deltaTicks, limits.low, limits.high)
    const delta = onTracks.length === 0 ? wanted : findFreeDelta(before, onTracks, wanted, limits)
    if (delta === null) return refuse('edit.move-no-room', {})
    if (delta === 0 && onTracks.every(({ from, trackId: to }) => from === to)) return done()
    for (const item of onTracks) moveOnTrack(draft, before, item, delta)
    moveInstants(draft, before, items, delta)
    return done(settleRipple(draft, before))
  },
}

type Tracked = MovingItem & { readonly kind: 'clip' | 'overlay' }

function tracked(document: LessonDocument, items: Selection, trackId: TrackId | undefined): readonly Tracked[] {
  const { clipSpans } = deriveTimeline(document)
  const clips = idsOf(items, 'clip').flatMap((id): Tracked[] => {
    const clip = document.clips[id]
    const span = clipSpans.get(id)
    return clip?.anchor && span ? [{ kind: 'clip', id, from: clip.trackId, trackId: trackId ?? clip.trackId, span }] : []
  })
  const overlays = idsOf(items, 'overlay').flatMap((id): Tracked[] => {
    const overlay = document.overlays[id]
    const span = overlay && overlaySpan(document, overlay)
    return span ? [{ kind: 'overlay', id, from: overlay.trackId, trackId: trackId ?? overlay.trackId, span }] : []
  })
  return [...clips, ...overlays]
}

const pointTables = { question: 'questions', marker: 'markers', section: 'sections' } as const

/** Where what stands on no track starts. */
function untracked(document: LessonDocument, items: Selection): readonly Span[] {
  return items.flatMap((item): Span[] => {
    if (item.kind === 'caption') {
      const caption = document.captions[item.id]
      return caption ? [captionStretch(document, caption)] : []
    }
    const anchor = pointAnchor(document, item)
    const at = anchor && anchorToTimeline(anchor, document)
    return at === null ? [] : [{ startTicks: at, endTicks: at }]
  })
}

function pointAnchor(document: LessonDocument, item: Selection[number]): Anchor | null {
  if (item.kind !== 'question' && item.kind !== 'marker' && item.kind !== 'section') return null
  return (document[pointTables[item.kind]] as Readonly<Record<string, { anchor: Anchor }>>)[item.id]?.anchor ?? null
}

/** How far all may go: nothing starts outside the lesson, and overlays end in it. What is outside already holds nothing back. */
function findLimits(
  document: LessonDocument,
  onTracks: readonly Tracked[],
  instants: readonly Span[],
): { low: Ticks; high: Ticks } {
  const { durationTicks } = deriveTimeline(document)
  const frame = frameToTicks(1, document.settings.frameRate)
  const starts = [...onTracks.map(({ span }) => span.startTicks), ...instants.map(({ startTicks }) => startTicks)]
  const lasts = [
    ...onTracks.map(({ kind, span }) => (kind === 'overlay' ? span.endTicks : ticks(span.startTicks + frame))),
    ...instants.map(({ startTicks, endTicks }) => (endTicks > startTicks ? ticks(startTicks + frame) : startTicks)),
  ]
  const low = Math.max(-durationTicks, ...starts.map((start) => -start))
  const high = Math.min(durationTicks, ...lasts.map((last) => durationTicks - last))
  return { low: ticks(Math.min(0, low)), high: ticks(Math.max(0, high)) }
}

function moveOnTrack(draft: LessonDraft, before: LessonDocument, { kind, id, trackId, span }: Tracked, delta: Ticks): void {
  const start = ticks(span.startTicks + delta)
  if (kind === 'clip') {
    const clip = draft.clips[id as ClipId]
    if (!clip) return
    clip.trackId = trackId
    clip.anchor = castDraft(sideAnchor(before, before.tracks[trackId], start))
    return
  }
  const overlay = before.overlays[id as OverlayId]
  const retimed = overlay && retimeOverlay(before, overlay, { startTicks: start, endTicks: ticks(span.endTicks + delta) })
  if (retimed) draft.overlays[retimed.id] = castDraft({ ...retimed, trackId })
}

function moveInstants(draft: LessonDraft, before: LessonDocument, items: Selection, delta: Ticks): void {
  for (const item of items) {
    if (item.kind === 'caption') {
      const caption = before.captions[item.id]
      const stretch = caption && captionStretch(before, caption)
      const place = stretch && placeOnTimeline(before, ticks(stretch.startTicks + delta), ticks(stretch.endTicks + delta))
      const target = draft.captions[item.id]
      if (place && target) Object.assign(target, castDraft(place))
      continue
    }
    const anchor = pointAnchor(before, item)
    if (!anchor || (item.kind !== 'question' && item.kind !== 'marker' && item.kind !== 'section')) continue
    const target = (draft[pointTables[item.kind]] as Record<string, { anchor: Anchor }>)[item.id]
    if (target) target.anchor = castDraft(anchorAt(before, ticks(anchorToTimeline(anchor, before) + delta)))
  }
}
