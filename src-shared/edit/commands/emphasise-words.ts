import { castDraft } from 'immer'
import { bareWords } from '../../caption/move-emphasis.ts'
import { findEvery } from '../../overlay/word-places.ts'
import type { CaptionId } from '../../project/ids.ts'
import type { Caption } from '../../project/schema/text.ts'
import { done, refuse, type Command } from '../command.ts'

/** The words of a text that can stand out: without the punctuation around them, each once, in order. */
export function emphasisable(text: string): readonly string[] {
  return [...new Set(bareWords(text))]
}

/** Whether a word of a caption stands out. */
export function isEmphasised({ emphasis = [] }: Caption, word: string): boolean {
  return emphasis.some((each) => each.toLocaleLowerCase('en') === word.toLocaleLowerCase('en'))
}

/** Lets words of a caption stand out in the highlight colour, or, where all of them do, no longer. */
export const emphasiseWords: Command<{ readonly captionId: CaptionId; readonly words: readonly string[] }> = {
  label: 'emphasise-words',
  run(draft, { captionId, words }) {
    const target = draft.captions[captionId]
    if (!target) return refuse('edit.gone', { what: 'caption' })
    const caption = target as Caption
    const wanted = words.filter((word) => word.trim() !== '')
    const isOff = wanted.every((word) => isEmphasised(caption, word))
    const kept = (caption.emphasis ?? []).filter(
      // Words that were edited away go.
      (word) =>
        findEvery([caption.text.normalize('NFC')], [word]).length > 0 &&
        !wanted.some((each) => isEmphasised({ ...caption, emphasis: [each] }, word)),
    )
    const next = isOff ? kept : [...kept, ...wanted]
    if (next.length > 0) target.emphasis = castDraft(next)
    else delete target.emphasis
    return done()
  },
}
