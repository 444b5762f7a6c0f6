import { randomUUID } from 'node:crypto'
import { appendFile, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { libraryActionSchema, type LibraryAction } from '#shared/library-edit/library-edit.ts'
import { appError } from '#shared/messages/app-error.ts'
import { exportRecordSchema } from '#shared/package/export-record.ts'
import { lessonIdSchema, type LessonId } from '#shared/project/ids.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import { hashParts } from '../batch/fingerprint.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'

const changedLessonSchema = z
  .strictObject({
    id: lessonIdSchema,
    title: z.string(),
    /** Of the lesson before the change: one that is so was never changed, or is so again. */
    beforeSha256: z.string(),
    /** Of the lesson as the change leaves it: what is neither was edited since. */
    sha256: z.string(),
  })
  .readonly()
export type ChangedLesson = z.infer<typeof changedLessonSchema>

const exportedLessonSchema = z
  .strictObject({
    id: lessonIdSchema,
    title: z.string(),
    revision: z.int(),
    /** What the library knew of the export before: which revision it was, and what its package said of itself. */
    before: z.strictObject({ revision: z.int(), record: exportRecordSchema.nullable() }).readonly(),
    files: z
      .array(
        z
          .strictObject({
            file: z.string(),
            /** As the export left it: what is not so was written since. */
            sha256: z.string(),
            /** The name under which what it replaced is kept; null where nothing was there. */
            kept: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
export type ExportedLesson = z.infer<typeof exportedLessonSchema>

const lineSchema = z.union([
  z.strictObject({ madeAtMs: z.int(), edit: libraryActionSchema }),
  z.strictObject({ changed: changedLessonSchema }),
  z.strictObject({ exported: exportedLessonSchema }),
  z.strictObject({ takenBack: lessonIdSchema }),
])
type Line = z.infer<typeof lineSchema>

export type KeptChange = {
  readonly changeId: string
  readonly madeAtMs: number
  readonly edit: LibraryAction
  /** Those that it has not been taken back in. */
  readonly lessons: readonly ChangedLesson[]
  readonly exports: readonly ExportedLesson[]
}

/**
 * The last changes to many lessons, and their last exports, so that each can be taken back: a file each, which a crash leaves
 * readable, and a folder for the files that exports replaced.
 */
export type KeptChanges = {
  /** Newest first. */
  list(): Promise<readonly KeptChange[]>
  /** Throws `library-edit.unknown-change`. */
  read(changeId: string): Promise<KeptChange>
  begin(edit: LibraryAction, madeAtMs: number): Promise<string>
  /** Where the files that an export replaces are kept. */
  folderOf(changeId: string): string
  /** Before the lesson is saved, so that no change is forgotten. */
  noteChanged(changeId: string, lesson: ChangedLesson): Promise<void>
  /** After its files are there. */
  noteExported(changeId: string, lesson: ExportedLesson): Promise<void>
  noteTakenBack(changeId: string, lesson: { readonly id: LessonId }): Promise<void>
  /** A change that touched nothing. */
  forget(changeId: string): Promise<void>
}

const mostKept = 20
/** They hold whole packages. */
const mostExportsKept = 3
const ending = '.jsonl'

/** Throws `file.*` where the folder cannot be read or written. */
export function createKeptChanges(folder: string): KeptChanges {
  const fileOf = (changeId: string): string => path.join(folder, `${changeId}${ending}`)
  const folderOf = (changeId: string): string => path.join(folder, changeId)

  async function append(changeId: string, line: Line): Promise<void> {
    const file = fileOf(changeId)
    // Begun anew, lest half a line that a crash left spoils this one.
    await appendFile(file, `\n${toLine(line)}`, { flush: true }).catch((thrown: unknown) => {
      throw fileError(thrown, { file, action: 'write' })
    })
  }

  async function list(): Promise<readonly KeptChange[]> {
    const names = await readdir(folder).catch(() => [])
    const read = await Promise.all(
      names.filter((name) => name.endsWith(ending)).map((name) => readChange(folder, name.slice(0, -ending.length))),
    )
    return read.filter((change) => change !== null).toSorted((a, b) => b.madeAtMs - a.madeAtMs)
  }

  async function forget(changeId: string): Promise<void> {
    await rm(folderOf(changeId), { recursive: true, force: true })
    await rm(fileOf(changeId), { force: true })
  }

  return {
    list,
    folderOf,
    forget,
    async read(changeId) {
      const change = z.uuid().safeParse(changeId).success ? await readChange(folder, changeId) : null
      if (!change) throw appError('library-edit.unknown-change', {})
      return change
    },
    async begin(edit, madeAtMs) {
      const known = await list()
      const exports = known.filter((change) => change.edit.kind === 'export-again')
      const old = [...known.slice(mostKept - 1), ...(edit.kind === 'export-again' ? exports.slice(mostExportsKept - 1) : [])]
      for (const { changeId } of old) await forget(changeId)
      const changeId = randomUUID()
      await writeFileAtomically(fileOf(changeId), toLine({ madeAtMs, edit }))
      return changeId
    },
    noteChanged: (changeId, changed) => append(changeId, { changed }),
    noteExported: (changeId, exported) => append(changeId, { exported }),
    noteTakenBack: (changeId, { id }) => append(changeId, { takenBack: id }),
  }
}

const toLine = (line: Line): string => `${JSON.stringify(line)}\n`

/** Null where it is gone, or another version wrote it. */
async function readChange(folder: string, changeId: string): Promise<KeptChange | null> {
  const text = await readFile(path.join(folder, `${changeId}${ending}`), 'utf8').catch(() => null)
  if (text === null) return null
  const [head, ...lines] = text.split('\n').flatMap((line) => parseLine(line) ?? [])
  if (!head || !('edit' in head)) return null
  const lessons = new Map<string, ChangedLesson>()
  const exports = new Map<string, ExportedLesson>()
  for (const line of lines) {
    if ('changed' in line) lessons.set(line.changed.id, line.changed)
    if ('exported' in line) exports.set(line.exported.id, line.exported)
    if ('takenBack' in line) for (const each of [lessons, exports]) each.delete(line.takenBack)
  }
  return { changeId, ...head, lessons: [...lessons.values()], exports: [...exports.values()] }
}

/** Null for an empty line, and for one that a crash left half-written: its lesson was not saved yet. */
function parseLine(line: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** The same for a document in memory and for the same one out of the library, also where an undo put a part of it back in another place. */
export function hashDocument(document: LessonDocument): string {
  return hashParts('', documentSchema.parse(document), [])
}
