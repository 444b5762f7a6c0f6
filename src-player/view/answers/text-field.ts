import type { Answer } from '#shared/quiz/grade.ts'
import type { PlainKey } from '../../text.ts'
import { element } from '../element.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'

/** Longer answers are essays; this many characters survive in every platform. */
const maxAnswerLength = 250

/** What no browser may do to an answer: correct it or fill it in. */
export const plainTyping = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' } as const

/** A word or a few. */
export class TextField implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly isTyped = true
  private readonly field: HTMLInputElement

  constructor({ language, labelledBy, translator, onChange }: AnswerSetting) {
    this.field = element('input', {
      type: 'text',
      id: 'tb-field',
      class: 'tb-field',
      ...language,
      ...plainTyping,
      maxlength: maxAnswerLength,
      enterkeyhint: 'done',
      'aria-describedby': labelledBy,
    })
    this.field.addEventListener('input', onChange)
    this.nodes = [element('label', { for: 'tb-field', class: 'tb-label' }, translator.say('yourAnswer')), this.field]
  }

  read(): Answer | PlainKey {
    const text = this.field.value.trim()
    return text === '' ? 'nothingTyped' : { kind: 'text', text }
  }

  focus(): void {
    this.field.focus({ preventScroll: true })
  }

  reveal(): void {
    this.field.readOnly = true
  }

  notes(): readonly Node[] {
    return []
  }
}
