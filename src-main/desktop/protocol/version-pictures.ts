import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '#main/core/files/atomic-file.ts'
import { findCached } from '#main/core/import/media-cache.ts'
import type { ListedVersion } from '#main/core/library/contract.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import type { LessonId } from '#shared/project/ids.ts'

/** Pictures of earlier versions of lessons: what a version shows in its middle, with all that lies over it. */
export type VersionPictures = {
  /** Remembers what the library listed. */
  learn(lessonId: LessonId, versions: readonly ListedVersion[]): void
  /** The file, which is made when it is first asked for; that of the first clip where the version cannot be shown. */
  find(lessonId: LessonId, versionId: number): Promise<string | null>
}

type Services = {
  readonly library: Pick<LibraryClient, 'openVersion'>
  readonly media: Pick<MediaEngine, 'compose'>
  readonly cacheFolder: string
  readonly log: (thrown: unknown) => void
}

export function createVersionPictures({ library, media, cacheFolder, log }: Services): VersionPictures {
  const known = new Map<string, ListedVersion>()
  const making = new Map<string, Promise<string | null>>()
  const folder = join(cacheFolder, 'versions')

  async function make(lessonId: LessonId, version: ListedVersion): Promise<string | null> {
    // A number may come again after its version was thinned out.
    const file = join(folder, `${lessonId}-${version.id}-${version.createdAt}.jpg`)
    if (await isFile(file)) return file
    // What compiles a lesson is not read at the start of the program.
    const { takePictures } = await import('#main/core/batch-draft/preview-row.ts')
    const document = await library.openVersion(lessonId, version.id)
    const [picture] = await takePictures(document, { media, cacheFolder }, new AbortController().signal, 1)
    if (!picture) return null
    await mkdir(folder, { recursive: true })
    await writeFileAtomically(file, Buffer.from(picture.jpeg))
    return file
  }

  async function findOr(lessonId: LessonId, version: ListedVersion): Promise<string | null> {
    const made = await make(lessonId, version).catch((thrown: unknown) => {
      log(thrown)
      return null
    })
    return made ?? (version.posterAsset && findCached(cacheFolder, version.posterAsset, 'poster'))
  }

  return {
    learn(lessonId, versions) {
      for (const version of versions) known.set(`${lessonId}/${version.id}`, version)
    },
    find(lessonId, versionId) {
      const key = `${lessonId}/${versionId}`
      const version = known.get(key)
      if (!version) return Promise.resolve(null)
      const found = making.get(key) ?? findOr(lessonId, version).finally(() => making.delete(key))
      making.set(key, found)
      return found
    },
  }
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
}
