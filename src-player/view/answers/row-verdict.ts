import { element, hiddenText } from '../element.ts'
import { icon } from '../icons.ts'
import { lessonText, type LessonLanguage } from '../lesson-text.ts'
import type { Translator } from '../../text.ts'

export type RowVerdict = 'right' | 'wrong' | 'missed' | 'plain'

const spoken = { right: 'choiceRight', wrong: 'choiceWrong', missed: 'choiceMissed' } as const

/** Marks one row of an answer by colour, sign and, for screen readers, words; its feedback stands below. */
export function showRowVerdict(
  row: { readonly root: HTMLElement; readonly mark: HTMLElement; readonly note: HTMLElement },
  verdict: RowVerdict,
  notes: readonly (Node | string)[],
  translator: Translator,
): void {
  row.root.dataset['verdict'] = verdict
  row.mark.replaceChildren(...(verdict === 'plain' ? [] : [icon(verdict === 'wrong' ? 'close' : 'check')]))
  row.note.replaceChildren(...notes, ...(verdict === 'plain' ? [] : [hiddenText(` (${translator.say(spoken[verdict])})`)]))
  row.note.classList.toggle('tb-empty', notes.length === 0)
}

/** The player's words among the author's, which may run the other way. */
export function playerNote({ language, direction }: Translator, ...words: readonly (Node | string)[]): HTMLElement {
  return element('span', { lang: language, dir: direction }, ...words)
}

/** The author's words on a part of the answer; nothing where there are none. */
export function feedbackNote(feedback: string, language: LessonLanguage): readonly Node[] {
  return feedback === '' ? [] : [lessonText(feedback, language)]
}

/** The notes that are shown, to be read aloud. */
export function shownNotes(root: ParentNode): readonly Node[] {
  return [...root.querySelectorAll('.tb-choice-note:not(.tb-empty) > :not(.tb-hidden)')]
}
