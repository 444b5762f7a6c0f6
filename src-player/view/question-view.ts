import type { Answer } from '#shared/quiz/grade.ts'
import { isAnswered } from '#shared/quiz/grade.ts'
import { attemptsLeft, type QuestionState } from '#shared/quiz/learner-state.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import type { Translator } from '../text.ts'
import { ChoiceList, shuffleChoices } from './choice-list.ts'
import { element, setAttribute } from './element.ts'
import { trapFocus } from './focus-trap.ts'
import { icon } from './icons.ts'
import { lessonText, type LessonLanguage } from './lesson-text.ts'

export type QuestionHandlers = {
  readonly onCheck: (answer: Answer) => QuestionState
  /** Go on with the lesson; also how an optional question is skipped. */
  readonly onContinue: () => void
  readonly onRewatch: () => void
  readonly announce: (...words: readonly (Node | string)[]) => void
}

type Asked = {
  readonly question: PlayerQuestion
  readonly language: LessonLanguage
  readonly number: number
  readonly count: number
}

/** Longer answers are essays; this many characters survive in every platform. */
const maxAnswerLength = 250

/** One question as a modal sheet: ask, check, tell, try again or go on. */
export class QuestionView {
  readonly root: HTMLElement
  private readonly asked: Asked
  private readonly translator: Translator
  private readonly handlers: QuestionHandlers
  private readonly form = element('form', { class: 'tb-question-form', novalidate: true })
  private readonly prompt: HTMLElement
  private readonly body: HTMLElement
  private readonly answerArea = element('div', { class: 'tb-answer' })
  private readonly verdict = element('div', { class: 'tb-verdict', hidden: true })
  private readonly buttons = element('div', { class: 'tb-buttons' })
  private choices: ChoiceList | null = null
  private field: HTMLInputElement | null = null
  private phase: 'asking' | 'told' = 'asking'
  private triesLeft = 0

