import { castDraft } from 'immer'
import type { Caption } from '../../project/schema/text.ts'
import { ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import type { WordPlace } from './cut-words.ts'

/** Writes a word of a caption anew; several words share its time. The word then is no longer uncertain. */
export const correctWord: Command<WordPlace & { readonly text: string }> = {
  label: 'edit-caption',
  run(draft, { captionId, index, text }) {
    const caption = readDraft(draft).captions[captionId]
    const target = draft.captions[captionId]
    const parts = text.split(/\s+/u).filter((part) => part !== '')
    if (!caption || !target) return refuse('edit.gone', { what: 'caption' })
    const place = placeOf(caption, index)
    if (!place || parts.length === 0) return done()
    const { from, to } = place
    target.text = caption.text.slice(0, from) + parts.join(' ') + caption.text.slice(to)
    const word = caption.words[index]
    if (!word) return done()
    const letters = parts.reduce((sum, part) => sum + part.length, 0)
    let before = 0
    const anew = parts.map((part): Caption['words'][number] => {
      const start = Math.round((word.durationTicks * before) / letters)
      before += part.length
      const end = Math.round((word.durationTicks * before) / letters)
      return { text: part, offsetTicks: ticks(word.offsetTicks + start), durationTicks: ticks(end - start), confidence: null }
    })
    target.words = castDraft([...caption.words.slice(0, index), ...anew, ...caption.words.slice(index + 1)])
    return done()
  },
}

/** Where a word stands in its caption's text, with the marks around it (UTF-16 units); null where it is not found. */
function placeOf({ text, words }: Caption, index: number): { readonly from: number; readonly to: number } | null {
  if (words.length === 0) {
    const token = [...text.matchAll(/\S+/gu)][index]
    return token ? { from: token.index, to: token.index + token[0].length } : null
  }
  const starts: number[] = []
  let searched = 0
  for (const word of words) {
    const at = text.indexOf(word.text, searched)
    if (at < 0) return null
    starts.push(at)
    searched = at + word.text.length
  }
  const from = index === 0 ? 0 : (starts[index] ?? text.length)
  const written = text.slice(from, starts[index + 1] ?? text.length)
  const lead = written.length - written.trimStart().length
  return { from: from + lead, to: from + written.trimEnd().length }
}
