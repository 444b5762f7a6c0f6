import { splitPrompt } from '#shared/quiz/blanks.ts'
import { isAnswered, rightBlanks, type Answer } from '#shared/quiz/grade.ts'
import type { QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { PlainKey } from '../../text.ts'
import { element, hiddenText } from '../element.ts'
import { lessonText } from '../lesson-text.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'
import { plainTyping } from './text-field.ts'

const maxBlankLength = 80
/** Characters: a blank as wide as its longest answer, but no hint at a very short one, and no wider than a phone. */
const blankWidths = { least: 6, most: 22 } as const

/** The sentence itself, with a field in the place of each blank. */
export class BlankFields implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly isTyped = true
  private readonly fields: readonly HTMLInputElement[]
  private readonly wanted: HTMLElement
  private readonly setting: AnswerSetting

  constructor(setting: AnswerSetting) {
    const { question, language, translator, before, onChange } = setting
    this.setting = setting
    const given = before?.kind === 'blanks' ? before.texts : []
    this.fields = question.blanks.map((accepted, index) => {
      const longest = Math.max(0, ...accepted.map((answer) => answer.length))
      const field = element('input', {
        type: 'text',
        class: 'tb-blank',
        ...plainTyping,
        maxlength: Math.max(maxBlankLength, longest + 20),
        enterkeyhint: index + 1 < question.blanks.length ? 'next' : 'done',
        'aria-label': translator.say('blankOf', { number: index + 1, count: question.blanks.length }),
      })
      field.value = given[index] ?? ''
      field.style.inlineSize = `${Math.min(blankWidths.most, Math.max(blankWidths.least, longest + 2))}ch`
      field.addEventListener('input', onChange)
      return field
    })
    const parts = splitPrompt(question.prompt).flatMap((part, index) => (index === 0 ? [part] : this.blank(index - 1, part)))
    this.wanted = element('p', { class: 'tb-wanted', hidden: true })
    this.nodes = [element('p', { class: 'tb-sentence', ...language }, ...parts), this.wanted]
  }

  read(): Answer | PlainKey {
    const answer: Answer = { kind: 'blanks', texts: this.fields.map((field) => field.value.trim()) }
    return isAnswered(this.setting.question, answer) ? answer : 'blankLeft'
  }

  focus(): void {
    ;(this.fields.find((field) => field.value.trim() === '') ?? this.fields[0])?.focus({ preventScroll: true })
  }

  /** Marks each blank, and once nothing is left to try says what would have been right. */
  reveal({ answer }: QuestionRecord, settled: boolean): void {
    if (answer.kind !== 'blanks') return
    const { question, language, translator } = this.setting
    const right = rightBlanks(question, answer)
    this.fields.forEach((field, index) => {
      field.readOnly = true
      field.dataset['verdict'] = right[index] ? 'right' : 'wrong'
      field.insertAdjacentElement('afterend', hiddenText(` (${translator.say(right[index] ? 'choiceRight' : 'choiceWrong')}) `))
    })
    const words = question.blanks.flatMap((accepted, index) => (right[index] ? [] : (accepted[0] ?? [])))
    this.wanted.hidden = !settled || words.length === 0
    this.wanted.replaceChildren(...translator.sayAround('rightAnswer', { answer: lessonText(words.join('; '), language) }))
  }

  notes(): readonly Node[] {
    return this.wanted.hidden ? [] : [this.wanted]
  }

  /** A blank and the words behind it; a comma right behind it stays on its line. */
  private blank(index: number, after: string): readonly (Node | string)[] {
    const field = this.fields[index]
    if (!field) return [after]
    const mark = /^\p{P}*/u.exec(after)?.[0] ?? ''
    if (mark === '') return [field, after]
    return [element('span', { class: 'tb-joined' }, field, mark), after.slice(mark.length)]
  }
}
