import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CompletionRule, Question } from '#shared/project/schema/question.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { everyQuestion } from '../every-question.ts'
import { sampleChoice, sampleDocument, sampleQuestion } from '../sample-document.ts'

/** Seconds that each lesson lasts. */
export const lessonSeconds = 20

const noRule: CompletionRule = { watchedPercent: null, questionsAnswered: false, minScorePercent: null }

function lessonOf(questions: readonly Question[], rule: Partial<CompletionRule>): LessonDocument {
  return sampleDocument({ seconds: lessonSeconds, questions, completion: { ...noRule, ...rule } })
}

/** Four questions with six points: one with a second try at 4 s, one with partial credit at 8 s, one at 12 s, and one at the end. */
export function quiz(rule: Partial<CompletionRule>, changes: Readonly<Record<string, Partial<Question>>> = {}): LessonDocument {
  const questions = [
    sampleQuestion('q1', 4),
    sampleQuestion('q2', 8, {
      type: 'multiple-choice',
      prompt: 'Which gases is Jupiter mostly made of?',
      points: 2,
      retries: 0,
      partialCredit: true,
      choices: [
        sampleChoice('h', 'Hydrogen', true),
        sampleChoice('o', 'Oxygen', false),
        sampleChoice('e', 'Helium', true),
        sampleChoice('n', 'Nitrogen', false),
      ],
    }),
    sampleQuestion('q3', 12, {
      type: 'true-false',
      prompt: 'You could stand on the surface of Jupiter.',
      retries: 0,
      choices: [sampleChoice('t', 'True', false), sampleChoice('f', 'False', true)],
    }),
    sampleQuestion('q4', lessonSeconds, {
      type: 'short-answer',
      prompt: 'What is the largest planet called?',
      choices: [],
      acceptedAnswers: ['Jupiter'],
      typosAllowed: 1,
      retries: 0,
      points: 2,
    }),
  ]
  return lessonOf(
    questions.map((question) => ({ ...question, ...changes[question.id] })),
    rule,
  )
}

/** Two questions, of which the first leads elsewhere: past the middle where it is right, back to the start where it is wrong. */
export function branching(rule: Partial<CompletionRule>): LessonDocument {
  const branch = { correctTicks: secondsToTicks(10), incorrectTicks: secondsToTicks(1) }
  return lessonOf(
    [sampleQuestion('q1', 4, { branch, retries: 0 }), sampleQuestion('q2', 14, { prompt: 'And Saturn?', retries: 0 })],
    rule,
  )
}

/** One question of each of the other kinds, three seconds apart: eleven points. */
export function everyKind(rule: Partial<CompletionRule>): LessonDocument {
  const [anchorClip] = everyQuestion()
  const questions = everyQuestion().map((question, index) => ({
    ...question,
    anchor: { ...(anchorClip?.anchor ?? question.anchor), sourceTicks: secondsToTicks(2 + index * 3) } as Question['anchor'],
  }))
  return lessonOf(questions, rule)
}

/** Nothing that gives points. */
export function unscored(type: 'poll' | 'reflection', rule: Partial<CompletionRule>): LessonDocument {
  const choices = [sampleChoice('a', 'Mars', false), sampleChoice('b', 'Saturn', false)]
  const question = {
    type,
    prompt: 'What would you visit?',
    choices: type === 'poll' ? choices : [],
    scored: false,
    points: 0,
    retries: 0,
  }
  return lessonOf([sampleQuestion('q1', 6, question)], rule)
}

export function film(rule: Partial<CompletionRule>): LessonDocument {
  return lessonOf([], rule)
}

const levels = [
  { label: 'Beginning', description: '', points: 1 },
  { label: 'Getting there', description: '', points: 2 },
  { label: 'Excellent', description: '', points: 4 },
]

/** A film that calls for a challenge; learners judge themselves by `criteria` criteria, four points each. */
export function challenging(
  criteria: number,
  rule: Partial<CompletionRule>,
  questions: readonly Question[] = [],
): LessonDocument {
  return {
    ...lessonOf(questions, rule),
    challenge: {
      hook: 'Can you make a planet spin?',
      brief: 'Show how day and night come about.',
      modelClipId: null,
      durationLimitTicks: null,
      steps: ['Find a lamp and a ball'],
      materials: [],
      safetyNote: '',
      rubric: Array.from({ length: criteria }, (_, index) => ({ title: `Criterion ${index + 1}`, levels })),
      hashtag: '',
      deadline: null,
      teamSize: { min: 1, max: 1 },
      handIn: { what: 'One clip', where: '' },
      withoutFilming: 'Draw it.',
    },
  }
}

/** A question that invites for four seconds while the film goes on. */
export function inviting(required: boolean, rule: Partial<CompletionRule>): LessonDocument {
  return lessonOf([sampleQuestion('q1', 5, { pause: false, showTicks: secondsToTicks(4), required, retries: 0 })], rule)
}
