import { captionStretch, placeOnTimeline } from '../project/place-caption.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption } from '../project/schema/text.ts'
import { visibleSpan } from '../project/timeline.ts'
import { fromSpeed } from '../time/rational.ts'
import { frameToTicks } from '../time/frame-rate.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { divideByTime, shiftWords, type CaptionPart } from './caption-words.ts'

/** What of a caption is another in each half of it. */
export type CaptionHalf = Pick<Caption, 'anchor' | 'durationTicks' | 'text' | 'words'>

/**
 * A caption of `before` divided at a timeline instant, as halves for `after`, where the second one starts `laterTicks` later;
 * null where all of its words are said on one side, where it has one only, or less than a frame on one side.
 */
export function halveCaption(
  before: LessonDocument,
  caption: Caption,
  at: Ticks,
  after: LessonDocument,
  laterTicks: Ticks,
): { readonly head: CaptionHalf; readonly tail: CaptionHalf } | null {
  const { anchor } = caption
  const clip = anchor.kind === 'clip' ? before.clips[anchor.clipId] : null
  const span = visibleSpan(before, anchor, caption.durationTicks)
  const frame = frameToTicks(1, before.settings.frameRate)
  if (!span || at - span.startTicks < frame || span.endTicks - at < frame || (clip && clip.freezeTicks !== null)) return null
  const stretch = captionStretch(before, caption)
  const offset = clip ? fromSpeed(ticks(at - stretch.startTicks), clip.speed) : ticks(at - stretch.startTicks)
  const parts =
    caption.words.length > 0 ? divideByTime(caption, offset) : divideByLetters(caption.text, offset / caption.durationTicks)
  const tail = placeOnTimeline(after, ticks(at + laterTicks), ticks(Math.max(stretch.endTicks, span.endTicks) + laterTicks))
  const head = clip?.reversed ? placeOnTimeline(after, span.startTicks, at) : { anchor, durationTicks: offset }
  return parts && head && tail && head.durationTicks > 0
    ? { head: { ...head, ...parts.head }, tail: { ...tail, ...parts.tail } }
    : null
}

/** The part of `caption` behind an instant, for `after`, where all of its timed words are said there; null where some are not. */
export function captionBehind(
  before: LessonDocument,
  caption: Caption,
  at: Ticks,
  after: LessonDocument,
  laterTicks: Ticks,
): Omit<CaptionHalf, 'text'> | null {
  const { anchor, words } = caption
  const clip = anchor.kind === 'clip' ? before.clips[anchor.clipId] : null
  const [first] = words
  const { startTicks, endTicks } = captionStretch(before, caption)
  if (!clip || clip.reversed || clip.freezeTicks !== null || !first || at <= startTicks || at >= endTicks) return null
  const offset = fromSpeed(ticks(at - startTicks), clip.speed)
  if (first.offsetTicks + first.durationTicks / 2 < offset) return null
  const place = placeOnTimeline(after, ticks(at + laterTicks), ticks(endTicks + laterTicks))
  return place && { ...place, words: shiftWords(words, offset) }
}

/** Between the two words where the share of letters before is nearest to the wanted one; their times are not known. */
function divideByLetters(text: string, share: number): { readonly head: CaptionPart; readonly tail: CaptionPart } | null {
  const whole = text.trim()
  const gaps = [...whole.matchAll(/\s+/gu)]
  const [first] = gaps
  if (!first) return null
  const distance = ({ index }: RegExpExecArray): number => Math.abs(index - share * whole.length)
  const { index } = gaps.reduce((best, gap) => (distance(gap) < distance(best) ? gap : best), first)
  return {
    head: { text: whole.slice(0, index).trim(), words: [] },
    tail: { text: whole.slice(index).trim(), words: [] },
  }
}
