import type { CaptionTrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Span } from '../project/timeline.ts'
import { fillerKind, type FillerKind } from '../speech/fillers.ts'
import type { Pause } from '../speech/find-silences.ts'
import { transcriptWords, type TranscriptWord } from '../speech/transcript-words.ts'
import { frameAt, frameToTicks, type FrameRate } from '../time/frame-rate.ts'
import { millisecondsToTicks, ticks, type Ticks } from '../time/ticks.ts'
import { wordStretches } from './commands/cut-words.ts'

export type TidyWish = {
  /** Shorter pauses stay. */
  readonly shortestPauseTicks: Ticks
  /** What stays of a pause on each side of speech. */
  readonly paddingTicks: Ticks
  readonly pauses: boolean
  readonly fillers: readonly FillerKind[]
}

/** DESIGN.md section 10: below -40 dB for more than 0.6 s, keep 150 ms around speech. */
export const usualTidyWish: TidyWish = {
  shortestPauseTicks: millisecondsToTicks(600),
  paddingTicks: millisecondsToTicks(150),
  pauses: true,
  fillers: ['sound'],
}
export const usualLevelDb = -40

/** A stretch that could be cut out, on the frame grid. */
export type TidyFind = {
  readonly kind: 'pause' | 'filler'
  readonly span: Span
  /** What is said there; empty in a pause. */
  readonly text: string
  /** The words before and behind. */
  readonly before: string
  readonly behind: string
}

/** Less is not worth a cut. */
const shortestCutTicks = millisecondsToTicks(100)
const wordsAround = 3

/** The pauses and fillers of a lesson, in order and apart from each other. No word but fillers is touched. */
export function findTidy(
  document: LessonDocument,
  track: { readonly id: CaptionTrackId; readonly language: string } | null,
  pauses: readonly Pause[],
  wish: TidyWish,
): readonly TidyFind[] {
  const words = track ? transcriptWords(document, track.id).filter(({ timed }) => timed) : []
  const isFiller = ({ text }: TranscriptWord): boolean => {
    const kind = track && fillerKind(text, track.language)
    return kind !== null && wish.fillers.includes(kind)
  }
  const chosen = words.filter(isFiller)
  const fillers = track && chosen.length > 0 ? wordStretches(document, track.id, chosen) : []
  const cuts = wish.pauses ? pauses.flatMap((pause) => shorten(pause, words, document.settings.frameRate, wish)) : []
  const finds = [
    ...fillers.map((span) => ({ kind: 'filler' as const, span })),
    ...cuts.flatMap((span) => without(span, fillers)).map((span) => ({ kind: 'pause' as const, span })),
  ].toSorted((a, b) => a.span.startTicks - b.span.startTicks)
  const kept = words.filter((word) => !isFiller(word))
  return joinToFillers(finds, kept, wish).map(({ kind, span }) => describe(kind, span, words))
}

type Bare = Pick<TidyFind, 'kind' | 'span'>

/** Between a pause and a filler that both go nothing is kept: a picture or two would flash up there. */
function joinToFillers(finds: readonly Bare[], kept: readonly TranscriptWord[], wish: TidyWish): readonly Bare[] {
  const isNothing = (from: Ticks, to: Ticks): boolean =>
    to > from &&
    to - from <= wish.paddingTicks + shortestCutTicks &&
    kept.every(({ span }) => span.endTicks <= from || span.startTicks >= to)
  return finds.map((find, index) => {
    const [before, behind] = [finds[index - 1], finds[index + 1]]
    const { startTicks, endTicks } = find.span
    if (find.kind !== 'pause') return find
    const joinsBefore = before?.kind === 'filler' && isNothing(before.span.endTicks, startTicks)
    const joinsBehind = behind?.kind === 'filler' && isNothing(endTicks, behind.span.startTicks)
    const span = {
      startTicks: joinsBefore ? before.span.endTicks : startTicks,
      endTicks: joinsBehind ? behind.span.startTicks : endTicks,
    }
    return { ...find, span }
  })
}

/** What of a pause goes: not what is kept around speech, not what the captions know a word in. */
function shorten(pause: Pause, words: readonly TranscriptWord[], rate: FrameRate, wish: TidyWish): readonly Span[] {
  if (pause.endTicks - pause.startTicks < wish.shortestPauseTicks) return []
  const from = pause.atClipStart ? pause.startTicks : pause.startTicks + wish.paddingTicks
  const to = pause.atClipEnd ? pause.endTicks : pause.endTicks - wish.paddingTicks
  const spoken = words.map(({ span }) => span)
  return without({ startTicks: ticks(from), endTicks: ticks(Math.max(from, to)) }, spoken).flatMap(({ startTicks, endTicks }) => {
    const start = frameToTicks(frameAt(ticks(startTicks - 1), rate) + 1, rate)
    const end = frameToTicks(frameAt(endTicks, rate), rate)
    return end - start >= shortestCutTicks ? [{ startTicks: start, endTicks: end }] : []
  })
}

/** The parts of a stretch outside of others. */
function without(span: Span, others: readonly Span[]): readonly Span[] {
  let parts: readonly Span[] = span.endTicks > span.startTicks ? [span] : []
  for (const other of others) {
    if (other.endTicks <= span.startTicks || other.startTicks >= span.endTicks) continue
    parts = parts.flatMap(({ startTicks, endTicks }) => [
      ...(other.startTicks > startTicks ? [{ startTicks, endTicks: ticks(Math.min(endTicks, other.startTicks)) }] : []),
      ...(other.endTicks < endTicks ? [{ startTicks: ticks(Math.max(startTicks, other.endTicks)), endTicks }] : []),
    ])
  }
  return parts
}

function describe(kind: TidyFind['kind'], span: Span, words: readonly TranscriptWord[]): TidyFind {
  const before = words.filter((word) => middleOf(word) < span.startTicks)
  const behind = words.filter((word) => middleOf(word) >= span.endTicks)
  return {
    kind,
    span,
    text: kind === 'filler' ? write(words.slice(before.length, words.length - behind.length)) : '',
    before: write(before.slice(-wordsAround)),
    behind: write(behind.slice(0, wordsAround)),
  }
}

function middleOf({ span }: TranscriptWord): number {
  return (span.startTicks + span.endTicks) / 2
}

function write(words: readonly TranscriptWord[]): string {
  return words.map(({ text }) => text).join(' ')
}

/** How much shorter the lesson becomes. */
export function savedTicks(finds: readonly Pick<TidyFind, 'span'>[]): Ticks {
  return ticks(finds.reduce((sum, { span }) => sum + span.endTicks - span.startTicks, 0))
}
