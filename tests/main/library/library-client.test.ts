import { nextExportRecord } from '#main/core/export/export-record.ts'
import { expect, test } from 'vitest'
import type { JobState } from '#main/core/jobs/job.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { ClipId, GapId, LessonId } from '#shared/project/ids.ts'
import { ticks } from '#shared/time/ticks.ts'
import { lessonWith, withImage } from './lesson.ts'
import { runSql } from './sql.ts'
import { newLibraryFile, openKillableLibrary, openTestLibrary } from './test-library.ts'

const noChoice = { choice: null, posterTicks: null, credits: false, h5pLibraries: null }
const lessonId = (id: string) => id as LessonId
const ids = (cards: readonly { id: string }[]) => cards.map(({ id }) => id)

test('a lesson is created, opened, saved with its history and opened again by another process', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  const first = lessonWith('a', 'Bread', { questions: ['Why?'] })
  expect(await library.create(first, ['kitchen'])).toMatchObject({ revision: 1 })
  expect(await library.open(first.id)).toMatchObject({ document: first, revision: 1, history: null, historyDropped: false })
  const second = { ...first, metadata: { ...first.metadata, title: 'Bread rises' } }
  const history = new Uint8Array([1, 2, 3])
  expect(await library.save({ document: second, expectedRevision: 1, history })).toMatchObject({
    revision: 2,
    historyDropped: false,
  })
  await library.close()
  const opened = await openTestLibrary(file).open(first.id)
  expect(opened).toMatchObject({ document: second, revision: 2, state: 'draft', tags: ['kitchen'], migratedFrom: null })
  expect([...(opened.history ?? [])]).toEqual([1, 2, 3])
})

test('a history above 32 MB is dropped with a notice, the document is saved', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  await library.create(lesson)
  await library.save({ document: lesson, expectedRevision: 1, history: new Uint8Array(10) })
  const tooLong = new Uint8Array(32 * 1024 * 1024 + 1)
  expect(await library.save({ document: lesson, expectedRevision: 2, history: tooLong })).toMatchObject({
    revision: 3,
    historyDropped: true,
  })
  expect(await library.open(lesson.id)).toMatchObject({ revision: 3, history: null, historyDropped: false })
})

