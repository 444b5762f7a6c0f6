import type { PlayerChallenge, PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { formatClock, type PlainKey, type Translator } from '../text.ts'
import { makeChallengeRubric, type RubricHandlers } from './challenge-rubric.ts'
import { makeChallengeSteps } from './challenge-steps.ts'
import { element } from './element.ts'
import { icon, setIcon } from './icons.ts'
import { lessonLanguage, type LessonLanguage } from './lesson-text.ts'

export type ChallengeHandlers = RubricHandlers & {
  readonly onClose: () => void
  readonly onSteps: (done: readonly number[]) => void
  /** Null where the lesson does not hold the model answer. */
  readonly onModel: (() => void) | null
}

/** What the learner did of it so far. */
export type ChallengeStatus = {
  readonly stepsDone: readonly number[]
  readonly levels: readonly (number | null)[]
  readonly isFinished: boolean
  /** Null where there is no limit to the time. */
  readonly timer: HTMLElement | null
}

/** What to do, how it is judged and where to hand it in; parts that the author left out do not show. */
export function makeChallengeView(
  lesson: PlayerLesson,
  challenge: PlayerChallenge,
  status: ChallengeStatus,
  translator: Translator,
  { onClose, onModel, onSteps, onChoose, onFinish }: ChallengeHandlers,
): HTMLElement {
  const { say } = translator
  const own = lessonLanguage(lesson)
  const close = element('button', { type: 'button', class: 'tb-icon-button' })
  setIcon(close, 'close', say('closeChallenge'))
  close.addEventListener('click', onClose)
  const model = element('button', { type: 'button', class: 'tb-button' }, icon('play'), say('watchModel'))
  if (onModel) model.addEventListener('click', onModel)
  const { briefSrc, hook, brief, steps, materials, safetyNote, withoutFilming, handIn } = challenge
  // Longer than the sheet, so the keyboard scrolls it.
  const body = element('div', { class: 'tb-panel-body', tabindex: 0, role: 'group', 'aria-labelledby': 'tb-challenge-title' })
  const parts = [
    hook === '' ? null : element('p', { class: 'tb-hook', ...own }, hook),
    makeFacts(challenge, own, translator),
    brief === '' ? null : element('p', { class: 'tb-brief', ...own }, brief),
    onModel && challenge.modelMs !== null ? model : null,
    briefSrc === null
      ? null
      : element(
          'a',
          { class: 'tb-print', href: briefSrc, target: '_blank', rel: 'noopener noreferrer' },
          icon('print'),
          say('printChallenge'),
        ),
    status.timer,
    makePart('checklist', steps.length > 0 ? makeChallengeSteps(steps, status.stepsDone, own, onSteps) : null, translator),
    makePart('materials', materials.length > 0 ? makeList(materials, own) : null, translator),
    safetyNote === ''
      ? null
      : element(
          'section',
          { class: 'tb-safety' },
          element('h3', {}, icon('warning'), say('safety')),
          element('p', own, safetyNote),
        ),
    makePart('handIn', makeHandIn(handIn, own, translator), translator),
    makePart('withoutFilming', withoutFilming === '' ? null : element('p', own, withoutFilming), translator),
    makePart(
      'rubric',
      status.levels.length > 0 ? makeChallengeRubric(challenge, status, own, translator, { onChoose, onFinish }) : null,
      translator,
    ),
  ]
  body.append(...parts.filter((part) => part !== null))
  return element(
    'section',
    { class: 'tb-panel tb-challenge', 'aria-labelledby': 'tb-challenge-title' },
    element(
      'div',
      { class: 'tb-panel-head' },
      element('h2', { id: 'tb-challenge-title', tabindex: -1 }, say('challenge')),
      close,
    ),
    body,
  )
}

function makePart(title: PlainKey, content: HTMLElement | null, { say }: Translator): HTMLElement | null {
  return content && element('section', { class: 'tb-part' }, element('h3', {}, say(title)), content)
}

function makeList(items: readonly string[], own: LessonLanguage): HTMLElement {
  return element('ul', { role: 'list', ...own }, ...items.map((item) => element('li', {}, item)))
}

function makeFacts(challenge: PlayerChallenge, own: LessonLanguage, translator: Translator): HTMLElement | null {
  const { say, date } = translator
  const { durationLimitMs, deadline, teamSize, hashtag } = challenge
  const { min, max } = teamSize
  const facts: HTMLElement[] = []
  if (durationLimitMs !== null) facts.push(element('li', {}, say('longest', { time: formatClock(durationLimitMs) })))
  if (deadline !== null)
    facts.push(
      element('li', {}, ...translator.sayAround('until', { date: element('time', { datetime: deadline }, date(deadline)) })),
    )
  if (max > 1) facts.push(element('li', {}, min === max ? say('teamOf', { count: min }) : say('teamFrom', { min, max })))
  if (hashtag !== '') facts.push(element('li', own, hashtag))
  return facts.length > 0 ? element('ul', { class: 'tb-challenge-facts', role: 'list' }, ...facts) : null
}

function makeHandIn({ what, where }: PlayerChallenge['handIn'], own: LessonLanguage, { say }: Translator): HTMLElement | null {
  if (what === '' && where === '') return null
  return element(
    'dl',
    { class: 'tb-hand-in' },
    ...(what === '' ? [] : [element('dt', {}, say('handInWhat')), element('dd', own, what)]),
    ...(where === '' ? [] : [element('dt', {}, say('handInWhere')), element('dd', own, ...linkAddresses(where))]),
  )
}

/** Web addresses in a text can be followed; they open beside the lesson, which goes on. */
function linkAddresses(text: string): readonly (Node | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((piece, index) =>
      index % 2 === 1 ? element('a', { href: piece, target: '_blank', rel: 'noopener noreferrer' }, piece) : piece,
    )
}
