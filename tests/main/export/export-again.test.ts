import { readFile, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createExportAgainRequest, createExportAgainRunner, previewExportAgain } from '#main/core/export/export-again.ts'
import { createExportRequest, createExportRunner } from '#main/core/export/export-job.ts'
import { exportSettingsSchema } from '#main/core/export/export-target.ts'
import { makeFolder } from '#main/core/files/folder.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { JobRequest } from '#main/core/jobs/job.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { newLibraryFile, openTestLibrary } from '../library/test-library.ts'
import { contextOf, fakeServices, writeAndLoad } from './fake-export.ts'

const settings = { format: 'mp4', preset: 'low', burnCaptions: false } as const
const job = (request: JobRequest) => ({ id: 'j', request, status: createStatus(0) })

async function setUp() {
  const folder = await temporaryFolder()
  const library = openTestLibrary(await newLibraryFile())
  const { services, renders } = fakeServices(folder, folder)
  const all = { ...services, library, deriveMedia: { repair: () => Promise.resolve() }, cacheFolder: folder }
  const { document } = await writeAndLoad(folder)
  const lessons = ['changed', 'same', 'never', 'homeless'].map((id): LessonDocument => ({
    ...document,
    id: id as LessonId,
    metadata: { ...document.metadata, title: id },
  }))
  for (const lesson of lessons) {
    await library.create(lesson)
    if (lesson.metadata.title === 'never') continue
    const outFolder = path.join(folder, `out-${lesson.id}`)
    makeFolder(outFolder)
    const request = createExportRequest(lesson, 1, settings, path.join(outFolder, 'film.mp4'))
    await createExportRunner(all).run(job(request), contextOf())
    if (lesson.metadata.title !== 'same') await library.save({ document: lesson, expectedRevision: 1, history: null })
  }
  await rm(path.join(folder, 'out-homeless'), { recursive: true })
  return { folder, library, renders, all, ids: lessons.map(({ id }) => id) }
}

test('what changed since is exported into the same file in the same way, and the rest says why not', async () => {
  const { folder, library, renders, all, ids } = await setUp()
  expect(await previewExportAgain(ids, library)).toMatchObject([
    { id: 'changed', fileName: 'film.mp4', problem: null, breaks: [] },
    { id: 'same', fileName: null, problem: null },
    { id: 'never', fileName: null, problem: expect.stringContaining('never exported') as string },
    { id: 'homeless', fileName: null, problem: expect.stringContaining('is not there') as string },
  ])
  const file = path.join(folder, 'out-changed', 'film.mp4')
  await rm(file)
  const before = renders.length
  const result = await createExportAgainRunner(all).run(job(createExportAgainRequest(ids, '')), contextOf())
  expect(result).toMatchObject({ kind: 'export-again', exported: 1, left: [{}, {}, {}] })
  expect(renders).toHaveLength(before + 1)
  expect((await readFile(file)).byteLength).toBeGreaterThan(0)
  const [again] = await previewExportAgain(ids, library)
  expect(again).toMatchObject({ fileName: null, problem: null })
})

test('one that fails does not stop the others, a cancel does', async () => {
  const { library, all, ids } = await setUp()
  const [changed, same] = ids as [LessonId, LessonId]
  await library.save({ document: (await library.open(same)).document, expectedRevision: 1, history: null })
  let asked = 0
  const media = {
    ...all.media,
    render: ((...args: Parameters<typeof all.media.render>) => {
      asked += 1
      if (asked === 1) throw new Error('the encoder is gone')
      return all.media.render(...args)
    }) as typeof all.media.render,
  }
  const result = await createExportAgainRunner({ ...all, media }).run(
    job(createExportAgainRequest([changed, same], '')),
    contextOf(),
  )
  expect(result).toMatchObject({ exported: 1, left: [{ title: 'changed' }] })
  const stopped = { ...contextOf(), signal: AbortSignal.abort() }
  await expect(createExportAgainRunner(all).run(job(createExportAgainRequest([changed], '')), stopped)).rejects.toMatchObject({
    code: 'cancelled',
  })
})

test('two that went into the same file stay out of it, each told about the other', async () => {
  const { folder, library, renders, all, ids } = await setUp()
  const [changed, same] = ids as [LessonId, LessonId]
  await library.save({ document: (await library.open(same)).document, expectedRevision: 1, history: null })
  await symlink(path.join(folder, 'out-changed'), path.join(folder, 'link'))
  await library.markExported(same, 1, null, {
    settings: exportSettingsSchema.parse(settings),
    outputFile: path.join(folder, 'link', 'Film.mp4'),
  })
  await library.save({ document: (await library.open(same)).document, expectedRevision: 2, history: null })
  const told = [
    expect.stringContaining('“changed” and “same”') as string,
    expect.stringContaining('“same” and “changed”') as string,
  ]
  expect((await previewExportAgain([changed, same], library)).map(({ problem }) => problem)).toEqual(told)
  const before = renders.length
  const result = await createExportAgainRunner(all).run(job(createExportAgainRequest([changed, same], '')), contextOf())
  expect(result).toMatchObject({
    exported: 0,
    left: [
      { title: 'changed', reason: told[0] },
      { title: 'same', reason: told[1] },
    ],
  })
  expect(renders).toHaveLength(before)
})
