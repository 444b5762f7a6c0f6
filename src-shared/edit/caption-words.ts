import { joinText } from '../project/join-text.ts'
import { wordStarts } from '../caption/word-starts.ts'
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
  return words.reduce((joined, word) => joinText(joined, word.text), '')
}

/** Words with offsets counted from `byTicks` later; what starts before that starts at zero. */
export function shiftWords(words: Words, byTicks: Ticks): Words {
  return words.map((word) => ({ ...word, offsetTicks: ticks(Math.max(0, word.offsetTicks - byTicks)) }))
}

/**
 * The words of a corrected text. What was not touched stays as it was heard; as many words as before keep their times, otherwise the
 * time of those that were replaced is shared out by letters. A corrected word is certain. Without timed words there are none to keep.
 */
export function retimeWords(words: Words, text: string, durationTicks: Ticks): Words {
  if (words.length === 0) return []
  const texts = text.split(/\s+/u).filter((part) => part !== '')
  const most = Math.min(words.length, texts.length)
  let head = 0
  while (head < most && texts[head] === words[head]?.text) head += 1
  let tail = 0
  while (tail < most - head && texts.at(-1 - tail) === words.at(-1 - tail)?.text) tail += 1
  // Words that were put in between take their time from the one before.
  if (head > 0 && head + tail === words.length && texts.length > words.length) head -= 1
  const heard = words.slice(head, words.length - tail)
  const written = texts.slice(head, texts.length - tail)
  const [first, last, next] = [heard[0], heard.at(-1), words[words.length - tail]]
  const from = first?.offsetTicks ?? 0
  const until = last ? last.offsetTicks + last.durationTicks : (next?.offsetTicks ?? durationTicks)
  const places = written.length === heard.length ? heard : shareByLetters(written, from, Math.max(from, until))
  return [
    ...words.slice(0, head),
    ...written.map((part, index) => {
      const { offsetTicks, durationTicks: length } = places[index] ?? { offsetTicks: ticks(from), durationTicks: ticks(0) }
      const same = heard[index]
      const confidence = same?.text === part ? same.confidence : null
      return { text: part, offsetTicks, durationTicks: length, confidence }
    }),
    ...words.slice(words.length - tail),
  ]
}

function shareByLetters(
  texts: readonly string[],
  from: number,
  until: number,
): readonly { readonly offsetTicks: Ticks; readonly durationTicks: Ticks }[] {
  const letters = texts.reduce((sum, part) => sum + part.length, 0)
  let before = 0
  return texts.map((part) => {
    const start = from + Math.round(((until - from) * before) / letters)
    before += part.length
    const end = from + Math.round(((until - from) * before) / letters)
    return { offsetTicks: ticks(start), durationTicks: ticks(end - start) }
  })
}
