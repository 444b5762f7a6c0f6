import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { formatClock, type Translator } from '../text.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import { lessonLanguage } from './lesson-text.ts'

type Handlers = { readonly onStart: () => void; readonly onStartOver: () => void; readonly onToggleChallenge: () => void }

/** The cover: poster, title, what to expect, and one big button. */
export class StartView {
  readonly root: HTMLElement
  private readonly button = element('button', { type: 'button', class: 'tb-big-play' })
  private readonly over: HTMLButtonElement
  private readonly challenge: HTMLButtonElement
  private readonly translator: Translator

  constructor(lesson: PlayerLesson, translator: Translator, { onStart, onStartOver, onToggleChallenge }: Handlers) {
    const { say, count } = translator
    this.translator = translator
    this.button.append(icon('play'))
    this.button.addEventListener('click', onStart)
    this.over = element('button', { type: 'button', class: 'tb-button tb-on-dark', hidden: true }, say('startOver'))
    this.over.addEventListener('click', onStartOver)
    this.challenge = element(
      'button',
      { type: 'button', class: 'tb-button tb-on-dark tb-with-icon' },
      icon('flag'),
      say('readChallenge'),
    )
    this.challenge.addEventListener('click', onToggleChallenge)
    const own = lessonLanguage(lesson)
    const facts = [
      formatClock(lesson.durationMs),
      ...(lesson.questions.length > 0 ? [count('questionCount', lesson.questions.length)] : []),
    ]
    this.root = element(
      'div',
      { class: 'tb-start' },
      this.button,
      element(
        'div',
        { class: 'tb-start-words' },
        element('h1', own, lesson.title),
        lesson.description === '' ? null : element('p', { class: 'tb-description', ...own }, lesson.description),
        element('p', { class: 'tb-facts' }, facts.join(' · ')),
        element('div', { class: 'tb-start-buttons' }, this.over, lesson.challenge ? this.challenge : null),
      ),
    )
    this.showPosition(0)
  }

  focusChallenge(): void {
    this.challenge.focus({ preventScroll: true })
  }

  /** Where the learner stopped; 0 for a first visit. */
  showPosition(positionMs: number): void {
    const { say } = this.translator
    const resuming = positionMs > 0
    this.button.setAttribute('aria-label', resuming ? say('continueFrom', { time: formatClock(positionMs) }) : say('startLesson'))
    this.button.dataset['label'] = resuming ? say('continueFrom', { time: formatClock(positionMs) }) : ''
    this.over.hidden = !resuming
  }
}
