import type { CaptionId, ClipId, QuestionId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline, visibleSpan, type Span } from '#shared/project/timeline.ts'
import { addTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'

export type ClipItem = { readonly id: ClipId; readonly clip: Clip; readonly asset: Asset | null; readonly span: Span }
export type CaptionItem = { readonly id: CaptionId; readonly caption: Caption; readonly span: Span }
export type QuestionItem = { readonly id: QuestionId; readonly question: Question; readonly ticks: Ticks }

/** What a clip is called where the user gave it no name. */
export function clipName(clip: Clip, asset: Asset | null): string {
  return clip.label || asset?.fileName || ''
}

/** The clips of the main track in playing order. */
export function clipItems(document: LessonDocument): readonly ClipItem[] {
  const { mainClipIds, clipSpans } = deriveTimeline(document)
  return mainClipIds.flatMap((id) => {
    const clip = document.clips[id]
    const span = clipSpans.get(id)
    return clip && span ? [{ id, clip, asset: document.assets[clip.assetId] ?? null, span }] : []
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
