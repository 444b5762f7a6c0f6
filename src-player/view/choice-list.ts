import type { PlayerChoice, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { element, hiddenText } from './element.ts'
import { icon } from './icons.ts'
import { lessonText, type LessonLanguage } from './lesson-text.ts'
import type { Translator } from '../text.ts'

type Row = {
  readonly choice: PlayerChoice
  readonly input: HTMLInputElement
  readonly label: HTMLElement
  readonly mark: HTMLElement
  readonly note: HTMLElement
}

/** Real radio buttons or check boxes as cards: keyboards and screen readers know them by heart. */
export class ChoiceList {
  readonly root: HTMLElement
  private readonly rows: readonly Row[]
  private readonly language: LessonLanguage
  private readonly translator: Translator

  constructor(
    question: PlayerQuestion,
    language: LessonLanguage,
    order: readonly PlayerChoice[],
    labelledBy: string,
    translator: Translator,
    onChange: () => void,
  ) {
    this.language = language
    this.translator = translator
    const many = question.type === 'multiple-choice'
    this.rows = order.map((choice, index) => makeRow(choice, index, many ? 'checkbox' : 'radio', question.id, language))
    this.root = element(
      'div',
      { class: 'tb-choices', dir: language.dir, role: many ? 'group' : 'radiogroup', 'aria-labelledby': labelledBy },
      ...this.rows.map((row) => row.label),
    )
    this.root.addEventListener('change', onChange)
  }

  chosenCodes(): readonly string[] {
    return this.rows.filter((row) => row.input.checked).map((row) => row.choice.code)
  }

  /** Picks the n-th card, counted from 0, as a click would. */
  pick(index: number): void {
    const input = this.rows[index]?.input
    if (!input || input.disabled) return
    input.focus()
    input.click()
  }

  focus(): void {
    ;(this.rows.find((row) => row.input.checked) ?? this.rows[0])?.input.focus({ preventScroll: true })
  }

  /** Brings what was chosen, with its feedback, into view. */
  showChosen(): void {
    this.rows.find((row) => row.input.checked)?.label.scrollIntoView({ block: 'nearest' })
  }

  /** Shows the feedback of what was chosen; which choices would have been right only once nothing is left to try. */
  reveal(settled: boolean): void {
    for (const { choice, input, label, mark, note } of this.rows) {
      input.disabled = true
      const verdict = input.checked ? (choice.correct ? 'right' : 'wrong') : choice.correct ? 'missed' : 'plain'
      const shown = settled || (verdict === 'wrong' && input.type === 'radio') ? verdict : 'plain'
      label.dataset['verdict'] = shown
      mark.replaceChildren(...(shown === 'plain' ? [] : [icon(shown === 'wrong' ? 'close' : 'check')]))
      const spoken = { right: 'choiceRight', wrong: 'choiceWrong', missed: 'choiceMissed' } as const
      const feedback = input.checked ? choice.feedback : ''
      note.replaceChildren(
        lessonText(feedback, this.language),
        ...(shown === 'plain' ? [] : [hiddenText(` (${this.translator.say(spoken[shown])})`)]),
      )
      note.classList.toggle('tb-empty', feedback === '')
    }
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
  const image = choice.image
    ? element('img', { ...language, src: choice.image.src, alt: choice.image.alt, class: 'tb-choice-image' })
    : null
  const text = element('span', { class: 'tb-choice-text', ...language }, choice.text)
  const key = element('span', { class: 'tb-choice-key', 'aria-hidden': 'true' }, String(index + 1))
  const label = element(
    'label',
    { class: `tb-choice tb-${type}` },
    input,
    mark,
    image,
    element('span', { class: 'tb-choice-words' }, text, note),
    key,
  )
  return { choice, input, label, mark, note }
}

/** Fisher and Yates; learners of one class see different orders. */
export function shuffleChoices(choices: readonly PlayerChoice[], random: () => number): readonly PlayerChoice[] {
  const shuffled = [...choices]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [shuffled[last], shuffled[other]]
    if (a && b) [shuffled[last], shuffled[other]] = [b, a]
  }
  return shuffled
}
