import { isGraded } from '#shared/quiz/grade.ts'
import { questionState, type LearnerState } from '#shared/quiz/learner-state.ts'
import { passMark, scorePercent, type Outcome } from '#shared/quiz/outcome.ts'
import type { PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import type { Translator } from '../text.ts'
import { describeAnswer, describeRightAnswer } from './describe-answer.ts'
import { element, setAttribute } from './element.ts'
import { icon } from './icons.ts'
import { lessonLanguage, lessonText, type LessonLanguage } from './lesson-text.ts'

type Handlers = {
  readonly onReplay: () => void
  readonly onNewRound: () => void
  readonly onChallenge: () => void
  /** Null where the platform named no place to go back to. */
  readonly onLeave: (() => void) | null
}

/** The end of the lesson: score, verdict, and every answer to look at again. */
export function makeResultView(
  lesson: PlayerLesson,
  state: LearnerState,
  outcome: Outcome,
  translator: Translator,
  handlers: Handlers,
): HTMLElement {
  const { say } = translator
  const title = element('h2', { id: 'tb-result-title', tabindex: -1 }, say(outcome.score ? 'resultTitle' : 'finishedTitle'))
  const replay = makeButton(say('replay'), handlers.onReplay, 'tb-button')
  replay.dataset['does'] = 'replay'
  const body = element('div', { class: 'tb-panel-body' })
  const review = makeReview(lesson, state, translator, body)
  const perfect = outcome.score !== null && outcome.score.earned >= outcome.score.possible
  const challenge = lesson.challenge ? makeButton(say('readChallenge'), handlers.onChallenge, 'tb-button tb-primary') : null
  const again = lesson.questions.length > 0 && !perfect ? makeButton(say('newRound'), handlers.onNewRound, 'tb-button') : null
  if (again) again.dataset['does'] = 'new-round'
  const leave = handlers.onLeave ? makeButton(say('backToCourse'), handlers.onLeave, 'tb-button') : null
  body.append(
    title,
    makeSummary(lesson, outcome, translator),
    element('div', { class: 'tb-buttons' }, challenge, replay, again, review?.button ?? null, leave),
    ...(review ? [review.list] : []),
  )
  return element('section', { class: 'tb-panel tb-result', 'aria-labelledby': 'tb-result-title' }, body)
}

function makeSummary(lesson: PlayerLesson, outcome: Outcome, translator: Translator): HTMLElement {
  const { say, percent } = translator
  const passing = outcome.success === 'passed' || (outcome.success === 'unknown' && outcome.completed)
  const verdict = outcome.success === 'unknown' ? (outcome.completed ? 'completed' : 'notCompleted') : outcome.success
  const badge = element(
    'p',
    { class: 'tb-badge', 'data-verdict': passing ? 'right' : 'wrong' },
    passing ? icon('check') : null,
    say(verdict),
  )
  if (!outcome.score) return element('div', { class: 'tb-summary' }, badge)
  const share = scorePercent(outcome.score)
  const ring = element(
    'div',
    { class: 'tb-ring', 'data-verdict': passing ? 'right' : 'wrong' },
    element('span', {}, percent(share)),
  )
  ring.style.setProperty('--share', String(share))
  const { earned, possible } = outcome.score
  const mark = passMark(lesson)
  return element(
    'div',
    { class: 'tb-summary' },
    ring,
    element(
      'div',
      { class: 'tb-summary-words' },
      badge,
      element('p', { class: 'tb-score' }, say('scoreOf', { earned, possible })),
      mark === null ? null : element('p', { class: 'tb-mark' }, say('passMark', { percent: mark })),
    ),
  )
}

function makeReview(
  lesson: PlayerLesson,
  state: LearnerState,
  translator: Translator,
  body: HTMLElement,
): { button: HTMLElement; list: HTMLElement } | null {
  if (lesson.questions.length === 0) return null
  const list = element('ol', { class: 'tb-review', id: 'tb-review', hidden: true })
  list.append(...lesson.questions.map((question) => makeReviewItem(question, state, lessonLanguage(lesson), translator)))
  const button = makeButton(
    translator.say('review'),
    () => {
      list.hidden = !list.hidden
      button.setAttribute('aria-expanded', String(!list.hidden))
      button.textContent = translator.say(list.hidden ? 'review' : 'hideReview')
      // Nothing in the answers takes the focus, and they open below what is seen.
      setAttribute(body, 'tabindex', list.hidden ? null : 0)
      if (!list.hidden) button.scrollIntoView({ block: 'start' })
    },
    'tb-button',
  )
  button.setAttribute('aria-expanded', 'false')
  button.setAttribute('aria-controls', 'tb-review')
  return { button, list }
}

function makeReviewItem(
  question: PlayerQuestion,
  state: LearnerState,
  language: LessonLanguage,
  translator: Translator,
): HTMLElement {
  const { say, sayAround } = translator
  const { record } = questionState(state, question.id)
  const graded = isGraded(question)
  const right = graded && !record?.correct ? describeRightAnswer(question) : null
  const verdict = graded ? (record?.correct ? 'right' : 'wrong') : record ? 'noted' : 'open'
  const given = record ? lessonText(describeAnswer(question, record.answer, translator), language) : null
  return element(
    'li',
    { 'data-verdict': verdict },
    element('span', { class: 'tb-verdict-icon' }, icon(verdict === 'right' || verdict === 'noted' ? 'check' : 'close')),
    element(
      'div',
      {},
      element('p', { class: 'tb-review-prompt', ...language }, question.prompt),
      element('p', {}, ...(given ? sayAround('youAnswered', { answer: given }) : [say('notAnswered')])),
      right === null ? null : element('p', {}, ...sayAround('rightAnswer', { answer: lessonText(right, language) })),
    ),
  )
}

function makeButton(label: string, onClick: () => void, className: string): HTMLButtonElement {
  const button = element('button', { type: 'button', class: className }, label)
  button.addEventListener('click', onClick)
  return button
}
