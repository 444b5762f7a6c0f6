import { assetUrl } from '#shared/ipc/media-url.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'

/** The lesson as the player asks one of its questions in the editor: captions are in the still, pictures come from the media cache. */
export function phoneLesson(document: LessonDocument, question: Question): PlayerLesson {
  const lesson = compilePlayerLesson({ ...document, captions: {}, captionTracks: {} }, { poster: false })
  const assetIds = new Map(question.choices.map(({ code, imageAssetId }) => [code, imageAssetId]))
  const questions = lesson.questions.map((asked) => {
    if (asked.id !== question.id) return asked
    const choices = asked.choices.map((choice) => {
      const assetId = assetIds.get(choice.code) ?? null
      return choice.image && assetId !== null
        ? { ...choice, image: { ...choice.image, src: assetUrl(assetId, 'picture') } }
        : choice
    })
    return { ...asked, choices }
  })
  return { ...lesson, questions }
}
