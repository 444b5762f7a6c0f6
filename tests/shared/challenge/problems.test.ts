import { describe, expect, test } from 'vitest'
import { findChallengeProblems, mostPoints } from '#shared/challenge/problems.ts'
import type { Challenge } from '#shared/project/schema/question.ts'

const ready: Challenge = {
  hook: 'Who is fastest?',
  brief: 'Film your brake check.',
  modelClipId: null,
  durationLimitTicks: null,
  steps: [],
  materials: [],
  safetyNote: '',
  rubric: [
    {
      title: 'Safety',
      levels: [
        { label: 'Not yet', description: '', points: 0 },
        { label: 'Safe', description: '', points: 3 },
      ],
    },
    { title: 'Order', levels: [{ label: 'Right', description: '', points: 2 }] },
  ],
  hashtag: '',
  deadline: '2027-01-31',
  teamSize: { min: 1, max: 2 },
  handIn: { what: 'A clip', where: '' },
  withoutFilming: '',
}
const codes = (change: Partial<Challenge>, today = '2027-01-31') =>
  findChallengeProblems({ ...ready, ...change }, today).map(({ code, severity }) => `${severity} ${code}`)

describe('what a challenge lacks', () => {
  test('is nothing where all is there, also on its last day', () => {
    expect(codes({})).toEqual([])
    expect(codes({ rubric: [] })).toEqual([])
  })

  test('is told by weight; a date that has passed is only a hint', () => {
    expect(codes({}, '2027-02-01')).toEqual(['hint deadline-past'])
    expect(codes({ brief: ' ', handIn: { what: '', where: '' } })).toEqual(['warning no-brief', 'hint no-hand-in'])
    expect(codes({ teamSize: { min: 3, max: 2 } })).toEqual(['warning team-size'])
    const free = { title: '', levels: [{ label: 'Good', description: '', points: 0 }] }
    expect(codes({ rubric: [free] })).toEqual(['warning rubric-no-points', 'warning criterion-untitled'])
  })

  test('adds up the best level of every criterion', () => {
    expect(mostPoints(ready)).toBe(5)
    expect(mostPoints({ rubric: [] })).toBe(0)
  })
})
