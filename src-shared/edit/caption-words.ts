import type { Caption } from '../project/schema/text.ts'
import { ticks, type Ticks } from '../time/ticks.ts'

type Words = Caption['words']

/** A part of a caption: text, words with offsets from the part's own start. */
export type CaptionPart = { readonly text: string; readonly words: Words }

/**
 * Divides a caption's text where a word starts at or after `offsetTicks` (counted from the caption's start, in its own time).
 * Null where the words carry no times or all of them lie on one side.
 */
export function divideByTime(caption: Caption, offsetTicks: Ticks): { head: CaptionPart; tail: CaptionPart } | null {
  const count = caption.words.filter((word) => word.offsetTicks + word.durationTicks / 2 < offsetTicks).length
  if (count === 0 || count === caption.words.length) return null
  const starts = wordStarts(caption.text, caption.words)
  const at = starts[count]
  const headWords = caption.words.slice(0, count)
  const tailWords = caption.words.slice(count)
  return {
    head: { text: at === undefined ? spelled(headWords) : caption.text.slice(0, at).trim(), words: headWords },
    tail: {
      text: at === undefined ? spelled(tailWords) : caption.text.slice(at).trim(),
      words: shiftWords(tailWords, offsetTicks),
    },
  }
}

function spelled(words: Words): string {
  return words.map((word) => word.text).join(' ')
}

/** Words with offsets counted from `byTicks` later; what starts before that starts at zero. */
export function shiftWords(words: Words, byTicks: Ticks): Words {
  return words.map((word) => ({ ...word, offsetTicks: ticks(Math.max(0, word.offsetTicks - byTicks)) }))
}

/** Where each word begins in the text; undefined from the first one that is not found. */
export function wordStarts(text: string, words: Words): readonly (number | undefined)[] {
  const starts: (number | undefined)[] = []
  let from = 0
  for (const word of words) {
    const at = from < 0 ? -1 : text.indexOf(word.text, from)
    starts.push(at < 0 ? undefined : at)
    from = at < 0 ? -1 : at + word.text.length
  }
  return starts
}

/**
 * The words of a corrected text: as many as before keep their times; otherwise the caption's length is shared out by
 * letters. Without timed words there are none to keep.
 */
export function retimeWords(words: Words, text: string, durationTicks: Ticks): Words {
  if (words.length === 0) return []
  const texts = text.split(/\s+/u).filter((part) => part !== '')
  if (texts.length === words.length) return words.map((word, index) => ({ ...word, text: texts[index] ?? word.text }))
  const letters = texts.reduce((sum, part) => sum + part.length, 0)
  let before = 0
  return texts.map((part) => {
    const offset = Math.round((durationTicks * before) / letters)
    before += part.length
    const end = Math.round((durationTicks * before) / letters)
    return { text: part, offsetTicks: ticks(offset), durationTicks: ticks(end - offset), confidence: null }
  })
}
