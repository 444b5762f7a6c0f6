import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { element } from './element.ts'

/** Of an element whose words are the author's: the player around them may speak another language. */
export type LessonLanguage = { readonly lang: string; readonly dir: 'ltr' | 'rtl' }

export function lessonLanguage({ language, direction }: PlayerLesson): LessonLanguage {
  return { lang: language, dir: direction }
}

/** The author's words within a sentence of the player. */
export function lessonText(text: string, language: LessonLanguage): HTMLElement {
  return element('span', language, text)
}