  constructor(asked: Asked, translator: Translator, handlers: QuestionHandlers) {
    this.asked = asked
    this.translator = translator
    this.handlers = handlers
    this.prompt = element('h2', { id: 'tb-prompt', class: 'tb-prompt', tabindex: -1, ...asked.language }, asked.question.prompt)
    this.body = element('div', { class: 'tb-panel-body' }, this.prompt, this.makeHint(), this.answerArea, this.verdict)
    this.form.append(this.body, element('div', { class: 'tb-panel-foot' }, this.buttons))
    this.root = element(
      'section',
      {
        class: 'tb-panel tb-question',
        role: 'dialog',
        'aria-modal': 'true',
        'aria-labelledby': 'tb-prompt',
        'aria-describedby': 'tb-eyebrow',
      },
      this.makeHead(),
      this.form,
    )
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.submit()
    })
    this.root.addEventListener('keydown', (event) => trapFocus(this.root, event))
    this.ask()
  }

  /** The prompt first, so that it is read first; a field only where that opens no keyboard over the picture. */
  focus(): void {
    if (this.field && window.matchMedia('(pointer: fine)').matches) this.field.focus({ preventScroll: true })
    else this.prompt.focus({ preventScroll: true })
  }

  /** Digits pick choices; Escape leaves only what may be left, and throws no try away. */
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      this.leave()
      return
    }
    if (event.target === this.prompt && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      this.choices?.focus()
      return
    }
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'text'
    if (this.phase === 'asking' && !typing && /^[1-9]$/.test(event.key)) {
      event.preventDefault()
      this.choices?.pick(Number(event.key) - 1)
    }
    const onChoice = event.target instanceof HTMLInputElement && event.target.type !== 'text'
    // Browsers submit on Enter from a radio button, but not from every check box.
    if (event.key === 'Enter' && onChoice) {
      event.preventDefault()
      this.submit()
    }
  }

  private leave(): void {
    const isOver = this.phase === 'told' ? this.triesLeft === 0 : !this.asked.question.required
    if (isOver) this.handlers.onContinue()
    else if (this.phase === 'asking') this.handlers.announce(this.translator.say('answerFirst'))
  }

  private submit(): void {
    if (this.phase === 'asking') this.check()
    else this.handlers.onContinue()
  }

  private ask(): void {
    const { question } = this.asked
    const { say } = this.translator
    this.phase = 'asking'
    this.verdict.hidden = true
    delete this.root.dataset['verdict']
    if (question.type === 'short-answer') {
      this.field = element('input', {
        type: 'text',
        id: 'tb-field',
        class: 'tb-field',
        ...this.asked.language,
        maxlength: maxAnswerLength,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
        enterkeyhint: 'done',
        'aria-describedby': 'tb-prompt',
      })
      this.answerArea.replaceChildren(element('label', { for: 'tb-field', class: 'tb-label' }, say('yourAnswer')), this.field)
      this.field.addEventListener('input', () => this.clearComplaint())
    } else {
      const order =
        question.shuffle && question.type !== 'true-false' ? shuffleChoices(question.choices, Math.random) : question.choices
      this.choices = new ChoiceList(question, this.asked.language, order, 'tb-prompt', this.translator, () =>
        this.clearComplaint(),
      )
      const task = question.type === 'multiple-choice' ? element('p', { class: 'tb-task' }, say('chooseAll')) : null
      this.answerArea.replaceChildren(...(task ? [task] : []), this.choices.root)
    }
    const check = element('button', { type: 'submit', class: 'tb-button tb-primary' }, say('check'))
    this.buttons.replaceChildren(...(question.required ? [] : [this.makeButton('skip', this.handlers.onContinue)]), check)
  }

  private check(): void {
    const answer: Answer = this.field
      ? { kind: 'text', text: this.field.value.trim() }
      : { kind: 'choices', codes: this.choices?.chosenCodes() ?? [] }
    if (!isAnswered(answer)) {
      this.complain(this.translator.say(this.field ? 'nothingTyped' : 'nothingChosen'))
      return
    }
    this.tell(this.handlers.onCheck(answer))
  }

  private complain(text: string): void {
    this.verdict.hidden = false
    this.verdict.replaceChildren(element('p', { class: 'tb-complaint' }, text))
    this.handlers.announce(text)
    this.verdict.scrollIntoView({ block: 'nearest' })
    if (this.field) this.field.focus({ preventScroll: true })
    else this.choices?.focus()
  }

  private clearComplaint(): void {
    if (this.phase === 'asking') this.verdict.hidden = true
  }

  private tell(state: QuestionState): void {
    const { question } = this.asked
    const { say } = this.translator
    const correct = state.record?.correct ?? false
    const left = correct ? 0 : attemptsLeft(question, state)
    const open = question.type === 'short-answer' && question.acceptedAnswers.length === 0
    this.phase = 'told'
    this.triesLeft = left
    this.choices?.reveal(left === 0)
    if (this.field) this.field.readOnly = true
    const title = say(open ? 'noted' : correct ? 'correct' : 'incorrect')
    this.root.dataset['verdict'] = correct ? 'right' : 'wrong'
    this.verdict.hidden = false
    this.verdict.replaceChildren(
      element('span', { class: 'tb-verdict-icon' }, icon(correct ? 'check' : 'close')),
      element(
        'div',
        {},
        element('p', { class: 'tb-verdict-title' }, title),
        element('p', {}, ...this.makeDetails(correct, left)),
      ),
    )
    const goOn = element('button', { type: 'submit', class: 'tb-button tb-primary' }, say('continue'))
    const again = left > 0 ? this.makeButton('tryAgain', () => this.askAgain()) : null
    this.buttons.replaceChildren(...(again ? [again] : []), goOn)
    this.handlers.announce(title, ...this.spokenFeedback(), '. ', ...this.makeDetails(correct, left))
    this.keepScrollable()
    this.verdict.scrollIntoView({ block: 'nearest' })
    this.choices?.showChosen()
    ;(again ?? goOn).focus({ preventScroll: true })
  }

  private askAgain(): void {
    this.ask()
    this.focus()
  }

  /** Feedback of the whole question, the answer it wanted, and what is left to try. */
  private makeDetails(correct: boolean, left: number): readonly (Node | string)[] {
    const { question, language } = this.asked
    const { sayAround, count } = this.translator
    const feedback = correct ? question.feedback.correct : question.feedback.incorrect
    const accepted = correct || left > 0 ? undefined : question.acceptedAnswers[0]
    const sentences = [
      feedback === '' ? [] : [lessonText(feedback, language)],
      accepted === undefined ? [] : sayAround('acceptedAnswer', { answer: lessonText(accepted, language) }),
      left > 0 && Number.isFinite(left) ? [count('attemptsLeft', left)] : [],
    ]
    return sentences.filter((sentence) => sentence.length > 0).flatMap((sentence) => [...sentence, ' '])
  }

  private spokenFeedback(): readonly (Node | string)[] {
    const notes = [...this.answerArea.querySelectorAll('.tb-choice-note:not(.tb-empty) > :first-child')]
    return notes.flatMap((note) => ['. ', note.cloneNode(true)])
  }

  /** A text that scrolls must be reachable by keyboard once its inputs are not. */
  private keepScrollable(): void {
    setAttribute(this.body, 'tabindex', this.body.scrollHeight > this.body.clientHeight + 1 ? 0 : null)
  }

  private makeHead(): HTMLElement {
    const { question, number, count: total } = this.asked
    const { say, count } = this.translator
    const points = question.scored && question.points > 0 ? ` · ${count('points', question.points)}` : ''
    const rewatch = element('button', { type: 'button', class: 'tb-quiet-button' })
    rewatch.append(icon('replay'), say('rewatch'))
    rewatch.addEventListener('click', () => this.handlers.onRewatch())
    const eyebrow = element(
      'p',
      { class: 'tb-eyebrow', id: 'tb-eyebrow' },
      `${say('questionOf', { number, count: total })}${points}`,
    )
    return element('div', { class: 'tb-panel-head' }, eyebrow, rewatch)
  }

  private makeHint(): HTMLElement | null {
    const { hint } = this.asked.question
    if (hint === '') return null
    const text = element('p', { class: 'tb-hint', hidden: true, ...this.asked.language }, hint)
    const button = element(
      'button',
      { type: 'button', class: 'tb-quiet-button', 'aria-expanded': 'false' },
      this.translator.say('hint'),
    )
    button.addEventListener('click', () => {
      text.hidden = !text.hidden
      button.setAttribute('aria-expanded', String(!text.hidden))
    })
    return element('div', { class: 'tb-hint-area' }, button, text)
  }

  private makeButton(key: 'skip' | 'tryAgain', onClick: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'tb-button' }, this.translator.say(key))
    button.addEventListener('click', onClick)
    return button
  }
}
