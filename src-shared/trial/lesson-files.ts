import { z } from '../base/zod.ts'
import { readLessonScript } from './remembered.ts'

const shownSchema = z.looseObject({
  video: z.looseObject({ src: z.string() }),
  poster: z.string().nullish(),
  questions: z.array(
    z.looseObject({ choices: z.array(z.looseObject({ image: z.looseObject({ src: z.string() }).nullish() })).nullish() }),
  ),
})

/** Film, poster and pictures that `player/lesson.js` of a package of our own shows, as it names them; none where that is something else. */
export function listLessonFiles(script: string): readonly string[] {
  const shown = shownSchema.safeParse(readLessonScript(script))
  if (!shown.success) return []
  const { video, poster, questions } = shown.data
  const pictures = questions.flatMap(({ choices }) => choices ?? []).flatMap(({ image }) => image?.src ?? [])
  return [...new Set([video.src, ...(poster ? [poster] : []), ...pictures])]
}
