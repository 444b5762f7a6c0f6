import type { LessonDocument } from '../../project/schema/document.ts'
import { compilePlayerLesson } from '../player-lesson.ts'
import { listCartridgeItems, listStayingBehind } from './cartridge-items.ts'

/** What a cartridge costs, by feature of `lessonFeatures`. */
export const cartridgeLosses = {
  score: 'The score is that of the quiz. Questions without points and written thoughts count at least a little in it.',
  completion: 'The platform decides when the lesson is done: how much was watched and the pass mark stay behind.',
  resume: 'Learners find the film at its beginning again.',
  captions: 'Captions look as the browser draws them, not in the lesson’s style.',
  'long-free-text': 'Written thoughts wait in the quiz until a teacher grades them.',
  'partial-credit': 'A partly right answer earns nothing, but for pairs and blanks, which become a question each.',
  challenge: 'The challenge becomes a page to read: the timer and the points that learners give themselves stay behind.',
  'questions-in-film': 'The film does not stop for questions: they follow it as a quiz.',
  branches: 'No answer leads to another place of the film.',
  typos: 'Answers must be spelled exactly: small mistakes are not forgiven.',
  'question-kinds': describeKinds,
} as const

/** Names the questions that cannot be asked, and says of the others what they become; null where all stay as they are. */
function describeKinds(document: LessonDocument): string | null {
  const lesson = compilePlayerLesson(document, { poster: false })
  const behind = listStayingBehind(lesson)
  const changed = listCartridgeItems(lesson).length > lesson.questions.length - behind.length
  const spots = lesson.questions.some((question) => question.type === 'hotspot' && !behind.includes(question))
  const sentences = [
    ...(behind.length === 0
      ? []
      : [
          `Orderings, polls and the like have no place in such a quiz and stay behind: ${behind.map(({ prompt }) => `“${prompt}”`).join(', ')}.`,
        ]),
    ...(changed ? ['Pairs and several blanks become a question each.'] : []),
    ...(spots ? ['Places in the picture are chosen by their names.'] : []),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}
