import type { JourneyStep } from '#shared/journey/journey.ts'
import { allRight, answer, answerAll, answered, answeredAnd, leave, play, result, watch, type TableRow } from './journey-steps.ts'
import { quiz } from './lessons.ts'

/** Learners who answer, and who do not. */
export const answeringJourneys: readonly TableRow[] = [
  {
    name: 'all right',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'all right without a pass mark',
    lesson: quiz(answered),
    steps: [play, ...allRight, watch, leave],
    expect: result(100, true),
  },
  {
    name: 'half right, which is enough',
    lesson: quiz(answeredAnd(50)),
    steps: [play, ...answerAll('right', 'half', 'right', 'wrong'), watch, leave],
    expect: result(50, true, 'passed'),
  },
  {
    name: 'half right, which is not enough',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...answerAll('right', 'half', 'right', 'wrong'), watch, leave],
    expect: result(50, true, 'failed'),
    inChromium: true,
  },
  {
    name: 'all wrong',
    lesson: quiz(answeredAnd(60)),
    steps: [play, ...answerAll('wrong', 'wrong', 'wrong', 'wrong'), watch, leave],
    expect: result(0, true, 'failed'),
  },
  {
    name: 'all wrong without a pass mark',
    lesson: quiz(answered),
    steps: [play, ...answerAll('wrong', 'wrong', 'wrong', 'wrong'), watch, leave],
    expect: result(0, true),
  },
  {
    name: 'partial credit just below the mark',
    lesson: quiz(answeredAnd(67)),
    steps: [play, ...answerAll('right', 'half', 'wrong', 'right'), watch, leave],
    expect: result(66.66, true, 'failed'),
  },
  {
    name: 'partial credit just above the mark',
    lesson: quiz(answeredAnd(66)),
    steps: [play, ...answerAll('right', 'half', 'wrong', 'right'), watch, leave],
    expect: result(66.66, true, 'passed'),
  },
  {
    name: 'a second try that is right',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, answer('wrong', 'retry'), answer('right'), ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'a second try that is wrong, too',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, answer('wrong', 'retry'), answer('wrong'), ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(83.33, true, 'passed'),
  },
  {
    name: 'goes on instead of a second try',
    lesson: quiz(answeredAnd(90)),
    steps: [play, ...answerAll('wrong', 'right', 'right', 'right'), watch, leave],
    expect: result(83.33, true, 'failed'),
  },
  {
    name: 'skips a question that may be skipped',
    lesson: quiz(answeredAnd(80), { q3: { required: false } }),
    steps: [play, ...answerAll('right', 'right'), watch, { do: 'skip' }, ...answerAll('right'), watch, leave],
    expect: result(83.33, true, 'passed'),
    inChromium: true,
  },
  {
    name: 'skips more than the pass mark allows',
    lesson: quiz(answeredAnd(90), { q3: { required: false } }),
    steps: [play, ...answerAll('right', 'right'), watch, { do: 'skip' }, ...answerAll('right'), watch, leave],
    expect: result(83.33, true, 'failed'),
  },
  {
    name: 'skips everything, as all of it may be skipped',
    lesson: quiz(answered, {
      q1: { required: false },
      q2: { required: false },
      q3: { required: false },
      q4: { required: false },
    }),
    steps: [play, ...[1, 2, 3, 4].flatMap((): JourneyStep[] => [watch, { do: 'skip' }]), watch, leave],
    expect: result(0, true),
  },
]
