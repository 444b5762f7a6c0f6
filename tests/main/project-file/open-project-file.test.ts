import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { openProjectFile, type OpenProjectServices } from '#main/core/project-file/open-project-file.ts'
import { writeProjectFile } from '#main/core/project-file/write-project-file.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { newLibraryFile, openTestLibrary } from '../library/test-library.ts'
import { examine, makeLesson } from './packed-lesson.ts'

let folder: string
let document: LessonDocument
let packed: string
let library: LibraryClient
let services: OpenProjectServices

const quiet = () => ({ signal: new AbortController().signal, report: () => undefined })

beforeEach(async () => {
  folder = await temporaryFolder()
  document = await makeLesson(folder)
  packed = path.join(folder, 'lesson.tidbit')
  await writeProjectFile(document, packed)
  library = openTestLibrary(await newLibraryFile())
  const workFolder = path.join(folder, 'work')
  await mkdir(workFolder)
  services = {
    library,
    media: { probe: async (file) => ({ ...(await examine(file)), imageInterpretation: undefined }) as never },
    deriveMedia: { repair: () => Promise.reject(new Error('nothing to mend')) },
    cacheFolder: path.join(folder, 'cache'),
    workFolder,
    mediaFolder: path.join(folder, 'lesson-media'),
    onCreate: () => Promise.resolve(),
    log: (thrown) => {
      throw thrown
    },
  }
})

const kept = async (): Promise<readonly string[]> => readdir(services.mediaFolder).catch(() => [])

it('keeps the id of a lesson that is new here, and adds one that is here as a copy, with one file for each medium', async () => {
  const first = await openProjectFile(packed, services, quiet())
  expect(first).toMatchObject({ projectId: document.id, isCopy: false })
  const media = await kept()
  expect(media.length).toBe(2)
  const again = await openProjectFile(packed, services, quiet())
  expect(again).toMatchObject({ isCopy: true, title: 'Packed (copy)' })
  expect(again.projectId).not.toBe(document.id)
  expect(await kept()).toEqual(media)
  expect((await library.list()).map(({ title, missingMedia }) => [title, missingMedia])).toEqual(
    expect.arrayContaining([
      ['Packed', false],
      ['Packed (copy)', false],
    ]),
  )
  const opened = await library.open(again.projectId)
  for (const { absolutePath, sha256 } of Object.values(opened.document.assets))
    expect((await examine(absolutePath ?? '')).sha256).toBe(sha256)
  expect(await readdir(services.workFolder)).toEqual([])
})

it('takes a file that is known by its content from where it is', async () => {
  const [asset] = Object.values(document.assets)
  if (!asset?.absolutePath) throw new Error('no asset')
  const { sha256, byteLength, absolutePath: file } = asset
  await library.putAsset({ sha256, file, byteLength, storage: 'referenced', missing: false })
  const { projectId } = await openProjectFile(packed, services, quiet())
  const opened = await library.open(projectId)
  const found = Object.values(opened.document.assets).find((each) => each.sha256 === sha256)
  expect(found).toMatchObject({ absolutePath: file, storage: 'referenced' })
  expect((await kept()).length).toBe(1)
})

it('takes the medium from the file of the colleague where the known one is another by now', async () => {
  const [asset] = Object.values(document.assets)
  if (!asset?.absolutePath) throw new Error('no asset')
  const { sha256, byteLength, absolutePath: file } = asset
  await writeFile(file, Buffer.alloc(byteLength, 'z'))
  await library.putAsset({ sha256, file, byteLength, storage: 'referenced', missing: false })
  const { projectId } = await openProjectFile(packed, services, quiet())
  const opened = await library.open(projectId)
  for (const each of Object.values(opened.document.assets))
    expect((await examine(each.absolutePath ?? '')).sha256).toBe(each.sha256)
  expect((await kept()).length).toBe(2)
})

it('leaves nothing where the lesson cannot be stored, or it is cancelled, or the file is damaged', async () => {
  const failing = { ...services, library: { ...pick(library), create: () => Promise.reject(new Error('full')) } }
  await expect(openProjectFile(packed, failing, quiet())).rejects.toThrow('full')
  const controller = new AbortController()
  const stopping = { signal: controller.signal, report: () => controller.abort() }
  await expect(openProjectFile(packed, services, stopping)).rejects.toMatchObject({ code: 'cancelled' })
  const bytes = await readFile(packed)
  await writeFile(packed, bytes.subarray(0, bytes.length - 40))
  await expect(openProjectFile(packed, services, quiet())).rejects.toBeInstanceOf(AppError)
  expect(await kept()).toEqual([])
  expect(await readdir(services.workFolder)).toEqual([])
  expect(await library.list()).toEqual([])
})

function pick(client: LibraryClient): OpenProjectServices['library'] {
  return {
    create: (lesson) => client.create(lesson),
    findAsset: (sha256) => client.findAsset(sha256),
    putAsset: (asset) => client.putAsset(asset),
  }
}
