import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createExportAgainRequest, createExportAgainRunner, previewExportAgain } from '#main/core/export/export-again.ts'
import { createExportRequest, createExportRunner } from '#main/core/export/export-job.ts'
import { exportSettingsSchema } from '#main/core/export/export-target.ts'
import { makeFolder } from '#main/core/files/folder.ts'
import { takeBack } from '#main/core/library-edit/change-lessons.ts'
import { createKeptChanges } from '#main/core/library-edit/kept-changes.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import type { JobRequest } from '#main/core/jobs/job.ts'
import { z } from '#shared/base/zod.ts'
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
  const kept = createKeptChanges(path.join(folder, 'changes'))
  const all = { ...services, library, kept, deriveMedia: { repair: () => Promise.resolve() }, cacheFolder: folder }
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

const calm = { signal: new AbortController().signal, report: () => undefined }

/** The lesson `changed` and its files as they were exported first, told apart from those of later exports. */
async function setUpFormer() {
  const all = await setUp()
  const out = path.join(all.folder, 'out-changed')
  const film = path.join(out, 'film.mp4')
  await writeFile(film, 'the video of before')
  const captions = path.join(out, (await readdir(out)).find((name) => name.endsWith('.vtt')) ?? '')
  const services = { library: all.library, kept: all.all.kept, onSaved: () => Promise.resolve() }
  const exportAgain = async (ids = all.ids.slice(0, 1)) =>
    z
      .object({ changeId: z.string(), exported: z.int() })
      .parse(await createExportAgainRunner(all.all).run(job(createExportAgainRequest(ids, '')), contextOf()))
  return { ...all, out, film, captions, services, exportAgain, kept: all.all.kept }
}

test('an export again is taken back as one: files, and what the library knows of them', async () => {
  const { library, out, film, captions, services, exportAgain, kept, ids, folder } = await setUpFormer()
  await rm(captions)
  const names = await readdir(out)
  const { changeId } = await exportAgain(ids)
  expect(await readFile(film, 'utf8')).toBe('a video')
  expect(await readFile(captions, 'utf8')).toContain('WEBVTT')
  expect((await library.open(ids[0] as LessonId)).state).toBe('exported')
  expect(await kept.list()).toMatchObject([{ changeId, edit: { kind: 'export-again' }, exports: [{ title: 'changed' }] }])
  expect(await takeBack(changeId, services, calm)).toMatchObject({ changed: 1, left: [] })
  expect(await readFile(film, 'utf8')).toBe('the video of before')
  // What came beside it goes again.
  expect(await readdir(out)).toEqual(names)
  expect(await library.open(ids[0] as LessonId)).toMatchObject({ state: 'changed', exportedRevision: 1 })
  expect((await kept.list())[0]?.exports).toEqual([])
  expect(await readdir(path.join(folder, 'changes', changeId))).toEqual([])
  // And the same lesson can be exported again.
  expect(await exportAgain()).toMatchObject({ exported: 1 })
})

test('files that were written since stay, and so does what the library knows', async () => {
  const { library, film, services, exportAgain, ids } = await setUpFormer()
  const { changeId } = await exportAgain()
  await writeFile(film, 'a newer video')
  const back = await takeBack(changeId, services, calm)
  expect(back).toMatchObject({ changed: 0, left: [{ reason: expect.stringContaining('was written again since') as string }] })
  expect(await readFile(film, 'utf8')).toBe('a newer video')
  expect((await library.open(ids[0] as LessonId)).state).toBe('exported')
  // Nothing there is to be lost.
  await rm(film)
  expect(await takeBack(changeId, services, calm)).toMatchObject({ changed: 1, left: [] })
  expect(await readFile(film, 'utf8')).toBe('the video of before')
})

test('where the files of before are gone, a sentence says so', async () => {
  const { film, services, exportAgain, folder } = await setUpFormer()
  const { changeId } = await exportAgain()
  await rm(path.join(folder, 'changes', changeId), { recursive: true })
  expect((await takeBack(changeId, services, calm)).left).toMatchObject([
    { reason: expect.stringContaining('no longer kept') as string },
  ])
  expect(await readFile(film, 'utf8')).toBe('a video')
})

test('an export that fails after its video has its name leaves all files as they were', async () => {
  const { all, film, out, ids, kept } = await setUpFormer()
  const before = await readdir(out)
  const media = {
    ...all.media,
    render: (async (...args: Parameters<typeof all.media.render>) => {
      await all.media.render(...args)
      throw new Error('the encoder is gone')
    }) as typeof all.media.render,
  }
  const result = await createExportAgainRunner({ ...all, media }).run(
    job(createExportAgainRequest(ids.slice(0, 1), '')),
    contextOf(),
  )
  expect(result).toMatchObject({ exported: 0, left: [{ title: 'changed' }] })
  expect(await readFile(film, 'utf8')).toBe('the video of before')
  expect(await readdir(out)).toEqual(before)
  expect(await kept.list()).toEqual([])
})

test('files that cannot be put back are kept, until they can be', async () => {
  const { all, film, out, ids, kept, services } = await setUpFormer()
  const media = {
    ...all.media,
    render: (async (...args: Parameters<typeof all.media.render>) => {
      await all.media.render(...args)
      await rm(out, { recursive: true })
      await writeFile(out, 'in the way')
      throw new Error('the encoder is gone')
    }) as typeof all.media.render,
  }
  const run = createExportAgainRunner({ ...all, media }).run(job(createExportAgainRequest(ids.slice(0, 1), '')), contextOf())
  await expect(run).rejects.toMatchObject({ code: 'export.not-put-back' })
  const [change] = await kept.list()
  expect(change?.exports).toMatchObject([{ title: 'changed' }])
  await rm(out)
  expect(await takeBack(change?.changeId ?? '', services, calm)).toMatchObject({ changed: 1, left: [] })
  expect(await readFile(film, 'utf8')).toBe('the video of before')
})

test('three exports are kept, and none of their files longer', async () => {
  const { library, exportAgain, ids, folder, kept } = await setUpFormer()
  const [id] = ids as [LessonId]
  const made: string[] = []
  for (let times = 0; times < 4; times += 1) {
    const { document, revision } = await library.open(id)
    await library.save({ document, expectedRevision: revision, history: null })
    made.unshift((await exportAgain()).changeId)
  }
  expect((await kept.list()).map(({ changeId }) => changeId).toSorted()).toEqual(made.slice(0, 3).toSorted())
  expect(await readdir(path.join(folder, 'changes'))).not.toContain(made[3])
})
