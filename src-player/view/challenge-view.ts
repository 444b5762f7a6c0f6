import type { PlayerChallenge, PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { formatClock, type PlainKey, type Translator } from '../text.ts'
import { element } from './element.ts'
import { icon, setIcon } from './icons.ts'
import { lessonLanguage, type LessonLanguage } from './lesson-text.ts'

type Handlers = {
  readonly onClose: () => void
  /** Null where the lesson does not hold the model answer. */
  readonly onModel: (() => void) | null
}

/** What to do, how it is judged and where to hand it in; parts that the author left out do not show. */
export function makeChallengeView(
  lesson: PlayerLesson,
  challenge: PlayerChallenge,
  translator: Translator,
  { onClose, onModel }: Handlers,
): HTMLElement {
  const { say } = translator
  const own = lessonLanguage(lesson)
  const close = element('button', { type: 'button', class: 'tb-icon-button' })
  setIcon(close, 'close', say('closeChallenge'))
  close.addEventListener('click', onClose)
  const model = element('button', { type: 'button', class: 'tb-button' }, icon('play'), say('watchModel'))
  if (onModel) model.addEventListener('click', onModel)
  const { hook, brief, steps, materials, safetyNote, withoutFilming, handIn } = challenge
  // Longer than the sheet and without a field, so the keyboard scrolls it.
  const body = element('div', { class: 'tb-panel-body', tabindex: 0, role: 'group', 'aria-labelledby': 'tb-challenge-title' })
  const parts = [
    hook === '' ? null : element('p', { class: 'tb-hook', ...own }, hook),
    makeFacts(challenge, own, translator),
    brief === '' ? null : element('p', { class: 'tb-brief', ...own }, brief),
    onModel && challenge.modelMs !== null ? model : null,
    makePart('steps', steps.length > 0 ? makeList('ol', steps, own) : null, translator),
    makePart('materials', materials.length > 0 ? makeList('ul', materials, own) : null, translator),
    safetyNote === ''
      ? null
      : element(
          'section',
          { class: 'tb-safety' },
          element('h3', {}, icon('warning'), say('safety')),
          element('p', own, safetyNote),
        ),
    makePart('rubric', challenge.rubric.length > 0 ? makeRubric(challenge, own, translator) : null, translator),
    makePart('handIn', makeHandIn(handIn, own, translator), translator),
    makePart('withoutFilming', withoutFilming === '' ? null : element('p', own, withoutFilming), translator),
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

function makeList(tag: 'ol' | 'ul', items: readonly string[], own: LessonLanguage): HTMLElement {
  // Safari leaves out lists without marks of their own.
  return element(tag, { role: 'list', ...own }, ...items.map((item) => element('li', {}, item)))
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

/** One table, a group of rows for each criterion: it stays readable on a narrow phone, whatever the number of levels. */
function makeRubric({ rubric }: PlayerChallenge, own: LessonLanguage, translator: Translator): HTMLElement {
  const { say } = translator
  const head = element(
    'thead',
    { class: 'tb-hidden' },
    element(
      'tr',
      {},
      element('th', { scope: 'col' }, say('level')),
      element('th', { scope: 'col' }, say('levelMeans')),
      element('th', { scope: 'col' }, say('levelPoints')),
    ),
  )
  const groups = rubric.map(({ title, levels }) =>
    element(
      'tbody',
      {},
      title === ''
        ? null
        : element('tr', {}, element('th', { scope: 'rowgroup', colspan: 3, class: 'tb-criterion', ...own }, title)),
      ...levels.map(({ label, description, points }) =>
        element(
          'tr',
          {},
          label === '' ? element('td', {}) : element('th', { scope: 'row', ...own }, label),
          element('td', own, description),
          element('td', { class: 'tb-level-points' }, translator.count('points', points)),
        ),
      ),
    ),
  )
  return element('table', { class: 'tb-rubric' }, head, ...groups)
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
