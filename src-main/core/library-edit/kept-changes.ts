import { randomUUID } from 'node:crypto'
import { appendFile, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { libraryEditSchema, type LibraryEdit } from '#shared/library-edit/library-edit.ts'
import { appError } from '#shared/messages/app-error.ts'
import { lessonIdSchema } from '#shared/project/ids.ts'
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

const lineSchema = z.union([
  z.strictObject({ madeAtMs: z.int(), edit: libraryEditSchema }),
  z.strictObject({ changed: changedLessonSchema }),
  z.strictObject({ takenBack: lessonIdSchema }),
])
type Line = z.infer<typeof lineSchema>

export type KeptChange = {
  readonly changeId: string
  readonly madeAtMs: number
  readonly edit: LibraryEdit
  /** Those that it has not been taken back in. */
  readonly lessons: readonly ChangedLesson[]
}

/** The last changes to many lessons, so that each can be taken back: a file each, which a crash leaves readable. */
export type KeptChanges = {
  /** Newest first. */
  list(): Promise<readonly KeptChange[]>
  /** Throws `library-edit.unknown-change`. */
  read(changeId: string): Promise<KeptChange>
  begin(edit: LibraryEdit, madeAtMs: number): Promise<string>
  /** Before the lesson is saved, so that no change is forgotten. */
  noteChanged(changeId: string, lesson: ChangedLesson): Promise<void>
  noteTakenBack(changeId: string, lesson: ChangedLesson): Promise<void>
  /** A change that touched nothing. */
  forget(changeId: string): Promise<void>
}

const mostKept = 20
const ending = '.jsonl'

/** Throws `file.*` where the folder cannot be read or written. */
export function createKeptChanges(folder: string): KeptChanges {
  const fileOf = (changeId: string): string => path.join(folder, `${changeId}${ending}`)

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

  return {
    list,
    async read(changeId) {
      const change = z.uuid().safeParse(changeId).success ? await readChange(folder, changeId) : null
      if (!change) throw appError('library-edit.unknown-change', {})
      return change
    },
    async begin(edit, madeAtMs) {
      for (const { changeId } of (await list()).slice(mostKept - 1)) await rm(fileOf(changeId), { force: true })
      const changeId = randomUUID()
      await writeFileAtomically(fileOf(changeId), toLine({ madeAtMs, edit }))
      return changeId
    },
    noteChanged: (changeId, changed) => append(changeId, { changed }),
    noteTakenBack: (changeId, { id }) => append(changeId, { takenBack: id }),
    forget: (changeId) => rm(fileOf(changeId), { force: true }),
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
  for (const line of lines) {
    if ('changed' in line) lessons.set(line.changed.id, line.changed)
    if ('takenBack' in line) lessons.delete(line.takenBack)
  }
  return { changeId, ...head, lessons: [...lessons.values()] }
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
