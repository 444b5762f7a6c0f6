import { wordsInPlace, type CaptionPlace } from '../project/place-caption.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption } from '../project/schema/text.ts'
import { anchorToTimeline } from '../project/timeline.ts'
import { ticks } from '../time/ticks.ts'
import type { ImportedCue } from './imported-captions.ts'
import { divideMarks } from './move-marks.ts'
import { wordStarts } from './word-starts.ts'

/** What a caption of a file says in one of the clips over which it runs. */
export type ImportedPart = CaptionPlace & Pick<Caption, 'text' | 'words' | 'marks' | 'runsOn'>

/**
 * Shares a cue out over the places that `placeOverCuts` found: each word with the clip in which it is said, where every clip has some;
 * otherwise all parts say the whole text, which shows as one caption, and the first keeps the times where it has all the words.
 */
export function importParts(
  document: LessonDocument,
  cue: ImportedCue,
  places: readonly CaptionPlace[],
): readonly ImportedPart[] {
  const { marks = [], words = [] } = cue
  const text = cue.text.trim()
  const whole = { text, ...(marks.length > 0 && { marks }) }
  if (places.length < 2) return places.map((place) => ({ ...place, ...whole, words: wordsInPlace(document, place, words) }))
  const begins = places.map(({ anchor }, index) => (index === 0 ? 0 : anchorToTimeline(anchor, document) - cue.startTicks))
  const starts = wordStarts(text, words)
  const shares = begins.map((begin, index) => {
    const end = begins[index + 1] ?? Infinity
    const own = words.flatMap((word, at) => {
      const middle = word.offsetTicks + word.durationTicks / 2
      return (index === 0 || middle >= begin) && middle < end ? [{ word, start: starts[at] }] : []
    })
    return { begin, own, from: index === 0 ? 0 : own[0]?.start }
  })
  const isReversed = places.some(({ anchor }) => anchor.kind === 'clip' && document.clips[anchor.clipId]?.reversed)
  const isShared = shares.every(({ from }) => from === 0 || (from !== undefined && /\s/u.test(text.charAt(from - 1))))
  if (isReversed || !isShared || shares.some(({ own }) => own.length === 0)) {
    const isFirst = shares[0]?.own.length === words.length
    return places.map((place, index) => ({
      ...place,
      ...whole,
      words: index === 0 && isFirst ? wordsInPlace(document, place, words) : [],
    }))
  }
  const texts = shares.map(({ from }, index) => text.slice(from, shares[index + 1]?.from).trim())
  const divided = divideMarks({ text, marks }, texts)
  return places.map((place, index) => {
    const { begin = 0, own = [] } = shares[index] ?? {}
    const since = own.map(({ word }) => ({ ...word, offsetTicks: ticks(Math.max(0, word.offsetTicks - begin)) }))
    return {
      ...place,
      text: texts[index] ?? '',
      words: wordsInPlace(document, place, since),
      ...divided[index],
      ...(index > 0 && { runsOn: true }),
    }
  })
}
