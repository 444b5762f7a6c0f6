import type { GivenAnswer, JourneyStep, PlatformResult } from '#shared/journey/journey.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { sampleQuestion } from '../sample-document.ts'
import { branching, challenging, everyKind, film, inviting, quiz, unscored } from './lessons.ts'

export type TableRow = {
  readonly name: string
  readonly lesson: LessonDocument
  readonly steps: readonly JourneyStep[]
  readonly expect: PlatformResult
  /** Also gone through in Chromium, whose film and clock are real, on this platform. */
  readonly inChromium?: 'scorm12' | 'scorm2004'
}

const play: JourneyStep = { do: 'play' }
const watch: JourneyStep = { do: 'watch' }
const leave: JourneyStep = { do: 'leave' }
const close: JourneyStep = { do: 'close' }
const comeBack: JourneyStep = { do: 'return' }
const reload: JourneyStep = { do: 'return', launch: 'same' }
const loseNetwork: JourneyStep = { do: 'lose-network' }
const regainNetwork: JourneyStep = { do: 'regain-network' }

const watchTo = (to: number): JourneyStep => ({ do: 'watch', to })
const seek = (to: number): JourneyStep => ({ do: 'seek', to })
const answer = (given: GivenAnswer, next: 'continue' | 'retry' | 'wait' = 'continue'): JourneyStep => ({
  do: 'answer',
  with: given,
  next,
})
/** Watches to each next question and answers it. */
const answerAll = (...given: readonly GivenAnswer[]): readonly JourneyStep[] => given.flatMap((each) => [watch, answer(each)])

const allRight = answerAll('right', 'right', 'right', 'right')
const result = (score: number | null, completed: boolean, success: PlatformResult['success'] = 'unknown'): PlatformResult => ({
  score,
  completed,
  success,
})

const answered = { questionsAnswered: true } as const
const answeredAnd = (minScorePercent: number) => ({ ...answered, minScorePercent })

