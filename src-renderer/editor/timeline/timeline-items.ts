import type { CaptionId, ClipId, QuestionId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { bands, type Clip, type Track } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline, visibleSpan, type Span } from '#shared/project/timeline.ts'
import { isHeard } from '#shared/render-plan/compile-audio.ts'
import { addTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'

export type ClipItem = {
  readonly id: ClipId
  readonly clip: Clip
  readonly asset: Asset | null
  readonly span: Span
  /** Whether its sound, if it has one, is in the lesson. */
  readonly heard: boolean
}
/** The clips of a track beside the main one, by their start. */
export type TrackItems = { readonly track: Track; readonly items: readonly ClipItem[] }
export type CaptionItem = { readonly id: CaptionId; readonly caption: Caption; readonly span: Span }
export type QuestionItem = { readonly id: QuestionId; readonly question: Question; readonly ticks: Ticks }

/** What a clip is called where the user gave it no name. */
export function clipName(clip: Clip, asset: Asset | null): string {
  return clip.label || asset?.fileName || ''
}

/** Whether it shows pictures, and is not sound alone. */
export function hasPicture({ asset }: ClipItem): boolean {
  return asset !== null && (asset.kind === 'image' || Boolean(asset.interpretation?.video))
}

/** The clips of the main track in playing order. */
export function clipItems(document: LessonDocument): readonly ClipItem[] {
  return toItems(document, deriveTimeline(document).mainClipIds)
}

/** The tracks beside the main one that have clips, from back to front. */
export function trackItems(document: LessonDocument): readonly TrackItems[] {
  const beside = Object.values(document.clips).filter(({ anchor }) => anchor !== null)
  return Object.values(document.tracks)
    .toSorted((a, b) => bands.indexOf(a.band) - bands.indexOf(b.band) || a.order - b.order)
    .map((track) => {
      const ids = beside.filter(({ trackId }) => trackId === track.id).map(({ id }) => id)
      return { track, items: toItems(document, ids).toSorted((a, b) => a.span.startTicks - b.span.startTicks) }
    })
    .filter(({ items }) => items.length > 0)
}

function toItems(document: LessonDocument, ids: readonly ClipId[]): readonly ClipItem[] {
  const { clipSpans } = deriveTimeline(document)
  const solo = Object.values(document.tracks).some((track) => track.solo)
  return ids.flatMap((id) => {
    const clip = document.clips[id]
    const span = clipSpans.get(id)
    if (!clip || !span) return []
    const track = document.tracks[clip.trackId]
    const heard = track !== undefined && isHeard(clip, track, solo)
    return [{ id, clip, asset: document.assets[clip.assetId] ?? null, span, heard }]
  })
}

/** Captions that show, in order; what was trimmed away with its words is left out. */
export function captionItems(document: LessonDocument): readonly CaptionItem[] {
  return Object.values(document.captions)
    .flatMap((caption) => {
      const span = visibleSpan(document, caption.anchor, caption.durationTicks)
      return span ? [{ id: caption.id, caption, span }] : []
    })
    .toSorted((a, b) => a.span.startTicks - b.span.startTicks)
}

/** Questions in the order in which they stop the lesson. */
export function questionItems(document: LessonDocument): readonly QuestionItem[] {
  return questionsInOrder(document).map(({ question, atTicks }) => ({ id: question.id, question, ticks: atTicks }))
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
