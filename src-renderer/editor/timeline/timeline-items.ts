import type { CaptionId, CaptionTrackId, ClipId, GapId, OverlayId, QuestionId, TrackId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { bands, type Clip, type Track } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { Caption, Overlay } from '#shared/project/schema/text.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline, visibleSpan, type Span } from '#shared/project/timeline.ts'
import { isHeard } from '#shared/render-plan/compile-audio.ts'
import { addTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'

export type ClipItem = {
  readonly kind: 'clip'
  readonly id: ClipId
  readonly clip: Clip
  readonly asset: Asset | null
  readonly span: Span
  /** Whether its sound, if it has one, is in the lesson. */
  readonly heard: boolean
}
export type OverlayItem = {
  readonly kind: 'overlay'
  readonly id: OverlayId
  readonly overlay: Overlay
  /** Of an image. */
  readonly asset: Asset | null
  readonly span: Span
}
export type CaptionItem = { readonly kind: 'caption'; readonly id: CaptionId; readonly caption: Caption; readonly span: Span }
/** Its span is empty: it stands at an instant. */
export type QuestionItem = {
  readonly kind: 'question'
  readonly id: QuestionId
  readonly question: Question
  readonly ticks: Ticks
  readonly span: Span
}
/** An empty stretch of the main track. */
export type GapItem = { readonly kind: 'gap'; readonly id: GapId; readonly span: Span }
export type TimelineItem = ClipItem | GapItem | OverlayItem | CaptionItem | QuestionItem

/** The clips or overlays of a track beside the main one, by their start. */
export type TrackItems = { readonly track: Track; readonly items: readonly (ClipItem | OverlayItem)[] }

/** What a clip is called where the user gave it no name. */
export function clipName(clip: Clip, asset: Asset | null): string {
  return clip.label || asset?.fileName || ''
}

/** Whether it shows pictures, and is not sound alone. */
export function hasPicture({ asset }: ClipItem): boolean {
  return asset !== null && (asset.kind === 'image' || Boolean(asset.interpretation?.video))
}

/** What stands on the main track, gaps among it. */
export function mainItems(document: LessonDocument): readonly (ClipItem | GapItem)[] {
  const { clipSpans } = deriveTimeline(document)
  const items: (ClipItem | GapItem)[] = []
  let cursor = zeroTicks
  for (const place of document.mainTrack) {
    if (place.kind === 'gap') {
      const endTicks = addTicks(cursor, place.durationTicks)
      items.push({ kind: 'gap', id: place.id, span: { startTicks: cursor, endTicks } })
      cursor = endTicks
      continue
    }
    const clip = document.clips[place.clipId]
    const span = clip && clipSpans.get(clip.id)
    if (!clip || !span) continue
    items.push(toClipItem(document, clip, span))
    cursor = span.endTicks
  }
  return items
}

/** All tracks beside the main one, from back to front. */
export function trackItems(document: LessonDocument): readonly TrackItems[] {
  const clips = Map.groupBy(Object.values(document.clips), ({ trackId }): TrackId => trackId)
  const overlays = Map.groupBy(Object.values(document.overlays), ({ trackId }): TrackId => trackId)
  return Object.values(document.tracks)
    .filter(({ band }) => band !== 'main')
    .toSorted((a, b) => bands.indexOf(a.band) - bands.indexOf(b.band) || a.order - b.order)
    .map((track) => {
      const items: (ClipItem | OverlayItem)[] = []
      addClipItems(items, document, clips.get(track.id) ?? [])
      addOverlayItems(items, document, overlays.get(track.id) ?? [])
      return { track, items: inOrder(items) }
    })
}

/** By their start. Tables mostly are in that order already, and hundreds of items come here with every edit. */
function inOrder<T extends { readonly span: Span }>(items: readonly T[]): readonly T[] {
  let latest = -Infinity
  for (const { span } of items) {
    if (span.startTicks < latest) return items.toSorted((a, b) => a.span.startTicks - b.span.startTicks)
    latest = span.startTicks
  }
  return items
}

function addClipItems(items: TimelineItem[], document: LessonDocument, clips: readonly Clip[]): void {
  const { clipSpans } = deriveTimeline(document)
  for (const clip of clips) {
    const span = clipSpans.get(clip.id)
    if (span) items.push(toClipItem(document, clip, span))
  }
}

function toClipItem({ assets, tracks }: LessonDocument, clip: Clip, span: Span): ClipItem {
  const track = tracks[clip.trackId]
  const heard = track !== undefined && isHeard(clip, track, hasSolo(tracks))
  return { kind: 'clip', id: clip.id, clip, asset: assets[clip.assetId] ?? null, span, heard }
}

type Tracks = LessonDocument['tracks']
const soloOf = new WeakMap<Tracks, boolean>()

function hasSolo(tracks: Tracks): boolean {
  const known = soloOf.get(tracks)
  if (known !== undefined) return known
  const solo = Object.values(tracks).some((track) => track.solo)
  soloOf.set(tracks, solo)
  return solo
}

function addOverlayItems(items: TimelineItem[], document: LessonDocument, overlays: readonly Overlay[]): void {
  for (const overlay of overlays) {
    const span = visibleSpan(document, overlay.anchor, overlay.durationTicks)
    const { content } = overlay
    const asset = content.kind === 'image' ? (document.assets[content.assetId] ?? null) : null
    if (span) items.push({ kind: 'overlay', id: overlay.id, overlay, asset, span })
  }
}

/** Captions that show, in order; what was trimmed away with its words is left out. One track's only where one is named. */
export function captionItems(document: LessonDocument, trackId?: CaptionTrackId): readonly CaptionItem[] {
  const items: CaptionItem[] = []
  for (const caption of Object.values(document.captions)) {
    if (trackId !== undefined && caption.captionTrackId !== trackId) continue
    const span = visibleSpan(document, caption.anchor, caption.durationTicks)
    if (span) items.push({ kind: 'caption', id: caption.id, caption, span })
  }
  return inOrder(items)
}

/** Questions in the order in which they stop the lesson. */
export function questionItems(document: LessonDocument): readonly QuestionItem[] {
  return questionsInOrder(document).map(({ question, atTicks }) => ({
    kind: 'question',
    id: question.id,
    question,
    ticks: atTicks,
    span: { startTicks: atTicks, endTicks: atTicks },
  }))
}

/** The spans of all that stands on the main track, gaps among them, by index. */
export function mainTrackSpans(document: LessonDocument): readonly Span[] {
  const { clipSpans } = deriveTimeline(document)
  const spans: Span[] = []
  let cursor = zeroTicks
  for (const item of document.mainTrack) {
    const endTicks = item.kind === 'gap' ? addTicks(cursor, item.durationTicks) : (clipSpans.get(item.clipId)?.endTicks ?? cursor)
    spans.push({ startTicks: cursor, endTicks })
    cursor = endTicks
  }
  return spans
}