test('two programs cannot overwrite each other', async () => {
  const file = await newLibraryFile()
  const [one, two] = [openTestLibrary(file), openTestLibrary(file)]
  const lesson = lessonWith('a', 'A')
  await one.create(lesson)
  const titled = (title: string) => ({ ...lesson, metadata: { ...lesson.metadata, title } })
  const both = await Promise.allSettled([
    one.save({ document: titled('one'), expectedRevision: 1, history: null }),
    two.save({ document: titled('two'), expectedRevision: 1, history: null }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find((result) => result.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'library.conflict' })
  const winner = both[0].status === 'fulfilled' ? 'one' : 'two'
  expect(await two.open(lesson.id)).toMatchObject({ revision: 2, document: { metadata: { title: winner } } })
})

test('a save whose process dies is repeated once and never counted twice', async () => {
  const { client, host } = openKillableLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  await client.create(lesson)
  const saving = client.save({ document: lesson, expectedRevision: 1, history: null })
  host.kill()
  expect(await saving).toMatchObject({ revision: 2 })
  expect(await client.open(lesson.id)).toMatchObject({ revision: 2 })
})

test('the same save sent twice is stored once, another one is a conflict', async () => {
  const { client, host } = openKillableLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  await client.create(lesson)
  const save = { document: lesson, expectedRevision: 1, history: null, saveId: 'one-and-the-same' }
  expect(await host.call('saveProject', save)).toMatchObject({ revision: 2 })
  expect(await host.call('saveProject', save)).toMatchObject({ revision: 2 })
  await expect(host.call('saveProject', { ...save, saveId: 'another-one' })).rejects.toMatchObject({ code: 'library.conflict' })
})

test('search finds starts of words in titles, topics, captions and questions, without accents and in any script', async () => {
  const library = openTestLibrary(await newLibraryFile())
  await library.create(lessonWith('bread', 'Why dough rises', { topics: ['Yeast'], captions: ['Knead it with "care"'] }))
  await library.create(lessonWith('school', 'École à Zürich', { questions: ['Où est la bibliothèque ?'] }))
  await library.create(lessonWith('japan', '化学の実験', { captions: ['これは水素です'] }))
  const found = async (text: string) => ids(await library.list({ text })).toSorted()
  expect(await found('dou')).toEqual(['bread'])
  expect(await found('rises why')).toEqual(['bread'])
  expect(await found('YEA')).toEqual(['bread'])
  expect(await found('care')).toEqual(['bread'])
  expect(await found('ecole zur')).toEqual(['school'])
  expect(await found('BIBLIOTHE')).toEqual(['school'])
  expect(await found('実験')).toEqual(['japan'])
  expect(await found('水素')).toEqual(['japan'])
  expect(await found('素水')).toEqual([])
  expect(await found('dough NOT rises')).toEqual([])
  expect(await found('"')).toEqual([])
  expect(await found('title:dough OR (')).toEqual([])
  expect(await found('  ')).toHaveLength(3)
})

test('a title counts more than a caption, and search follows edits and the bin', async () => {
  const library = openTestLibrary(await newLibraryFile())
  await library.create(lessonWith('b', 'Something else', { captions: ['about magnets'] }))
  const magnets = lessonWith('a', 'Magnets')
  await library.create(magnets)
  await library.create(lessonWith('c', 'Nothing', { captions: ['magnets again'] }))
  expect(ids(await library.list({ text: 'magn' }))[0]).toBe('a')
  const volcanoes = { ...magnets, metadata: { ...magnets.metadata, title: 'Volcanoes' } }
  await library.save({ document: volcanoes, expectedRevision: 1, history: null })
  expect(ids(await library.list({ text: 'magn' })).toSorted()).toEqual(['b', 'c'])
  expect(ids(await library.list({ text: 'volc' }))).toEqual(['a'])
  await library.delete(lessonId('b'))
  expect(ids(await library.list({ text: 'magn' }))).toEqual(['c'])
  expect(ids(await library.list({ text: 'magn', deleted: true }))).toEqual(['b'])
  await library.purge(lessonId('c'))
  await library.purge(lessonId('c'))
  expect(ids(await library.list({ text: 'magn' }))).toEqual([])
  await expect(library.open(lessonId('c'))).rejects.toMatchObject({ code: 'library.unknown-project' })
})

test('the bin: deleted lessons cannot be opened or saved until they are restored', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  await library.create(lesson)
  await library.delete(lesson.id)
  await expect(library.open(lesson.id)).rejects.toMatchObject({ code: 'library.deleted-project' })
  const saving = library.save({ document: lesson, expectedRevision: 1, history: null })
  await expect(saving).rejects.toMatchObject({ code: 'library.deleted-project' })
  expect(ids(await library.list())).toEqual([])
  await library.restore(lesson.id)
  expect(ids(await library.list())).toEqual(['a'])
  await library.open(lesson.id)
})

test('draft, exported, changed since', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  await library.create(lesson)
  const state = async () => (await library.list())[0]?.state
  expect(await state()).toBe('draft')
  expect(await library.lastExport(lesson.id)).toBeNull()
  expect(await library.exportTarget(lesson.id)).toBeNull()
  const record = nextExportRecord(lesson, null, 'First')
  const settings = { ...noChoice, format: 'scorm12', preset: 'lms', burnCaptions: false } as const
  const target = { settings, outputFile: '/lessons/a.zip' }
  await library.markExported(lesson.id, 1, record, target)
  expect(await state()).toBe('exported')
  await library.markExported(lesson.id, 1, null, null)
  expect(await library.lastExport(lesson.id)).toEqual(record)
  expect(await library.exportTarget(lesson.id)).toEqual(target)
  await library.save({ document: lesson, expectedRevision: 1, history: null })
  expect(await state()).toBe('changed')
  expect(ids(await library.list({ state: 'changed' }))).toEqual(['a'])
  expect(ids(await library.list({ state: 'draft' }))).toEqual([])
})

test('tags, posters, order and pages of the list', async () => {
  const library = openTestLibrary(await newLibraryFile())
  await library.create(lessonWith('b', 'B'), ['lab'])
  await library.create(lessonWith('a', 'A'), ['lab', 'year 7'])
  await library.create(lessonWith('c', 'C'))
  await library.setPoster(lessonId('a'), '/posters/a.jpg')
  expect(ids(await library.list({ tags: ['lab', 'year 7'] }))).toEqual(['a'])
  expect(ids(await library.list({ order: 'title' }))).toEqual(['a', 'b', 'c'])
  expect(ids(await library.list({ order: 'created' }))).toEqual(['c', 'a', 'b'])
  expect(ids(await library.list({ order: 'title', offset: 1, limit: 1 }))).toEqual(['b'])
  expect((await library.list({ order: 'title' }))[0]).toMatchObject({ posterFile: '/posters/a.jpg', tags: ['lab', 'year 7'] })
})

