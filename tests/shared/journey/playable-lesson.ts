import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { everyQuestion } from '../../packages/every-question.ts'
import { sampleDocument, sampleQuestions } from '../../packages/sample-document.ts'

/** A lesson with a question of every type. */
export const playableLesson = compilePlayerLesson(sampleDocument({ questions: [...sampleQuestions(), ...everyQuestion()] }), {
  poster: false,
})
