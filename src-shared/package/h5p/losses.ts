import { appError, type ErrorData } from '../../messages/app-error.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { questionsInOrder } from '../../project/selectors.ts'
import { isGraded } from '../../quiz/grade.ts'
import type { PlayerQuestion } from '../../quiz/player-lesson.ts'
import { compilePlayerLesson } from '../player-lesson.ts'
import { h5pPoints, wordsOfChoice } from './questions.ts'

const questionsOf = (document: LessonDocument): readonly PlayerQuestion[] =>
  compilePlayerLesson(document, { poster: false }).questions

/** Questions that Interactive Video cannot ask; an export with one of them is refused. */
export function findH5pRefusals(document: LessonDocument): readonly ErrorData[] {
  const byId = new Map(questionsInOrder(document).map(({ question }) => [question.id as string, question]))
  return questionsOf(document).flatMap((question) => {
    const prompt = byId.get(question.id)?.prompt ?? question.prompt
    if (question.type === 'hotspot') return [appError('package.h5p-hotspot', { prompt }).data]
    if (question.choices.some((choice) => wordsOfChoice(choice) === '')) return [appError('package.h5p-picture', { prompt }).data]
    return []
  })
}

const isWhole = ({ type, partialCredit }: PlayerQuestion): boolean =>
  !partialCredit && (type === 'fill-blank' || type === 'ordering' || type === 'matching')

/** Whether H5P's own points give other percentages than the lesson's, for some answers. */
function countsOtherwise(questions: readonly PlayerQuestion[]): boolean {
  const graded = questions.filter((question) => isGraded(question))
  const shares = graded.map((question) => (question.scored ? question.points : 0) / h5pPoints(question))
  const hasBrokenWhole = graded.some((question) => isWhole(question) && h5pPoints(question) > 1)
  return hasBrokenWhole || shares.some((share) => Math.abs(share - (shares[0] ?? 0)) > 1e-9)
}

const tell = (holds: boolean, sentence: string): string | null => (holds ? sentence : null)

/** What a lesson loses in H5P, by feature: a sentence, or null where this lesson loses nothing. */
export const h5pLosses = {
  score: (document: LessonDocument) =>
    tell(
      countsOtherwise(questionsOf(document)),
      'H5P counts one point for each part of a question, whatever points you gave, so the percentage can differ.',
    ),
  completion: 'H5P knows no rule for completing and no pass mark: set them on your platform.',
  answers: 'Answers reach platforms that keep H5P’s reports, such as Moodle; others keep the score only.',
  resume: 'Learners go on where they stopped only where the platform is set to save H5P’s state.',
  captions: 'Captions show in the platform’s look instead of yours.',
  'upright-film':
    'H5P makes an upright film as wide as the page: on a wide screen learners see it whole in a narrow column or on a phone only.',
  'partial-credit': (document: LessonDocument) =>
    tell(
      questionsOf(document).some(({ type, partialCredit }) => partialCredit && type === 'multiple-choice'),
      'In a question with several right answers, each of them counts as a point of its own.',
    ),
  challenge: 'The challenge becomes a page to read at the start and at the end: without timer, tick list and points of its own.',
  'question-kinds': (document: LessonDocument) => describeKinds(questionsOf(document)),
  branches: (document: LessonDocument) =>
    tell(
      questionsOf(document).some(({ branch, retries }) => branch.incorrectMs !== null && retries !== 0),
      'Where a wrong answer leads elsewhere, learners go there at once, without another try.',
    ),
  hints: 'Hints show below the question from the beginning.',
  typos: 'Typing mistakes are forgiven as H5P sees fit: one from four letters on, two from ten.',
} as const

function describeKinds(questions: readonly PlayerQuestion[]): string | null {
  const some = (test: (question: PlayerQuestion) => boolean): boolean => questions.some(test)
  const sentences = [
    tell(
      some(({ required, type }) => required && type !== 'reflection' && type !== 'poll'),
      'The film stops at each question, but learners may go on without answering.',
    ),
    tell(
      some(({ retries }) => retries !== null && retries > 0),
      'Learners may try a question again as often as they like.',
    ),
    tell(
      some(({ choices }) => choices.some(({ image }) => image !== null)),
      'Pictures at answers stay behind; their words remain.',
    ),
    tell(
      some(({ type }) => type === 'ordering' || type === 'matching'),
      'Ordering and matching become words that learners drag to their place.',
    ),
    tell(
      some(
        ({ type, choices }) =>
          (type === 'ordering' || type === 'matching') && choices.some(({ feedback }) => feedback.trim() !== ''),
      ),
      'Feedback on single words of ordering and matching stays behind.',
    ),
    tell(
      some(
        (question) =>
          (question.type === 'poll' || !isGraded(question)) &&
          (question.feedback.correct + question.feedback.incorrect).trim() !== '',
      ),
      'What you say after a poll or an open question stays behind.',
    ),
  ].filter((sentence) => sentence !== null)
  return sentences.length === 0 ? null : sentences.join(' ')
}
