import { randomUUID } from 'node:crypto'
import { EditSession } from '#shared/edit/edit-session.ts'
import { countPlaces, lessonCommand } from '#shared/library-edit/edit-lesson.ts'
import type { LibraryEdit } from '#shared/library-edit/library-edit.ts'
import { AppError, appError, describeError } from '#shared/messages/app-error.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { dropFormerFiles } from './former-files.ts'
import { hashDocument, type ChangedLesson, type KeptChanges } from './kept-changes.ts'
import { takeExportBack } from './take-back-export.ts'

export type LibraryEditServices = {
  readonly library: Pick<LibraryClient, 'open' | 'save' | 'exportTarget' | 'markExported'>
  readonly kept: KeptChanges
  /** Hears each lesson as it is stored now. */
  readonly onSaved: (document: LessonDocument) => Promise<void>
}

type Context = { readonly signal: AbortSignal; readonly report: (fraction: number) => void }

/** A lesson that is as it was, and why. */
export type LeftLesson = { readonly title: string; readonly reason: string }

/** `changed`: how many lessons are other ones now. */
export type LibraryEditOutcome = { readonly changeId: string; readonly changed: number; readonly left: readonly LeftLesson[] }

/** How many places of each lesson a change would touch; a lesson that cannot be read says why. */
export async function previewChange(
  ids: readonly LessonId[],
  edit: LibraryEdit,
  { library }: { readonly library: Pick<LibraryClient, 'open'> },
): Promise<readonly { readonly id: LessonId; readonly places: number; readonly problem: string | null }[]> {
  const touched = []
  for (const id of ids) {
    try {
      const { document } = await library.open(id)
      const session = openSession(document)
      const places = countPlaces(document, edit)
      const tried = places === 0 ? null : session.run(lessonCommand(edit), null)
      touched.push({ id, places, problem: tried === null || tried.ok ? null : describeError(tried.error) })
    } catch (thrown) {
      touched.push({ id, places: 0, problem: sentenceOf(thrown) })
    }
  }
  return touched
}

/**
 * Makes one change to many lessons, one undo step in each, and keeps which those were. A lesson that refuses stays as it is and is told of.
 * Where it is cancelled, or the change cannot be kept, all lessons are as before. Throws `file.*`, `cancelled`.
 */
export async function changeLessons(
  ids: readonly LessonId[],
  edit: LibraryEdit,
  services: LibraryEditServices,
  { signal, report }: Context,
): Promise<LibraryEditOutcome> {
  const { kept } = services
  const changeId = await kept.begin(edit, Date.now())
  const left: LeftLesson[] = []
  let changed = 0
  try {
    for (const [index, id] of ids.entries()) {
      if (signal.aborted) throw appError('cancelled', {})
      const done = await changeLesson(id, edit, changeId, services)
      if (done === 'changed') changed += 1
      else if (done !== 'untouched') left.push(done)
      report((index + 1) / ids.length)
    }
  } catch (thrown) {
    const unstoppable = new AbortController().signal
    // Where even that fails, the change stays in the list, to be taken back from there.
    await takeBack(changeId, services, { signal: unstoppable, report: () => undefined }).catch(() => undefined)
    throw thrown
  }
  if (changed === 0) await kept.forget(changeId)
  return { changeId, changed, left }
}

async function changeLesson(
  id: LessonId,
  edit: LibraryEdit,
  changeId: string,
  { library, kept, onSaved }: LibraryEditServices,
): Promise<'changed' | 'untouched' | LeftLesson> {
  let title = ''
  try {
    const { document, revision, history } = await library.open(id)
    title = document.metadata.title
    if (countPlaces(document, edit) === 0) return 'untouched'
    const session = openSession(document, history, revision)
    const result = session.run(lessonCommand(edit), null)
    if (!result.ok) return { title, reason: describeError(result.error) }
    const after = session.getSnapshot().document
    const noted = { id, title, beforeSha256: hashDocument(document), sha256: hashDocument(after) }
    await kept.noteChanged(changeId, noted)
    try {
      await library.save({ document: after, expectedRevision: revision, history: historyOf(session, revision + 1) })
    } catch (thrown) {
      if (isOfOneLesson(thrown)) await kept.noteTakenBack(changeId, noted)
      throw thrown
    }
    await onSaved(after)
    return 'changed'
  } catch (thrown) {
    if (isOfOneLesson(thrown)) return { title, reason: sentenceOf(thrown) }
    throw thrown
  }
}

/**
 * Takes a change back in every lesson that nobody has edited since, or puts the files in their places again that an export
 * replaced; the others stay as they are and are told of. Throws `library-edit.unknown-change`, `file.*`, `cancelled`.
 */
export async function takeBack(
  changeId: string,
  services: LibraryEditServices,
  { signal, report }: Context,
): Promise<LibraryEditOutcome> {
  const { kept, library } = services
  const { lessons, exports } = await kept.read(changeId)
  const folder = kept.folderOf(changeId)
  const left: LeftLesson[] = []
  const all = [...lessons, ...exports]
  for (const [index, lesson] of all.entries()) {
    if (signal.aborted) throw appError('cancelled', {})
    const isExport = 'files' in lesson
    const reason = isExport ? await takeExportBack(lesson, folder, library) : await takeBackLesson(lesson, services)
    if (reason === null) await kept.noteTakenBack(changeId, lesson)
    else left.push({ title: lesson.title, reason })
    if (isExport && reason === null) await dropFormerFiles(lesson.files, folder)
    report((index + 1) / all.length)
  }
  return { changeId, changed: all.length - left.length, left }
}

/** Null where it is as it was before the change. */
async function takeBackLesson(
  { id, title, beforeSha256, sha256 }: ChangedLesson,
  { library, onSaved }: LibraryEditServices,
): Promise<string | null> {
  try {
    const { document, revision, history } = await library.open(id)
    const editedSince = (): string => appError('library-edit.edited-since', { title }).message
    const found = hashDocument(document)
    // A crash came before it was saved, or somebody has taken it back by hand.
    if (found === beforeSha256) return null
    if (found !== sha256) return editedSince()
    const session = openSession(document, history, revision)
    if (!session.undo()) return appError('library-edit.no-way-back', { title }).message
    const before = session.getSnapshot().document
    // An edit and its opposite came after the change: their step is not the one to take back.
    if (hashDocument(before) !== beforeSha256) return editedSince()
    await library.save({ document: before, expectedRevision: revision, history: historyOf(session, revision + 1) })
    await onSaved(before)
    return null
  } catch (thrown) {
    if (isOfOneLesson(thrown)) return sentenceOf(thrown)
    throw thrown
  }
}

function openSession(document: LessonDocument, history: Uint8Array | null = null, revision = 0): EditSession {
  const session = new EditSession(document, { newId: () => randomUUID() })
  if (history) session.restoreHistory(new TextDecoder().decode(history), revision)
  return session
}

const historyOf = (session: EditSession, revision: number): Uint8Array =>
  new TextEncoder().encode(session.serialiseHistory(revision))

const lessonErrors = new Set([
  'library.conflict',
  'library.unknown-project',
  'library.deleted-project',
  'library.newer-document',
  'library.invalid-document',
])

/** What one lesson has and others have not: the change goes on with those. */
function isOfOneLesson(thrown: unknown): boolean {
  return thrown instanceof AppError && lessonErrors.has(thrown.code)
}

function sentenceOf(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.message
  throw thrown
}
