import type { CaptionId, CaptionTrackId, ClipId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { Caption } from '../project/schema/text.ts'
import { deriveTimeline, playsOn, sourceToTimeline, visibleSpan, type Span } from '../project/timeline.ts'
import { ticks } from '../time/ticks.ts'

/** A word of a caption that plays, as it is written there, on the timeline. */
export type TranscriptWord = {
  readonly captionId: CaptionId
  /** Among the caption's timed words; among the words of its text where it has none. */
  readonly index: number
  readonly text: string
  readonly span: Span
  /** False where nobody knows when it is said; its span is then shared out by letters. */
  readonly timed: boolean
  /** What it is said in; null where the caption stands on the timeline. */
  readonly clipId: ClipId | null
  readonly confidence: number | null
}

/** The words of a caption track in playing order; those in trimmed-away parts are left out. */
export function transcriptWords(document: LessonDocument, captionTrackId: CaptionTrackId): readonly TranscriptWord[] {
  const words: TranscriptWord[] = []
  for (const caption of Object.values(document.captions)) {
    if (caption.captionTrackId !== captionTrackId) continue
    words.push(...(caption.words.length > 0 ? timedWords(document, caption) : untimedWords(document, caption)))
  }
  return words.toSorted((a, b) => a.span.startTicks - b.span.startTicks || a.span.endTicks - b.span.endTicks)
}

function timedWords(document: LessonDocument, caption: Caption): TranscriptWord[] {
  const { anchor, id: captionId } = caption
  const texts = writtenWords(caption)
  const pieces = anchor.kind === 'clip' ? runFrom(document, anchor.clipId) : []
  return caption.words.flatMap(({ offsetTicks, durationTicks, confidence }, index): TranscriptWord[] => {
    const text = texts[index] ?? ''
    const common = { captionId, index, text, timed: durationTicks > 0, confidence }
    if (anchor.kind === 'timeline') {
      const startTicks = ticks(anchor.ticks + offsetTicks)
      return [{ ...common, span: { startTicks, endTicks: ticks(startTicks + durationTicks) }, clipId: null }]
    }
    const from = ticks(anchor.sourceTicks + offsetTicks)
    const to = ticks(from + durationTicks)
    const middle = (from + to) / 2
    const piece = pieces.find(({ clip }) => middle >= clip.sourceInTicks && middle < clip.sourceOutTicks)
    if (!piece) return []
    const { clip, span } = piece
    // A cut may run through a word: what of it plays in this clip or the next ones of the run.
    const ends = [from, to].map((at) => sourceToTimeline(clip, span, at))
    const [least, most] = [pieces[0]?.span.startTicks ?? span.startTicks, pieces.at(-1)?.span.endTicks ?? span.endTicks]
    const startTicks = ticks(Math.max(least, Math.min(...ends)))
    return [{ ...common, span: { startTicks, endTicks: ticks(Math.min(most, Math.max(...ends))) }, clipId: clip.id }]
  })
}

type Piece = { readonly clip: Clip; readonly span: Span }

/** The clip and those behind it that play on where it stops: a caption runs through all of them. */
function runFrom(document: LessonDocument, clipId: ClipId): readonly Piece[] {
  const { mainClipIds, mainIndexes, clipSpans } = deriveTimeline(document)
  const pieces: Piece[] = []
  const first = document.clips[clipId]
  const firstSpan = clipSpans.get(clipId)
  if (!first || !firstSpan || first.freezeTicks !== null) return []
  pieces.push({ clip: first, span: firstSpan })
  for (let index = (mainIndexes.get(clipId) ?? mainClipIds.length) + 1; index < mainClipIds.length; index += 1) {
    const last = pieces.at(-1)
    const id = mainClipIds[index]
    const clip = id && document.clips[id]
    const span = id && clipSpans.get(id)
    if (!last || !clip || !span || span.startTicks !== last.span.endTicks || !playsOn(last.clip, clip)) break
    pieces.push({ clip, span })
  }
  return pieces
}

function untimedWords(document: LessonDocument, caption: Caption): TranscriptWord[] {
  const { anchor, id: captionId, text, durationTicks } = caption
  const span = visibleSpan(document, anchor, durationTicks)
  const texts = text.split(/\s+/u).filter((part) => part !== '')
  if (!span) return []
  const letters = texts.reduce((sum, part) => sum + part.length, 0)
  const length = span.endTicks - span.startTicks
  let before = 0
  return texts.map((part, index) => {
    const startTicks = ticks(span.startTicks + Math.round((length * before) / letters))
    before += part.length
    const endTicks = ticks(span.startTicks + Math.round((length * before) / letters))
    const clipId = anchor.kind === 'clip' ? anchor.clipId : null
    return { captionId, index, text: part, span: { startTicks, endTicks }, timed: false, clipId, confidence: null }
  })
}

/** The timed words of a caption as its text writes them, marks and all; as they were heard where the text has others. */
export function writtenWords({ text, words }: Pick<Caption, 'text' | 'words'>): readonly string[] {
  const starts: number[] = []
  let from = 0
  for (const word of words) {
    const at = text.indexOf(word.text, from)
    if (at < 0) return words.map((each) => each.text)
    starts.push(at)
    from = at + word.text.length
  }
  return starts.map((start, index) => text.slice(index === 0 ? 0 : start, starts[index + 1] ?? text.length).trim())
}
