import { isGraded, type Answer } from '#shared/quiz/grade.ts'
import type { QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { PlayerChoice } from '#shared/quiz/player-lesson.ts'
import { element } from '../element.ts'
import type { LessonLanguage } from '../lesson-text.ts'
import type { PlainKey } from '../../text.ts'
import type { AnswerArea, AnswerSetting } from './answer-area.ts'
import { feedbackNote, showRowVerdict, shownNotes } from './row-verdict.ts'
import { shuffle } from './shuffle.ts'

type Row = {
  readonly choice: PlayerChoice
  readonly input: HTMLInputElement
  readonly root: HTMLElement
  readonly mark: HTMLElement
  readonly note: HTMLElement
}

const tasks: Readonly<Partial<Record<string, PlainKey>>> = { 'multiple-choice': 'chooseAll', poll: 'pollTask' }

/** Real radio buttons or check boxes as cards: keyboards and screen readers know them by heart. */
export class ChoiceList implements AnswerArea {
  readonly nodes: readonly Node[]
  readonly isTyped = false
  private readonly list: HTMLElement
  private readonly rows: readonly Row[]
  private readonly setting: AnswerSetting

  constructor(setting: AnswerSetting) {
    const { question, language, translator, labelledBy, onChange } = setting
    this.setting = setting
    const many = question.type === 'multiple-choice'
    const mayShuffle = question.shuffle && question.type !== 'true-false'
    const order = mayShuffle ? shuffle(question.choices, Math.random) : question.choices
    this.rows = order.map((choice, index) => makeRow(choice, index, many ? 'checkbox' : 'radio', question.id, language))
    this.list = element(
      'div',
      { class: 'tb-choices', dir: language.dir, role: many ? 'group' : 'radiogroup', 'aria-labelledby': labelledBy },
      ...this.rows.map((row) => row.root),
    )
    this.list.addEventListener('change', onChange)
    const task = tasks[question.type]
    this.nodes = [...(task ? [element('p', { class: 'tb-task' }, translator.say(task))] : []), this.list]
  }

  read(): Answer | PlainKey {
    const codes = this.rows.filter((row) => row.input.checked).map((row) => row.choice.code)
    return codes.length > 0 ? { kind: 'choices', codes } : 'nothingChosen'
  }

  /** As a click would. */
  pick(index: number): void {
    const input = this.rows[index]?.input
    if (!input || input.disabled) return
    input.focus()
    input.click()
  }

  focus(): void {
    ;(this.rows.find((row) => row.input.checked) ?? this.rows[0])?.input.focus({ preventScroll: true })
  }

  showChosen(): void {
    this.rows.find((row) => row.input.checked)?.root.scrollIntoView({ block: 'nearest' })
  }

  /** Shows the feedback of what was chosen; which choices would have been right only once nothing is left to try. */
  reveal(_: QuestionRecord, settled: boolean): void {
    const { question, language, translator } = this.setting
    const graded = isGraded(question)
    for (const row of this.rows) {
      const { choice, input } = row
      input.disabled = true
      const verdict = input.checked ? (choice.correct ? 'right' : 'wrong') : choice.correct ? 'missed' : 'plain'
      const shown = graded && (settled || (verdict === 'wrong' && input.type === 'radio')) ? verdict : 'plain'
      showRowVerdict(row, shown, feedbackNote(input.checked ? choice.feedback : '', language), translator)
    }
  }

  notes(): readonly Node[] {
    return shownNotes(this.list)
  }
}

function makeRow(
  choice: PlayerChoice,
  index: number,
  type: 'radio' | 'checkbox',
  questionId: string,
  language: LessonLanguage,
): Row {
  const input = element('input', { type, name: `tb-choice-${questionId}`, value: choice.code, class: 'tb-choice-input' })
  const mark = element('span', { class: 'tb-choice-mark', 'aria-hidden': 'true' })
  const note = element('span', { class: 'tb-choice-note tb-empty' })
  const text = element('span', { class: 'tb-choice-text', ...language }, choice.text)
  const key = element('span', { class: 'tb-choice-key', 'aria-hidden': 'true' }, String(index + 1))
  const root = element(
    'label',
    { class: `tb-choice tb-${type}` },
    input,
    mark,
    makeChoiceImage(choice, language),
    element('span', { class: 'tb-choice-words' }, text, note),
    key,
  )
  return { choice, input, root, mark, note }
}

export function makeChoiceImage({ image }: PlayerChoice, language: LessonLanguage): HTMLElement | null {
  return image ? element('img', { ...language, src: image.src, alt: image.alt, class: 'tb-choice-image' }) : null
}
