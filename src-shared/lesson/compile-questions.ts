import type { ChoiceId, QuestionId } from '../project/ids.ts'
import { createChoice, createQuestion, nextChoiceCode, trueFalseTexts } from '../project/question-defaults.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Choice, Question } from '../project/schema/question.ts'
import { anchorAt, deriveTimeline } from '../project/timeline.ts'
import { joinBlankAnswers } from '../quiz/blanks.ts'
import { frameToTicks } from '../time/frame-rate.ts'
import { clampTicks, secondsToTicks, ticksToSeconds, zeroTicks, type Ticks } from '../time/ticks.ts'
import { roundSeconds } from './compile-clips.ts'
import { deriveId, takeId } from './derive-id.ts'
import type { LessonProblem } from './lesson-problem.ts'
import type { Lesson } from './lesson-schema.ts'
import { pointsOf, type LessonQuiz } from './quiz-schema.ts'

export type CompiledQuestions = {
  readonly questions: Readonly<Record<QuestionId, Question>>
  readonly problems: readonly LessonProblem[]
}

/** `document` has its clips. Questions without an id are named by their prompt. */
export function compileQuestions(lesson: Lesson, document: LessonDocument): CompiledQuestions {
  const { durationTicks } = deriveTimeline(document)
  const taken = new Set((lesson.quizzes ?? []).flatMap((quiz) => quiz.id ?? []))
  const frameTicks = frameToTicks(1, document.settings.frameRate)
  const problems: LessonProblem[] = []
  const questions: Record<QuestionId, Question> = {}
  lesson.quizzes?.forEach((quiz, index) => {
    const at = secondsToTicks(quiz.at)
    // The length was rounded to whole frames, which the author cannot know.
    if (at > durationTicks + frameTicks) {
      problems.push({ path: `quizzes[${index}].at`, message: describeEnd(durationTicks) })
      return
    }
    const end = ticksToSeconds(durationTicks) + ticksToSeconds(frameTicks)
    for (const outcome of ['correct', 'incorrect'] as const)
      if ('goOnAt' in quiz && (quiz.goOnAt?.[outcome] ?? 0) > end)
        problems.push({ path: `quizzes[${index}].goOnAt.${outcome}`, message: describeEnd(durationTicks) })
    const id = (quiz.id ?? takeId(deriveId(quiz.prompt, 'question'), taken)) as QuestionId
    questions[id] = compileQuestion(quiz, id, document, clampTicks(at, zeroTicks, durationTicks))
  })
  return { questions, problems }
}

function describeEnd(durationTicks: Ticks): string {
  return `write at most ${roundSeconds(ticksToSeconds(durationTicks))}, the length of the lesson in seconds`
}

/** One question of a lesson as a record of the document; `at` lies inside it. */
export function compileQuestion(
  quiz: LessonQuiz,
  id: QuestionId,
  document: LessonDocument,
  at: ReturnType<typeof secondsToTicks>,
): Question {
  const pause = quiz.pause ?? true
  const points = pointsOf(quiz)
  const base: Question = {
    ...createQuestion(id, anchorAt(document, at), quiz.type, () => 'unused' as ChoiceId),
    prompt: quiz.prompt,
    choices: [],
    pause,
    showTicks: pause ? null : secondsToTicks(quiz.showFor ?? 8),
    // One that does not pause passes by whoever does not answer.
    required: quiz.required ?? pause,
    scored: points > 0,
    points,
    hint: quiz.hint ?? '',
    ...compileReply(quiz),
    branch: compileBranch(quiz, document),
  }
  switch (quiz.type) {
    case 'single-choice':
    case 'multiple-choice':
    case 'ordering':
    case 'matching':
    case 'hotspot':
    case 'poll': {
      const retiredCodes = quiz.retiredCodes ?? ''
      return {
        ...base,
        choices: compileChoices(quiz.choices, retiredCodes),
        retiredCodes,
        shuffle: 'shuffle' in quiz && (quiz.shuffle ?? false),
        partialCredit: 'partialCredit' in quiz && (quiz.partialCredit ?? false),
      }
    }
    case 'true-false': {
      const labels = quiz.labels ?? trueFalseTexts(document.metadata.language)
      const whenTrue = createChoice('true' as ChoiceId, 'a', labels.true, quiz.correct)
      return { ...base, choices: [whenTrue, createChoice('false' as ChoiceId, 'b', labels.false, !quiz.correct)] }
    }
    case 'short-answer':
      return {
        ...base,
        acceptedAnswers: typeof quiz.correct === 'string' ? [quiz.correct] : quiz.correct,
        caseSensitive: quiz.caseSensitive ?? false,
        typosAllowed: quiz.typosAllowed ?? 0,
      }
    case 'fill-blank':
      return {
        ...base,
        acceptedAnswers: quiz.blanks.map((answers) => (typeof answers === 'string' ? answers : joinBlankAnswers(answers))),
        partialCredit: quiz.partialCredit ?? false,
        caseSensitive: quiz.caseSensitive ?? false,
        typosAllowed: quiz.typosAllowed ?? 0,
      }
    case 'reflection':
      return base
  }
}

/** What follows an answer: thanks for an opinion, else praise or another try. */
function compileReply(quiz: LessonQuiz): Pick<Question, 'retries' | 'feedback'> {
  if (quiz.type === 'poll' || quiz.type === 'reflection')
    return { retries: 0, feedback: { correct: quiz.thanks ?? '', incorrect: '' } }
  return {
    retries: quiz.retries === 'unlimited' ? null : (quiz.retries ?? 0),
    feedback: { correct: quiz.feedback?.correct ?? '', incorrect: quiz.feedback?.incorrect ?? '' },
  }
}

function compileBranch(quiz: LessonQuiz, document: LessonDocument): Question['branch'] {
  const { correct, incorrect } = ('goOnAt' in quiz && quiz.goOnAt) || {}
  const toTicks = (target: number | undefined) =>
    target === undefined ? null : clampTicks(secondsToTicks(target), zeroTicks, deriveTimeline(document).durationTicks)
  return { correctTicks: toTicks(correct), incorrectTicks: toTicks(incorrect) }
}

/** What choices of all kinds may say. */
type ChoiceSource = {
  readonly id?: string | undefined
  readonly code?: string | undefined
  readonly text: string
  readonly correct?: boolean | undefined
  readonly feedback?: string | undefined
  readonly match?: string | undefined
  readonly region?: Choice['region'] | undefined
}

function compileChoices(sources: readonly ChoiceSource[], retiredCodes: string): readonly Choice[] {
  const taken = new Set(sources.flatMap((source) => source.id ?? []))
  const given = sources.flatMap((source) => (source.code === undefined ? [] : [{ code: source.code }]))
  const used = [...given]
  return sources.map((source) => {
    const id = (source.id ?? takeId(deriveId(source.text, 'choice'), taken)) as ChoiceId
    // checkLesson made sure that there are codes enough.
    const code = source.code ?? nextChoiceCode({ choices: used, retiredCodes }) ?? 'a'
    if (source.code === undefined) used.push({ code })
    return {
      ...createChoice(id, code, source.text, source.correct ?? false),
      feedback: source.feedback ?? '',
      match: source.match ?? '',
      region: source.region ?? null,
    }
  })
}
