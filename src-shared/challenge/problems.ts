import type { Challenge } from '../project/schema/question.ts'

/** Something about a challenge that its author should know before learners see it. */
export type ChallengeProblem = {
  readonly code: 'no-brief' | 'rubric-no-points' | 'criterion-untitled' | 'no-hand-in' | 'team-size' | 'deadline-past'
  /** A hint may well be meant; anything else leaves learners without what they need. */
  readonly severity: 'warning' | 'hint'
}

/** What a challenge lacks, most serious first; empty for one that is ready. `today` is a date such as "2026-05-31". Pure. */
export function findChallengeProblems(challenge: Challenge, today: string): readonly ChallengeProblem[] {
  const { brief, rubric, handIn, deadline, teamSize } = challenge
  const problems: ChallengeProblem[] = []
  const add = (when: boolean, code: ChallengeProblem['code'], severity: ChallengeProblem['severity']): void => {
    if (when) problems.push({ code, severity })
  }
  add(brief.trim() === '', 'no-brief', 'warning')
  add(rubric.length > 0 && mostPoints(challenge) === 0, 'rubric-no-points', 'warning')
  add(
    rubric.some(({ title }) => title.trim() === ''),
    'criterion-untitled',
    'warning',
  )
  add(teamSize.max < teamSize.min, 'team-size', 'warning')
  add(handIn.what.trim() === '' && handIn.where.trim() === '', 'no-hand-in', 'hint')
  add(deadline !== null && deadline < today, 'deadline-past', 'hint')
  return problems
}

/** What an answer can earn at most: the best level of every criterion. */
export function mostPoints({ rubric }: Pick<Challenge, 'rubric'>): number {
  return rubric.reduce((sum, { levels }) => sum + Math.max(0, ...levels.map(({ points }) => points)), 0)
}
