import type { HTMLElement, HTMLInputElement, HTMLSelectElement } from 'happy-dom'
import { resolveAnswer } from '#shared/journey/resolve-answer.ts'
import type { GivenAnswer } from '#shared/journey/journey.ts'
import type { Answer } from '#shared/quiz/grade.ts'
import { choiceAt } from '#shared/quiz/hotspot.ts'
import type { PlayerChoice, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { judgedCriteria } from '#shared/quiz/self-assessment.ts'
import type { LessonPage } from './lesson-page.ts'

/** A step that cannot be taken. The message is for people. */
export class StepRefusal extends Error {}

const forward = '.tb-question .tb-buttons button[type=submit]'

/** What a learner sees and does in a page, by the controls that everyone uses. */
export class Learner {
  private readonly page: LessonPage
  private readonly root: HTMLElement | null

  constructor(page: LessonPage) {
    this.page = page
    this.root = this.find('#tidbit-player')
  }

  get openQuestion(): PlayerQuestion | null {
    if (this.mode !== 'question') return null
    const id = this.find('.tb-question')?.dataset['question']
    return this.page.lesson.questions.find((question) => question.id === id) ?? null
  }

  get hasResult(): boolean {
    return this.mode === 'result'
  }

  /** What the player shows. */
  private get mode(): string | null {
    return this.root?.getAttribute('data-mode') ?? null
  }

  get hasStarted(): boolean {
    return this.root?.getAttribute('data-started') === 'true'
  }

  play(): void {
    if (!this.hasStarted) this.press('.tb-big-play', 'the button that starts the lesson')
    else if (!this.page.film.isPlaying()) this.togglePlay()
  }

  pause(): void {
    if (this.page.film.isPlaying()) this.togglePlay()
  }

  seek(seconds: number): void {
    const slider = this.require<HTMLInputElement>('.tb-seek input')
    slider.value = String(Math.round(seconds * 1000))
    this.tell(slider, 'input')
  }

  /** Fills in an answer without checking it. */
  fillIn(given: GivenAnswer): void {
    const question = this.requireQuestion()
    const answer = resolveAnswer(question, given)
    if (!answer) throw new StepRefusal(`The question “${question.prompt}” cannot be answered with ${JSON.stringify(given)}.`)
    this.put(question, answer)
  }

  /** Check, Send or Continue: the button that goes forward. */
  submit(): void {
    this.press(forward, 'the button that checks the answer')
  }

  /** As a double click does; the second click meets whatever stands there by then. */
  submitTwice(): void {
    this.submit()
    const { window } = this.page
    const click = new window.MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 })
    this.find(forward)?.dispatchEvent(click)
  }

  /** Skip before the answer, Try again after it. */
  pressAside(name: 'skip' | 'retry'): void {
    const isTold = this.find('.tb-question')?.dataset['verdict'] !== undefined
    if ((name === 'retry') !== isTold) throw new StepRefusal(`There is nothing to ${name} now.`)
    this.press('.tb-question .tb-buttons button[type=button]', name === 'skip' ? 'Skip' : 'Try again')
  }

  rewatch(): void {
    this.press('.tb-question .tb-panel-head button', 'the button that shows it again')
  }

  openOffered(): void {
    const offer = this.find('.tb-offer')
    if (!offer || offer.hasAttribute('hidden')) throw new StepRefusal('No question invites to be answered now.')
    offer.click()
  }

  pressOnResult(name: 'replay' | 'new-round'): void {
    const button = this.find(`.tb-result [data-does="${name}"]`)
    if (!button) throw new StepRefusal(`The result offers no ${name === 'replay' ? 'replay' : 'new round'} now.`)
    button.click()
  }

  setSpeed(rate: number): void {
    this.require<HTMLInputElement>(`input[type=radio][name$="speed"][value="${rate}"]`).click()
  }

  /** Judges what was done in the challenge, which opens at the end of the film or from the result. */
  assess(levels: 'best' | 'worst' | readonly number[]): void {
    const { challenge } = this.page.lesson
    if (!this.find('.tb-challenge')) this.press('.tb-result .tb-buttons .tb-primary', 'the challenge')
    judgedCriteria(challenge).forEach(({ levels: known }, row) => {
      const points = known.map((level) => level.points)
      const level =
        typeof levels === 'string'
          ? points.indexOf(levels === 'best' ? Math.max(...points) : Math.min(...points))
          : (levels[row] ?? 0) - 1
      const radio = this.find<HTMLInputElement>(`.tb-challenge input[name="tb-criterion-${row}"][value="${level}"]`)
      if (!radio) throw new StepRefusal(`The challenge has no level ${level + 1} in its criterion ${row + 1}.`)
      radio.click()
    })
    this.press('.tb-rubric .tb-primary', 'the button that ends the challenge')
  }

  private put(question: PlayerQuestion, answer: Answer): void {
    switch (answer.kind) {
      case 'text':
        this.type(this.require<HTMLInputElement>('.tb-question .tb-field'), answer.text)
        return
      case 'blanks':
        this.all<HTMLInputElement>('.tb-question .tb-blank').forEach((field, index) =>
          this.type(field, answer.texts[index] ?? ''),
        )
        return
      case 'pairs':
        for (const [code, partner] of answer.pairs) {
          const select = this.require<HTMLSelectElement>(`.tb-question select[id$="-${code}"]`)
          select.value = partner
          this.tell(select, 'change')
        }
        return
      case 'point':
        this.pickPlace(question, answer)
        return
      case 'choices':
        if (question.type === 'ordering') this.putInOrder(question, answer.codes)
        else this.pick(answer.codes)
    }
  }

  private pick(codes: readonly string[]): void {
    for (const input of this.all<HTMLInputElement>('.tb-question .tb-choice-input'))
      if (input.checked !== codes.includes(input.value) && (input.type === 'checkbox' || codes.includes(input.value)))
        input.click()
  }

  private pickPlace(question: PlayerQuestion, point: Extract<Answer, { kind: 'point' }>): void {
    const place = choiceAt(question, point)
    if (!place)
      throw new StepRefusal(`“${question.prompt}” has no place there; without a picture places are picked by their names.`)
    const opener = this.require('.tb-question [aria-controls=tb-places]')
    if (opener.getAttribute('aria-expanded') !== 'true') opener.click()
    this.pick([place.code])
  }

  private putInOrder(question: PlayerQuestion, codes: readonly string[]): void {
    codes.forEach((code, place) => {
      const wanted = nameOf(question.choices.find((choice) => choice.code === code))
      const at = (): number =>
        this.all('.tb-question .tb-order-row').findIndex((row, index) => index >= place && rowName(row) === wanted)
      for (let index = at(); index > place; index = at())
        this.all('.tb-question .tb-order-row')[index]?.querySelector<HTMLElement>('.tb-move')?.click()
    })
  }

  private type(field: HTMLInputElement, text: string): void {
    field.value = text
    this.tell(field, 'input')
  }

  private requireQuestion(): PlayerQuestion {
    const { openQuestion } = this
    if (!openQuestion) throw new StepRefusal('No question is open.')
    return openQuestion
  }

  private togglePlay(): void {
    this.press('.tb-bar .tb-icon-button', 'the button that plays and pauses')
  }

  private press(selector: string, name: string): void {
    const button = this.find(selector)
    if (!button || button.hasAttribute('disabled')) throw new StepRefusal(`The page does not show ${name}.`)
    button.click()
  }

  private tell(target: HTMLElement, type: string): void {
    target.dispatchEvent(new this.page.window.Event(type, { bubbles: true }))
  }

  private require<Element extends HTMLElement = HTMLElement>(selector: string): Element {
    const found = this.find<Element>(selector)
    if (!found) throw new StepRefusal(`The page does not show ${selector}.`)
    return found
  }

  private find<Element extends HTMLElement = HTMLElement>(selector: string): Element | null {
    return this.page.window.document.querySelector(selector) as unknown as Element | null
  }

  private all<Element extends HTMLElement = HTMLElement>(selector: string): readonly Element[] {
    return [...this.page.window.document.querySelectorAll(selector)] as unknown as readonly Element[]
  }
}

function nameOf(choice: PlayerChoice | undefined): string {
  return choice?.text || choice?.image?.alt || choice?.code || ''
}

function rowName(row: HTMLElement): string {
  return row.querySelector('.tb-choice-text')?.textContent || row.querySelector('img')?.getAttribute('alt') || ''
}