/** What learners do. Every row is gone through in every format that reports, and each platform must come to the same result. */
export const journeys: readonly TableRow[] = [
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
    inChromium: 'scorm2004',
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
    inChromium: 'scorm12',
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
  { name: 'opens the lesson and leaves at once', lesson: quiz(answeredAnd(80)), steps: [leave], expect: result(null, false) },
  {
    name: 'leaves before the first question',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watchTo(3), leave],
    expect: result(null, false),
  },
  {
    name: 'leaves half-way with a pass mark',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...answerAll('right', 'right'), watchTo(10), leave],
    expect: result(null, false),
  },
  {
    name: 'leaves half-way without a pass mark',
    lesson: quiz(answered),
    steps: [play, ...answerAll('right', 'right'), watchTo(10), leave],
    expect: result(50, false),
  },
  {
    name: 'leaves while the film plays and comes back',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watchTo(2), leave, comeBack, play, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'leaves in a question and comes back',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, leave, comeBack, play, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
    inChromium: 'scorm12',
  },
  {
    name: 'leaves at the verdict and comes back',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, answer('right', 'wait'), leave, comeBack, play, ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'leaves after a first wrong try and has the second on coming back',
    lesson: quiz(answeredAnd(80)),
    steps: [
      play,
      watch,
      answer('wrong', 'wait'),
      leave,
      comeBack,
      play,
      watch,
      answer('right'),
      ...answerAll('right', 'right', 'right'),
      watch,
      leave,
    ],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'leaves at the result and comes back once more',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...allRight, watch, leave, comeBack, play, watchTo(2), leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'fails, and comes back without doing more',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...answerAll('wrong', 'wrong', 'right', 'right'), watch, leave, comeBack, leave],
    expect: result(50, true, 'failed'),
  },
  {
    name: 'loads the page again, and opens the lesson again later',
    lesson: quiz(answeredAnd(80)),
    steps: [
      play,
      watch,
      answer('right'),
      watchTo(6),
      leave,
      reload,
      play,
      ...answerAll('right', 'right', 'right'),
      watch,
      leave,
      comeBack,
      leave,
    ],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'closes the window after an answer',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, answer('right'), close, comeBack, play, ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'closes the window in the middle of the film',
    lesson: quiz({ ...answeredAnd(80), watchedPercent: 90 }),
    steps: [play, watchTo(3), close, comeBack, play, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'closes the window at the result',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...allRight, watch, close],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'closes the window at a result below the mark, and looks in once more',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...answerAll('wrong', 'wrong', 'right', 'right'), watch, close, comeBack, leave],
    expect: result(50, true, 'failed'),
  },
  {
    name: 'loads the page again after a crash',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, answer('right'), close, reload, play, ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'loses the network for two questions',
    lesson: quiz(answeredAnd(80)),
    steps: [
      play,
      ...answerAll('right'),
      loseNetwork,
      ...answerAll('right', 'right'),
      regainNetwork,
      ...answerAll('right'),
      watch,
      leave,
    ],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'has no network until the result',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...answerAll('right'), loseNetwork, ...answerAll('wrong', 'right', 'right'), watch, regainNetwork, leave],
    expect: result(66.66, true, 'failed'),
  },
  {
    name: 'presses Check twice',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, { do: 'answer', with: 'right', twice: true }, ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'presses Check twice on a wrong answer',
    lesson: quiz(answeredAnd(90)),
    steps: [
      play,
      watch,
      { do: 'answer', with: 'wrong', twice: true, next: 'retry' },
      answer('right'),
      ...answerAll('right', 'right', 'right'),
      watch,
      leave,
    ],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'takes the branch of a right answer',
    lesson: branching(answeredAnd(80)),
    steps: [play, ...answerAll('right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'takes the branch of a wrong answer',
    lesson: branching(answeredAnd(80)),
    steps: [play, ...answerAll('wrong', 'right'), watch, leave],
    expect: result(50, true, 'failed'),
  },
  {
    name: 'takes a branch past what has to be watched',
    lesson: branching({ ...answered, watchedPercent: 90 }),
    steps: [play, ...answerAll('right', 'right'), watch, leave],
    expect: result(100, false),
  },
  {
    name: 'answers a poll',
    lesson: unscored('poll', answered),
    steps: [play, ...answerAll('right'), watch, leave],
    expect: result(null, true),
  },
  {
    name: 'writes a reflection',
    lesson: unscored('reflection', answered),
    steps: [play, ...answerAll({ write: 'That it has no ground' }), watch, leave],
    expect: result(null, true),
  },
  { name: 'watches a film without questions', lesson: film({}), steps: [play, watch, leave], expect: result(null, true) },
  {
    name: 'watches as much as is asked for',
    lesson: film({ watchedPercent: 50 }),
    steps: [play, watchTo(12), leave],
    expect: result(null, true),
  },
  {
    name: 'watches less than is asked for',
    lesson: film({ watchedPercent: 50 }),
    steps: [play, watchTo(8), leave],
    expect: result(null, false),
  },
  {
    name: 'watches the two halves on two days',
    lesson: film({ watchedPercent: 90 }),
    steps: [play, watchTo(10), leave, comeBack, play, watch, leave],
    expect: result(null, true),
  },
  {
    name: 'seeks over what should be watched',
    lesson: film({ watchedPercent: 90 }),
    steps: [play, watchTo(3), seek(17), watch, leave],
    expect: result(null, false),
  },
  {
    name: 'seeks past a question and is stopped there',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watchTo(1), seek(15), answer('right'), ...answerAll('right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'watches at double speed',
    lesson: quiz({ ...answeredAnd(80), watchedPercent: 90 }),
    steps: [play, { do: 'speed', rate: 2 }, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'reaches a pass mark that is all that is asked for',
    lesson: quiz({ minScorePercent: 50 }),
    steps: [play, ...answerAll('right', 'right'), watchTo(9), leave],
    expect: result(50, true, 'passed'),
  },
  {
    name: 'stays below a pass mark that is all that is asked for',
    lesson: quiz({ minScorePercent: 90 }),
    steps: [play, ...answerAll('wrong', 'right', 'right', 'right'), watch, leave],
    expect: result(83.33, true, 'failed'),
  },
  {
    name: 'watches enough and knows enough, without answering all',
    lesson: quiz({ watchedPercent: 50, minScorePercent: 50 }),
    steps: [play, ...answerAll('right', 'right'), watchTo(11), leave],
    expect: result(50, true, 'passed'),
  },
  {
    name: 'watches enough and knows too little',
    lesson: quiz({ watchedPercent: 90, minScorePercent: 80 }),
    steps: [play, ...answerAll('wrong', 'half', 'right', 'wrong'), watch, leave],
    expect: result(33.33, true, 'failed'),
  },
  {
    name: 'knows everything, but watched too little for all three demands',
    lesson: quiz({ ...answeredAnd(80), watchedPercent: 90 }),
    steps: [
      play,
      watchTo(1),
      seek(4),
      answer('right'),
      seek(8),
      answer('right'),
      seek(12),
      answer('right'),
      seek(20),
      answer('right'),
      leave,
    ],
    expect: result(null, false),
  },
  {
    name: 'fails a first round and passes a second',
    lesson: quiz(answeredAnd(80)),
    steps: [play, ...answerAll('wrong', 'wrong', 'right', 'right'), watch, { do: 'new-round' }, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
    inChromium: 'scorm12',
  },
  {
    name: 'passes a first round and does worse in a second',
    lesson: quiz(answeredAnd(60)),
    steps: [
      play,
      ...answerAll('wrong', 'right', 'right', 'right'),
      watch,
      { do: 'new-round' },
      ...answerAll('wrong', 'wrong', 'wrong', 'wrong'),
      watch,
      leave,
    ],
    expect: result(83.33, true, 'passed'),
  },
  {
    name: 'does better on another day without a pass mark',
    lesson: quiz(answered),
    steps: [
      play,
      ...answerAll('wrong', 'wrong', 'right', 'right'),
      watch,
      { do: 'new-round' },
      watchTo(1),
      leave,
      comeBack,
      play,
      ...allRight,
      watch,
      leave,
    ],
    expect: result(100, true),
  },
  {
    name: 'answers one question of every other kind',
    lesson: everyKind(answeredAnd(80)),
    steps: [play, ...answerAll('right', 'right', 'right', 'right', 'right', 'right'), watch, leave],
    expect: result(100, true, 'passed'),
    inChromium: 'scorm2004',
  },
  {
    name: 'is partly right in every other kind',
    lesson: everyKind(answeredAnd(30)),
    steps: [play, ...answerAll('half', 'half', 'half', 'wrong', 'right', 'right'), watch, leave],
    expect: result(30, true, 'passed'),
  },
  {
    name: 'answers a question that only invites',
    lesson: inviting(false, answeredAnd(80)),
    steps: [play, watchTo(6), { do: 'open-question' }, answer('right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'lets a question pass that only invites',
    lesson: inviting(false, {}),
    steps: [play, watch, leave],
    expect: result(0, true),
  },
  {
    name: 'is stopped by a question that invites and must be answered',
    lesson: inviting(true, answeredAnd(80)),
    steps: [play, watch, answer('right'), watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'looks at it again before answering',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watch, { do: 'rewatch' }, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'pauses and plays on',
    lesson: quiz(answeredAnd(80)),
    steps: [play, watchTo(2), { do: 'pause' }, play, ...allRight, watch, leave],
    expect: result(100, true, 'passed'),
  },
  {
    name: 'watches the film of a challenge without a rubric',
    lesson: challenging(0, {}),
    steps: [play, watch, leave],
    expect: result(null, true),
  },
  {
    name: 'judges a challenge as done well',
    lesson: challenging(2, answeredAnd(60)),
    steps: [play, watch, { do: 'assess', levels: [3, 2] }, leave],
    expect: result(75, true, 'passed'),
  },
  {
    name: 'judges a challenge as not done well enough',
    lesson: challenging(2, answeredAnd(60)),
    steps: [play, watch, { do: 'assess', levels: 'worst' }, leave],
    expect: result(25, true, 'failed'),
  },
  {
    name: 'answers the question of a challenge and judges it on another day',
    lesson: challenging(1, answeredAnd(60), [sampleQuestion('q1', 4, { points: 4 })]),
    steps: [play, ...answerAll('right'), watch, leave, comeBack, play, watch, { do: 'assess', levels: 'best' }, leave],
    expect: result(100, true, 'passed'),
  },
]
