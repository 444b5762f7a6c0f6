import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { findCached } from '#main/core/import/media-cache.ts'

type PosterLibrary = { setPoster(id: LessonId, posterFile: string | null): Promise<unknown> }

/** Which picture stands on the card of a lesson: that of the first clip's file. */
export type LessonPosters = {
  /** Remembers what the library listed. */
  learn(cards: readonly { readonly id: LessonId; readonly posterFile: string | null }[]): void
  find(lessonId: LessonId): string | null
  /** After a save: gives the card another picture where the first clip is another one now. */
  follow(document: LessonDocument): Promise<void>
  /** The same again for what was saved last: its picture may have been made since. */
  refresh(lessonId: LessonId): Promise<void>
}

export function createLessonPosters(library: PosterLibrary, cacheFolder: string): LessonPosters {
  const files = new Map<LessonId, string | null>()
  const saved = new Map<LessonId, LessonDocument>()

  async function posterOf(document: LessonDocument): Promise<string | null> {
    for (const item of document.mainTrack) {
      const clip = item.kind === 'clip' ? document.clips[item.clipId] : undefined
      const asset = clip === undefined ? undefined : document.assets[clip.assetId]
      if (asset !== undefined) return findCached(cacheFolder, asset, 'poster')
    }
    return null
  }

  async function follow(document: LessonDocument): Promise<void> {
    const poster = await posterOf(document)
    if (files.get(document.id) === poster) return
    await library.setPoster(document.id, poster)
    files.set(document.id, poster)
  }

  return {
    learn(cards) {
      for (const { id, posterFile } of cards) files.set(id, posterFile)
    },
    find: (lessonId) => files.get(lessonId) ?? null,
    async follow(document) {
      saved.set(document.id, document)
      await follow(document)
    },
    async refresh(lessonId) {
      const document = saved.get(lessonId)
      if (document) await follow(document)
    },
  }
}
