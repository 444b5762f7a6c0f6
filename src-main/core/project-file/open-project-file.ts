import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { libraryText } from '#shared/messages/ui/library.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import { renewAssetIds } from '#shared/project/renew-asset-ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { hashFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { repairMedia } from '../import/repair-media.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { mediaName } from './manifest.ts'
import { unpackProjectFile } from './unpack-project-file.ts'

export type OpenProjectServices = {
  readonly library: Pick<LibraryClient, 'create' | 'findAsset' | 'putAsset'>
  /** Examines and mends what comes in, as an import does. */
  readonly media: Pick<MediaEngine, 'probe'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly cacheFolder: string
  /** An existing folder, emptied at every start of the program. */
  readonly workFolder: string
  /** Where the media of opened files stays, by content. */
  readonly mediaFolder: string
  /** Called for the lesson that was stored. */
  readonly onCreate: (document: LessonDocument) => Promise<void>
  readonly log: (thrown: unknown) => void
}

type Context = { readonly signal: AbortSignal; readonly report: (stage: string, fraction: number) => void }

export type OpenedFile = {
  readonly projectId: LessonId
  readonly title: string
  /** The lesson was in the library already and is now there twice. */
  readonly isCopy: boolean
}

/**
 * Takes a .tidbit file into the library. Media that is known by its content stays where it is. Where anything fails nothing is added. Throws
 * `project-file.*`, `media.*`, `library.*`, `file.*`, `cancelled`.
 */
export async function openProjectFile(file: string, services: OpenProjectServices, context: Context): Promise<OpenedFile> {
  const { library, media, workFolder } = services
  const { signal, report } = context
  const folder = await mkdtemp(path.join(workFolder, 'open-')).catch((thrown: unknown) => {
    throw fileError(thrown, { file: path.join(workFolder, 'open'), action: 'write' })
  })
  const placed: string[] = []
  try {
    const read = await unpackProjectFile(file, folder, {
      examine: async (place, abort) => repairMedia(place, await media.probe(place, { signal: abort }), services, abort),
      findKnown: async (sha256, byteLength) => {
        const known = await library.findAsset(sha256)
        const found = known && (await stat(known.file).catch(() => null))
        return known && found?.isFile() && found.size === byteLength ? known.file : null
      },
      signal,
      onProgress: (fraction) => report('unpack', fraction * 0.95),
    })
    const kept = await keepMedia(read, folder, services, placed)
    if (signal.aborted) throw appError('cancelled', {})
    const document = await store(
      renewAssetIds(kept, () => randomUUID() as AssetId),
      library,
    )
    await tellLibrary(document, services)
    return { projectId: document.id, title: document.metadata.title, isCopy: document.id !== read.id }
  } catch (thrown) {
    for (const each of placed) await rm(each, { force: true }).catch(services.log)
    throw thrown
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(services.log)
  }
}

/** Puts what was unpacked where it stays; `placed` gets what is new there. */
async function keepMedia(
  document: LessonDocument,
  folder: string,
  { mediaFolder }: Pick<OpenProjectServices, 'mediaFolder'>,
  placed: string[],
): Promise<LessonDocument> {
  const assets: Asset[] = []
  const places = new Map<string, string>()
  for (const asset of Object.values(document.assets)) {
    const { absolutePath, sha256, byteLength } = asset
    const unpacked = absolutePath !== null && absolutePath.startsWith(`${folder}${path.sep}`) ? absolutePath : null
    const place = places.get(sha256) ?? path.join(mediaFolder, path.basename(mediaName(asset)))
    if (unpacked !== null && !places.has(sha256)) {
      // One that was damaged since has that name, too, and is mended by what came.
      const there = await stat(place).catch(() => null)
      const isSame = there?.size === byteLength && (await hashFile(place).catch(() => null))?.sha256 === sha256
      if (!isSame) await moveFile(unpacked, place)
      if (there === null) placed.push(place)
      places.set(sha256, place)
    }
    assets.push(unpacked === null ? { ...asset, storage: 'referenced' } : { ...asset, absolutePath: place, storage: 'managed' })
  }
  return { ...document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) }
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await mkdir(path.dirname(to), { recursive: true })
    await rename(from, to)
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EXDEV'))
      throw fileError(thrown, { file: to, action: 'write' })
    await replaceFile(to, (temporaryFile) => copyFile(from, temporaryFile))
  }
}

/** Stores it under its own id, on which results depend; where a lesson has that already, also in the bin, as a copy. */
async function store(document: LessonDocument, library: Pick<LibraryClient, 'create'>): Promise<LessonDocument> {
  try {
    await library.create(document)
    return document
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'library.project-exists') throw thrown
    const copy = copyOf(document)
    await library.create(copy)
    return copy
  }
}

function copyOf(document: LessonDocument): LessonDocument {
  const title = libraryText.copyOf(document.metadata.title).slice(0, 200)
  return { ...document, id: randomUUID() as LessonId, metadata: { ...document.metadata, title } }
}

/** The lesson is stored: what the library shows of it must not make anybody think that it is not. */
async function tellLibrary(document: LessonDocument, { library, onCreate, log }: OpenProjectServices): Promise<void> {
  for (const { sha256, byteLength, absolutePath: file, storage } of Object.values(document.assets))
    if (file !== null) await library.putAsset({ sha256, file, byteLength, storage, missing: false }).catch(log)
  await onCreate(document).catch(log)
}
