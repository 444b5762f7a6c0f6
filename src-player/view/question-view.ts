import { countBlanks, splitPrompt } from '#shared/quiz/blanks.ts'
import { isGraded, type Answer } from '#shared/quiz/grade.ts'
import { attemptsLeft, type QuestionState } from '#shared/quiz/learner-state.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import type { Translator } from '../text.ts'
import type { AnswerArea } from './answers/answer-area.ts'
import { makeAnswerArea } from './answers/make-answer-area.ts'
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
  /** Bytes of a written answer that are sure to be kept. */
  readonly textRoom: number
}

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
  private readonly layerBox: HTMLElement | null
  private area: AnswerArea
  private phase: 'asking' | 'told' = 'asking'
  private triesLeft = 0

  constructor(asked: Asked, translator: Translator, handlers: QuestionHandlers) {
    this.asked = asked
    this.translator = translator
    this.handlers = handlers
    this.prompt = this.makePrompt()
    this.layerBox = asked.question.type === 'hotspot' ? element('div', { class: 'tb-over-picture' }) : null
    this.body = element('div', { class: 'tb-panel-body' }, this.prompt, ...this.makeHint(), this.answerArea, this.verdict)
    this.form.append(this.body, element('div', { class: 'tb-panel-foot' }, this.buttons))
    this.root = element(
      'section',
      {
        class: 'tb-panel tb-question',
        'data-question': asked.question.id,
        role: 'dialog',
        'aria-modal': 'true',
        ...this.makeName(),
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
    // Who double-clicks Check must still read the verdict, and may still try again.
    this.buttons.addEventListener('click', (event) => this.dropSecondClick(event), { capture: true })
    this.area = this.ask(null)
  }

  /** What lies over the whole picture, where the answer is given there. */
  get layer(): HTMLElement | null {
    return this.layerBox
  }

  /** The prompt first, so that it is read first; a field only where that opens no keyboard over the picture. */
  focus(): void {
    if (this.area.isTyped && window.matchMedia('(pointer: fine)').matches) this.area.focus()
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
      this.area.focus()
      return
    }
    if (this.phase === 'asking' && !isTyping(event.target) && /^[1-9]$/.test(event.key) && this.area.pick) {
      event.preventDefault()
      this.area.pick(Number(event.key) - 1)
    }
    const onChoice = event.target instanceof HTMLInputElement && event.target.type !== 'text'
    // Browsers submit on Enter from a radio button, but not from every check box.
    if (event.key === 'Enter' && onChoice) {
      event.preventDefault()
      this.submit()
    }
  }

  private dropSecondClick(event: MouseEvent): void {
    if (this.phase !== 'told' || event.detail < 2) return
    event.preventDefault()
    event.stopPropagation()
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

  private ask(before: Answer | null): AnswerArea {
    const { question, language, textRoom } = this.asked
    const { say } = this.translator
    this.phase = 'asking'
    this.verdict.hidden = true
    delete this.root.dataset['verdict']
    const area = makeAnswerArea({
      question,
      language,
      translator: this.translator,
      labelledBy: 'tb-prompt',
      textRoom,
      before,
      onChange: () => this.clearComplaint(),
      announce: this.handlers.announce,
    })
    this.answerArea.replaceChildren(...area.nodes)
    this.layerBox?.replaceChildren(...(area.layer ? [area.layer] : []))
    const check = element('button', { type: 'submit', class: 'tb-button tb-primary' }, say(isGraded(question) ? 'check' : 'send'))
    this.buttons.replaceChildren(...(question.required ? [] : [this.makeButton('skip', this.handlers.onContinue)]), check)
    return area
  }

  private check(): void {
    const given = this.area.read()
    if (typeof given === 'string') this.complain(this.translator.say(given))
    else this.tell(given, this.handlers.onCheck(given))
  }

  private complain(text: string): void {
    this.verdict.hidden = false
    this.verdict.replaceChildren(element('p', { class: 'tb-complaint' }, text))
    this.handlers.announce(text)
    this.verdict.scrollIntoView({ block: 'nearest' })
    this.area.focus()
  }

  private clearComplaint(): void {
    if (this.phase === 'asking') this.verdict.hidden = true
  }

  private tell(answer: Answer, state: QuestionState): void {
    const { question } = this.asked
    const { say } = this.translator
    const correct = state.record?.correct ?? false
    const left = correct ? 0 : attemptsLeft(question, state)
    const graded = isGraded(question)
    this.phase = 'told'
    this.triesLeft = left
    if (state.record) this.area.reveal(state.record, left === 0)
    const title = say(!graded ? 'noted' : correct ? 'correct' : 'incorrect')
    this.root.dataset['verdict'] = !graded ? 'noted' : correct ? 'right' : 'wrong'
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
    const again = left > 0 ? this.makeButton('tryAgain', () => this.askAgain(answer)) : null
    this.buttons.replaceChildren(...(again ? [again] : []), goOn)
    this.handlers.announce(title, ...this.spokenFeedback(), '. ', ...this.makeDetails(correct, left))
    this.keepScrollable()
    this.verdict.scrollIntoView({ block: 'nearest' })
    this.area.showChosen?.()
    ;(again ?? goOn).focus({ preventScroll: true })
  }

  private askAgain(before: Answer): void {
    this.area = this.ask(before)
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
    return this.area.notes().flatMap((note) => ['. ', note.cloneNode(true)])
  }

  /** A text that scrolls must be reachable by keyboard once its inputs are not. */
  private keepScrollable(): void {
    setAttribute(this.body, 'tabindex', this.body.scrollHeight > this.body.clientHeight + 1 ? 0 : null)
  }

  /** Where the sentence to fill stands below, the heading only says what to do. */
  private makePrompt(): HTMLElement {
    const { question, language } = this.asked
    const attributes = { id: 'tb-prompt', tabindex: -1 }
    if (question.type !== 'fill-blank') return element('h2', { ...attributes, class: 'tb-prompt', ...language }, question.prompt)
    const task = this.translator.count('fillBlanks', countBlanks(question.prompt))
    return element('h2', { ...attributes, class: 'tb-task-title' }, task)
  }

  private makeName(): Readonly<Record<string, string>> {
    const { question } = this.asked
    if (question.type !== 'fill-blank') return { 'aria-labelledby': 'tb-prompt' }
    return { 'aria-label': splitPrompt(question.prompt).join(` (${this.translator.say('blank')}) `) }
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

  private makeHint(): readonly HTMLElement[] {
    const { hint } = this.asked.question
    if (hint === '') return []
    const text = element('p', { class: 'tb-hint', hidden: true, ...this.asked.language }, hint)
    const button = element(
      'button',
      { type: 'button', class: 'tb-quiet-button tb-hint-button', 'aria-expanded': 'false' },
      this.translator.say('hint'),
    )
    button.addEventListener('click', () => {
      text.hidden = !text.hidden
      button.setAttribute('aria-expanded', String(!text.hidden))
    })
    return [button, text]
  }

  private makeButton(key: 'skip' | 'tryAgain', onClick: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'tb-button' }, this.translator.say(key))
    button.addEventListener('click', onClick)
    return button
  }
}

/** Where digits are written rather than pressed. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type === 'text'
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
