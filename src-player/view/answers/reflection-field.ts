import { countBytes } from '#shared/quiz/base64url.ts'
import type { Answer } from '#shared/quiz/grade.ts'
import type { PlainKey, Translator } from '../../text.ts'
import { element } from '../element.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'

/** The room that is left is told from here on. */
const warnBelow = 100

/** A few sentences of the learner's own, no longer than the platform keeps. */
export class ReflectionField implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly isTyped = true
  private readonly field: HTMLTextAreaElement
  private readonly hint: HTMLElement
  private readonly translator: Translator
  private readonly textRoom: number

  constructor({ language, labelledBy, textRoom, translator, onChange }: AnswerSetting) {
    this.translator = translator
    this.textRoom = textRoom
    this.hint = element('p', { id: 'tb-length', class: 'tb-length' }, translator.count('lengthHint', textRoom))
    this.field = element('textarea', {
      id: 'tb-field',
      class: 'tb-field tb-text',
      ...language,
      rows: 3,
      // A character takes one byte at least.
      maxlength: textRoom,
      'aria-describedby': `${labelledBy} tb-length`,
    })
    this.field.addEventListener('input', () => {
      this.hint.textContent = this.describeRoom()
      onChange()
    })
    this.nodes = [
      element('label', { for: 'tb-field', class: 'tb-label' }, translator.say('reflectionTask')),
      this.field,
      this.hint,
    ]
  }

  read(): Answer | PlainKey {
    const text = this.field.value.trim()
    if (text === '') return 'nothingTyped'
    return countBytes(text) > this.textRoom ? 'tooLong' : { kind: 'text', text }
  }

  focus(): void {
    this.field.focus({ preventScroll: true })
  }

  reveal(): void {
    this.field.readOnly = true
    this.hint.hidden = true
  }

  notes(): readonly Node[] {
    return []
  }

  /** In characters such as those written so far: of some scripts each takes three bytes. */
  private describeRoom(): string {
    const text = this.field.value
    const perCharacter = text === '' ? 1 : countBytes(text) / text.length
    const left = Math.floor((this.textRoom - countBytes(text)) / perCharacter)
    if (left < 0) return this.translator.say('tooLong')
    return left > warnBelow
      ? this.translator.count('lengthHint', Math.floor(this.textRoom / perCharacter))
      : this.translator.count('charactersLeft', left)
  }
}
