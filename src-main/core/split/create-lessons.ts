import { randomUUID } from 'node:crypto'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId, ClipId, LessonId } from '#shared/project/ids.ts'
import { sourceLength } from '#shared/project/invariants.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { makePartLesson } from '#shared/split/part-lesson.ts'
import type { Part } from '#shared/split/parts.ts'
import type { LibraryClient } from '../library/library-client.ts'

type Services = {
  readonly library: Pick<LibraryClient, 'open' | 'create' | 'delete'>
  /** What this side knows of the lesson's assets, paths among them. */
  readonly assetsOf: (projectId: LessonId) => readonly Asset[]
  /** Called for every lesson that was made. */
  readonly onCreate: (document: LessonDocument) => Promise<void>
  readonly log: (thrown: unknown) => void
}

type Order = { readonly projectId: LessonId; readonly assetId: AssetId; readonly parts: readonly Part[] }

/**
 * Makes a lesson of each part of a recording, in the language, shape and school style of the lesson it was split in. Where one cannot be
 * stored, those before it go into the bin. Throws `media.*`, `edit.*`, `library.*`.
 */
export async function createPartLessons(
  { projectId, assetId, parts }: Order,
  { library, assetsOf, onCreate, log }: Services,
): Promise<readonly LessonId[]> {
  const asset = assetsOf(projectId).find(({ id }) => id === assetId)
  if (!asset) throw appError('media.asset-missing', { assetId })
  const length = sourceLength(asset) ?? 0
  if (parts.some(({ startTicks, endTicks }) => startTicks >= endTicks || endTicks > length))
    throw appError('edit.split-too-short', {})
  const { document } = await library.open(projectId)
  const { settings, metadata, brandKit } = document
  const logo = (brandKit?.logoAssetId && document.assets[brandKit.logoAssetId]) || null
  const source = { asset, language: metadata.language, settings, brandKit, logo }
  const made: LessonId[] = []
  try {
    // The newest lesson stands first in the library: the last part is made first.
    for (const part of parts.toReversed()) {
      const ids = { lesson: randomUUID() as LessonId, clip: randomUUID() as ClipId }
      const lesson = makePartLesson(ids, part.title, part, source)
      await library.create(lesson)
      made.push(lesson.id)
      await onCreate(lesson)
    }
    return made.toReversed()
  } catch (error) {
    // All that can be deleted is, and why it had to be is what to tell.
    for (const id of made) await library.delete(id).catch(log)
    throw error
  }
}