test('a copy has its own id and title; a second one with that id is refused', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A', { captions: ['hello'] })
  await library.create(lesson, ['lab'])
  await library.duplicate(lesson.id, lessonId('a2'), 'A (copy)')
  const copy = await library.open(lessonId('a2'))
  expect(copy).toMatchObject({
    revision: 1,
    state: 'draft',
    tags: ['lab'],
    document: { id: 'a2', metadata: { title: 'A (copy)' } },
  })
  expect(copy.document.captions).toEqual(lesson.captions)
  const again = library.duplicate(lesson.id, lessonId('a2'), 'A (copy)')
  await expect(again).rejects.toMatchObject({ code: 'library.project-exists' })
})

test('versions: a snapshot at the start, named ones for good, opened and restored as a save', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  await library.create(lesson)
  await library.nameVersion(lesson.id, 'before the holidays')
  const changed = { ...lesson, metadata: { ...lesson.metadata, title: 'B' } }
  await library.save({ document: changed, expectedRevision: 1, history: null })
  const versions = await library.listVersions(lesson.id)
  expect(versions).toMatchObject([
    { name: 'before the holidays', revision: 1, clipCount: 0, posterAsset: null },
    { name: null, revision: 1 },
  ])
  const named = versions[0]?.id ?? -1
  expect(await library.openVersion(lesson.id, named)).toEqual(lesson)
  await library.save({ document: await library.openVersion(lesson.id, named), expectedRevision: 2, history: null })
  expect(await library.open(lesson.id)).toMatchObject({ revision: 3, document: lesson })
  await expect(library.openVersion(lesson.id, named + 1000)).rejects.toMatchObject({ code: 'library.unknown-version' })
})

test('versions show what tells them apart: the first picture, clips and questions', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const empty = withImage(lessonWith('a', 'A', { questions: ['Why?', 'How?'] }), 'ab'.repeat(32))
  const [asset] = Object.values(empty.assets)
  if (!asset) throw new Error('no asset')
  const clip = createMainClip('clip-1' as ClipId, asset.id, ticks(0), ticks(120_000))
  const gap = { kind: 'gap', id: 'gap-1' as GapId, durationTicks: ticks(120_000) } as const
  await library.create({ ...empty, clips: { [clip.id]: clip }, mainTrack: [gap, { kind: 'clip', clipId: clip.id }] })
  expect(await library.listVersions(empty.id)).toMatchObject([{ clipCount: 1, questionCount: 2, posterAsset: asset }])
})

test('the last state of an earlier session stays among the versions', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  await library.create(lessonWith('a', 'first'))
  await library.save({ document: lessonWith('a', 'end of the day'), expectedRevision: 1, history: null })
  expect(await library.listVersions(lessonId('a'))).toHaveLength(1)
  await library.close()
  runSql(file, 'UPDATE version SET created_at = created_at - 86400000', 'UPDATE project SET updated_at = updated_at - 86000000')

  const later = openTestLibrary(file)
  await later.save({ document: lessonWith('a', 'next day'), expectedRevision: 2, history: null })
  const versions = await later.listVersions(lessonId('a'))
  expect(versions.map(({ revision }) => revision)).toEqual([3, 2, 1])
  expect((await later.openVersion(lessonId('a'), versions[1]?.id ?? -1)).metadata.title).toBe('end of the day')
})

test('files: registered, found by content, missing ones show on the card', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const sha256 = 'ab'.repeat(32)
  expect(await library.findAsset(sha256)).toBeNull()
  const asset = { sha256, file: '/clips/a.mp4', byteLength: 10, storage: 'referenced', missing: false } as const
  await library.putAsset(asset)
  expect(await library.findAsset(sha256)).toEqual(asset)
  const lesson = withImage(lessonWith('a', 'A'), sha256)
  await library.create(lesson)
  await library.create(lessonWith('b', 'B'))
  const missing = async () => (await library.list({ order: 'title' })).map(({ missingMedia }) => missingMedia)
  expect(await missing()).toEqual([false, false])
  await library.markMissing([sha256, 'cd'.repeat(32)], [])
  expect(await missing()).toEqual([true, false])
  expect(await library.findAsset(sha256)).toEqual({ ...asset, missing: true })
  await library.markMissing([], [sha256])
  expect(await missing()).toEqual([false, false])
})

