import type { PlayerChallenge } from '#shared/quiz/player-lesson.ts'
import { assessedPoints, judgedCriteria, selfAssessment } from '#shared/quiz/self-assessment.ts'
import type { Translator } from '../text.ts'
import { element } from './element.ts'
import type { LessonLanguage } from './lesson-text.ts'

type Judgement = {
  /** The place of the chosen level of each criterion. */
  readonly levels: readonly (number | null)[]
  readonly isFinished: boolean
}

export type RubricHandlers = {
  /** What is chosen so far of each criterion. */
  readonly onChoose: (levels: readonly (number | null)[]) => void
  /** How learners judge themselves: the level of each criterion. */
  readonly onFinish: (levels: readonly number[]) => void
}

/** The rubric, in which learners choose what they reached in each row. `onFinish` hears a whole judgement only. */
export function makeChallengeRubric(
  challenge: PlayerChallenge,
  { levels, isFinished }: Judgement,
  own: LessonLanguage,
  translator: Translator,
  { onChoose, onFinish }: RubricHandlers,
): HTMLElement {
  const { say, count } = translator
  const chosen = [...levels]
  const total = element('p', { class: 'tb-self-points', role: 'status' })
  const problem = element('p', { class: 'tb-problem', role: 'alert' })
  const possible = selfAssessment(challenge)?.points ?? 0
  const showTotal = (): void => {
    problem.textContent = ''
    if (possible > 0) total.textContent = say('selfPoints', { earned: assessedPoints(challenge, chosen), possible })
  }
  const criteria = judgedCriteria(challenge).map(({ title, levels: known }, row) => {
    const group = element(
      'fieldset',
      { class: 'tb-criterion' },
      element('legend', own, title === '' ? String(row + 1) : title),
      ...known.map(({ label, description, points }, level) => {
        const radio = element('input', {
          type: 'radio',
          name: `tb-criterion-${row}`,
          value: level,
          checked: chosen[row] === level,
        })
        radio.addEventListener('change', () => {
          chosen[row] = level
          onChoose([...chosen])
          showTotal()
        })
        return element(
          'label',
          { class: 'tb-level' },
          radio,
          element(
            'span',
            own,
            label === '' ? null : element('strong', {}, label),
            description === '' ? null : element('span', {}, description),
          ),
          element('span', { class: 'tb-level-points' }, count('points', points)),
        )
      }),
    )
    return group
  })
  const finish = element(
    'button',
    { type: 'button', class: 'tb-button tb-primary' },
    say(isFinished ? 'changeJudgement' : 'finishChallenge'),
  )
  finish.addEventListener('click', () => {
    const whole = chosen.filter((level) => level !== null)
    if (whole.length === chosen.length) {
      onFinish(whole)
      return
    }
    problem.textContent = say('judgeAll')
    criteria[chosen.indexOf(null)]?.querySelector('input')?.focus()
  })
  if (chosen.some((level) => level !== null)) showTotal()
  return element('div', { class: 'tb-rubric' }, element('p', {}, say('judgeYourself')), ...criteria, total, problem, finish)
}
