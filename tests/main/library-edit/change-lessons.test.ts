import { appendFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { changeLessons, previewChange, takeBack, type LibraryEditServices } from '#main/core/library-edit/change-lessons.ts'
import { createKeptChanges } from '#main/core/library-edit/kept-changes.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import type { LibraryEdit } from '#shared/library-edit/library-edit.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { lessonWith } from '../library/lesson.ts'
import { newLibraryFile, openTestLibrary } from '../library/test-library.ts'

const edit: LibraryEdit = { kind: 'replace-words', find: 'yeast', replacement: 'leaven', matchCase: false, wholeWords: true }
const calm = { signal: new AbortController().signal, report: () => undefined }

const unexported = {
  exportTarget: () => Promise.reject(new Error('nothing here was exported')),
  markExported: () => Promise.reject(new Error('nothing here was exported')),
}

async function open(
  count: number,
): Promise<{ services: LibraryEditServices; library: LibraryClient; ids: readonly LessonId[]; folder: string }> {
  const library = openTestLibrary(await newLibraryFile())
  const lessons = Array.from({ length: count }, (_, index) =>
    lessonWith(`lesson-${index}`, `Lesson ${index}`, { captions: index === 1 ? ['Salt'] : ['Yeast lives', 'in yeast'] }),
  )
  for (const lesson of lessons) await library.create(lesson)
  const folder = await temporaryFolder()
  const services = { library, kept: createKeptChanges(folder), onSaved: () => Promise.resolve() }
  return { services, library, ids: lessons.map(({ id }) => id), folder }
}

const textsOf = async (library: LibraryClient, id: LessonId): Promise<readonly string[]> =>
  Object.values((await library.open(id)).document.captions).map(({ text }) => text)

test('a change says what it touches, touches that alone, and is taken back as one', async () => {
  const { services, library, ids } = await open(4)
  const touched = await previewChange([...ids, 'gone' as LessonId], edit, services)
  expect(touched.map(({ places }) => places)).toEqual([2, 0, 2, 2, 0])
  expect(touched[4]?.problem).toMatch(/not in the library/)
  const outcome = await changeLessons(ids, edit, services, calm)
  expect(outcome).toMatchObject({ changed: 3, left: [] })
  expect(await textsOf(library, ids[0] as LessonId)).toEqual(['leaven lives', 'in leaven'])
  expect(await library.open(ids[1] as LessonId)).toMatchObject({ revision: 1 })
  expect(await services.kept.list()).toMatchObject([{ changeId: outcome.changeId, edit, lessons: [{}, {}, {}] }])
  expect(await takeBack(outcome.changeId, services, calm)).toMatchObject({ changed: 3, left: [] })
  for (const id of [ids[0], ids[2], ids[3]]) expect(await textsOf(library, id as LessonId)).toEqual(['Yeast lives', 'in yeast'])
  expect((await services.kept.read(outcome.changeId)).lessons).toEqual([])
})

test('what was edited since stays, also where the change is one of several steps', async () => {
  const { services, library, ids } = await open(3)
  const outcome = await changeLessons(ids, edit, services, calm)
  const [id] = ids as [LessonId]
  const { document, revision, history } = await library.open(id)
  const session = new EditSession(document, { newId: () => 'x' })
  session.restoreHistory(new TextDecoder().decode(history ?? undefined), revision)
  session.run(setMetadata, { changes: { title: 'Mine' } })
  await library.save({
    document: session.getSnapshot().document,
    expectedRevision: revision,
    history: new TextEncoder().encode(session.serialiseHistory(revision + 1)),
  })
  const back = await takeBack(outcome.changeId, services, calm)
  expect(back.changed).toBe(1)
  expect(back.left).toMatchObject([{ title: 'Lesson 0', reason: expect.stringContaining('was edited since') as string }])
  expect(await textsOf(library, id)).toEqual(['leaven lives', 'in leaven'])
  // The user takes the edit back by hand; then the change can be, too.
  expect((await services.kept.read(outcome.changeId)).lessons).toHaveLength(1)
})

test('what was edited after the change was taken back by hand keeps that edit', async () => {
  const { services, library, ids } = await open(3)
  const { changeId } = await changeLessons(ids, edit, services, calm)
  const [id] = ids as [LessonId]
  const { document, revision, history } = await library.open(id)
  const session = new EditSession(document, { newId: () => 'x' })
  session.restoreHistory(new TextDecoder().decode(history ?? undefined), revision)
  session.undo()
  session.run(setMetadata, { changes: { title: 'Mine' } })
  await library.save({
    document: session.getSnapshot().document,
    expectedRevision: revision,
    history: new TextEncoder().encode(session.serialiseHistory(revision + 1)),
  })
  expect(await takeBack(changeId, services, calm)).toMatchObject({ changed: 1, left: [{ title: 'Lesson 0' }] })
  expect((await library.open(id)).document.metadata.title).toBe('Mine')
})

test('a change that is stopped half-way leaves every lesson as it was', async () => {
  const { services, library, ids } = await open(5)
  const controller = new AbortController()
  const report = (fraction: number): void => {
    if (fraction >= 0.6) controller.abort()
  }
  await expect(changeLessons(ids, edit, services, { signal: controller.signal, report })).rejects.toMatchObject({
    code: 'cancelled',
  })
  for (const id of ids.filter((_, index) => index !== 1)) expect(await textsOf(library, id)).toEqual(['Yeast lives', 'in yeast'])
})

test('one that somebody changes meanwhile is told of, and the others go on', async () => {
  const { services, library, ids } = await open(3)
  const racing: LibraryEditServices = {
    ...services,
    library: {
      ...unexported,
      open: (id) => library.open(id),
      async save(save) {
        if (save.document.id === ids[0])
          await library.save({ ...save, document: lessonWith('lesson-0', 'Theirs'), history: null })
        return library.save(save)
      },
    },
  }
  const outcome = await changeLessons(ids, edit, racing, calm)
  expect(outcome).toMatchObject({ changed: 1, left: [{ title: 'Lesson 0' }] })
  expect(await library.open(ids[0] as LessonId)).toMatchObject({ document: { metadata: { title: 'Theirs' } } })
  // What was never changed is not offered to be taken back.
  expect(await takeBack(outcome.changeId, services, calm)).toMatchObject({ changed: 1, left: [] })
  expect(await library.open(ids[0] as LessonId)).toMatchObject({ document: { metadata: { title: 'Theirs' } } })
})

test('half a line of a crash, and a file of another version, do no harm', async () => {
  const { services, library, ids, folder } = await open(3)
  const { changeId } = await changeLessons(ids, edit, services, calm)
  const [name] = await readdir(folder)
  await appendFile(path.join(folder, name ?? ''), '{"changed":{"id":"les')
  await appendFile(path.join(folder, 'other.jsonl'), '{"version":9}\n')
  expect(await services.kept.list()).toHaveLength(1)
  expect((await services.kept.read(changeId)).lessons).toHaveLength(2)
  // What is noted after the half line is not lost with it.
  expect(await takeBack(changeId, services, calm)).toMatchObject({ changed: 2, left: [] })
  expect((await services.kept.read(changeId)).lessons).toEqual([])
  expect(await textsOf(library, ids[0] as LessonId)).toEqual(['Yeast lives', 'in yeast'])
  await expect(services.kept.read('../../secret')).rejects.toMatchObject({ code: 'library-edit.unknown-change' })
})

test('a lesson that a crash left noted but unchanged is not told to be edited', async () => {
  const { services, library, ids } = await open(1)
  const dying: LibraryEditServices = {
    ...services,
    library: { ...unexported, open: (id) => library.open(id), save: () => Promise.reject(new Error('killed')) },
  }
  await expect(changeLessons(ids, edit, dying, calm)).rejects.toThrow('killed')
  const [{ changeId } = { changeId: '' }] = await services.kept.list()
  expect(await takeBack(changeId, services, calm)).toMatchObject({ left: [] })
  expect(await library.open(ids[0] as LessonId)).toMatchObject({ revision: 1 })
})

test('an edit and its opposite after the change are not mistaken for it', async () => {
  const { services, library, ids } = await open(1)
  const outcome = await changeLessons(ids, edit, services, calm)
  const [id] = ids as [LessonId]
  const { document, revision, history } = await library.open(id)
  const session = new EditSession(document, { newId: () => 'x' })
  session.restoreHistory(new TextDecoder().decode(history ?? undefined), revision)
  for (const title of ['Mine', document.metadata.title]) session.run(setMetadata, { changes: { title } })
  await library.save({
    document: session.getSnapshot().document,
    expectedRevision: revision,
    history: new TextEncoder().encode(session.serialiseHistory(revision + 1)),
  })
  const back = await takeBack(outcome.changeId, services, calm)
  expect(back.left).toMatchObject([{ reason: expect.stringContaining('was edited since') as string }])
  expect(await library.open(id)).toMatchObject({ revision: revision + 1, document: { metadata: { title: 'Lesson 0' } } })
})