test('what was made of a file is registered once for each setting', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  const entry = { sha256: 'ab'.repeat(32), kind: 'proxy', variant: '540', file: '/cache/p.mp4', byteLength: 5 }
  await library.putCache(entry)
  await library.putCache({ ...entry, file: '/cache/p2.mp4' })
  await library.close()
  expect(runSql(file, 'SELECT file FROM media_cache')).toEqual([{ file: '/cache/p2.mp4' }])
})

test('jobs that are over, interrupted ones among them, are remembered up to 200', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  const request = { kind: 'x', title: 'x', projectId: null, revision: 0, document: null, assetHashes: {}, settings: null }
  const add = (index: number, state: JobState) =>
    library.addJob({
      id: `job-${index}`,
      request: { ...request, outputFile: null },
      status: { ...createStatus(index), state },
    })
  for (let index = 0; index < 205; index += 1) await add(index, index % 2 === 0 ? 'interrupted' : 'failed')
  await add(1000, 'queued')
  await library.close()
  expect(runSql(file, 'SELECT count(*) AS count, min(queued_at) AS oldest FROM job')).toEqual([{ count: 201, oldest: 5 }])
})

test('a batch is kept with its items, their order and results; what ran in a program that died waits again', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  const head = { name: 'Batch', outFolder: '/out', stopped: null, createdAt: 1, startedAt: null, endedAt: null }
  const item = (key: string) => ({ key, name: `${key}.mp4`, state: 'waiting' as const, sentence: null, milliseconds: 0 })
  const first = { ...head, id: 'first', state: 'waiting' as const }
  await library.addBatch(first, { rows: [1] }, [item('a'), item('b'), item('c')])
  // As after a lost answer.
  await library.addBatch(first, { rows: [1] }, [item('a'), item('b'), item('c')])
  await library.addBatch({ ...head, id: 'second', state: 'paused' }, {}, [item('a')])
  await library.orderBatches(['second', 'first'])
  await library.orderBatchItems('first', ['c', 'a', 'b'])
  const result = { title: 'A', durationSeconds: 1, outputs: [], warnings: [], preflight: [], picture: null }
  await library.updateBatch({ ...first, state: 'running', startedAt: 5 })
  await library.updateBatchItems('first', [
    { key: 'a', state: 'done', sentence: null, milliseconds: 9, result },
    { key: 'b', state: 'running', sentence: null, milliseconds: 0, result: null },
  ])
  await library.close()

  const later = openTestLibrary(file)
  expect(await later.recoverBatches()).toMatchObject([
    { id: 'second', state: 'paused' },
    { id: 'first', state: 'waiting', startedAt: 5 },
  ])
  expect((await later.readBatchItems('first')).map(({ key, state }) => [key, state])).toEqual([
    ['c', 'waiting'],
    ['a', 'done'],
    ['b', 'waiting'],
  ])
  expect(await later.readBatchResults('first')).toEqual([{ key: 'a', result }])
  expect(await later.readBatch('first')).toEqual({ rows: [1] })
  await later.removeBatch('first')
  await expect(later.readBatch('first')).rejects.toMatchObject({ code: 'library.unknown-batch' })
  expect(await later.readBatchItems('first')).toEqual([])
})

test('settings are kept', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  await library.writeSetting('theme', 'dark')
  await library.writeSetting('window', { width: 1200, maximised: false })
  await library.writeSetting('theme', 'light')
  await library.close()
  expect(await openTestLibrary(file).readSettings()).toEqual({ theme: 'light', window: { width: 1200, maximised: false } })
})

test('a message of the wrong shape is refused, not stored', async () => {
  const { client, host } = openKillableLibrary(await newLibraryFile())
  const lesson = lessonWith('a', 'A')
  const wrong = { ...lesson, settings: { ...lesson.settings, loudnessLufs: 3 } }
  await expect(client.create(wrong)).rejects.toMatchObject({
    data: { code: 'library.bad-message', params: { method: 'createProject' } },
  })
  const loose = host as unknown as { call(method: string, input: unknown): Promise<unknown> }
  await expect(loose.call('openProject', { id: "x'; DROP TABLE project" })).rejects.toMatchObject({ code: 'library.bad-message' })
  await expect(loose.call('listProjects', null)).rejects.toMatchObject({ code: 'library.bad-message' })
  expect(await client.list()).toEqual([])
})
