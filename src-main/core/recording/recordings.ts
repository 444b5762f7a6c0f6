import { randomUUID } from 'node:crypto'
import { open, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { RecordingId, RecordingSource, VoicePlace } from '#shared/ipc/areas/recording.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import { listNotes, noteFile, readNote, writeNote, type RecordingNote } from './recording-note.ts'

/** Long enough to change one's mind about a take that was thrown away. */
const discardedDaysKept = 7
const dayMs = 24 * 60 * 60 * 1000

type Kind = { readonly source: RecordingSource; readonly extension: string }

type Take = {
  readonly holderId: number
  readonly file: string
  readonly handle: FileHandle
  nextIndex: number
  /** The last piece on its way to disk. */
  written: Promise<void>
}

export type FoundRecording = Omit<RecordingNote, 'discardedAtMs'> & {
  readonly id: RecordingId
  /** Its path. */
  readonly file: string
  readonly byteLength: number
}

/**
 * What cameras and microphones record, on disk piece by piece, and what phones send: a crash leaves the file with all that was
 * appended, and a note that says that its clip is in no lesson yet. Methods throw `file.*` and `recording.*`; a holder is the window that records.
 */
export type Recordings = {
  start(lessonId: LessonId, kind: Kind, holderId: number): Promise<RecordingId>
  /** Resolves when the piece is on disk. */
  append(id: RecordingId, index: number, bytes: Uint8Array, holderId: number): Promise<void>
  /** Notes where a voice belongs in its lesson. */
  place(id: RecordingId, voicePlace: VoicePlace): Promise<void>
  /** Notes a clip that came from a phone and lies in the folder of its lesson, among its recordings. */
  noteReceived(lessonId: LessonId, fileName: string): Promise<RecordingId>
  /** Ends the file where it is still being written; its path. */
  finish(id: RecordingId): Promise<string>
  settle(id: RecordingId): Promise<void>
  discard(id: RecordingId): Promise<void>
  restore(id: RecordingId): Promise<void>
  /** Whose clips came into no lesson, and that nobody records any more; the newest first. */
  findInterrupted(): Promise<readonly FoundRecording[]>
  /** Ends what a window that is gone was recording. */
  abandon(holderId: number): Promise<void>
  /** Deletes what was thrown away days ago, and notes of files that hold nothing. */
  clean(): Promise<void>
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const sourceNames: Readonly<Record<RecordingSource, string>> = { camera: 'Camera', screen: 'Screen', voice: 'Voice' }

/** "Camera 2026-11-22 14.05.09": names of files on every system, in the order of time. */
function nameAt(moment: Date, source: RecordingSource): string {
  const day = [moment.getFullYear(), twoDigits(moment.getMonth() + 1), twoDigits(moment.getDate())].join('-')
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(twoDigits).join('.')
  return `${sourceNames[source]} ${day} ${time}`
}

async function openNew(lessonFolder: string, base: string, extension: string): Promise<readonly [string, FileHandle]> {
  for (let turn = 1; ; turn += 1) {
    const fileName = `${base}${turn === 1 ? '' : ` (${turn})`}.${extension}`
    try {
      return [fileName, await open(path.join(lessonFolder, fileName), 'wx')]
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown
    }
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

type Options = { readonly folder: string; readonly now?: () => number }

export function createRecordings({ folder, now = Date.now }: Options): Recordings {
  const takes = new Map<RecordingId, Take>()

  const clipFile = ({ lessonId, fileName }: RecordingNote): string => path.join(folder, lessonId, fileName)

  async function requireNote(id: RecordingId): Promise<RecordingNote> {
    const note = await readNote(folder, id)
    if (note === null) throw appError('recording.unknown', {})
    return note
  }

  async function endTake(id: RecordingId): Promise<void> {
    const take = takes.get(id)
    if (!take) return
    takes.delete(id)
    // A piece that could not be written was told of where it was appended.
    await take.written.catch(() => undefined)
    await take.handle.close()
  }

  return {
    async start(lessonId, { source, extension }, holderId) {
      const id = randomUUID() as RecordingId
      const lessonFolder = path.join(folder, lessonId)
      const startedAtMs = now()
      try {
        makeFolder(lessonFolder)
        const [fileName, handle] = await openNew(lessonFolder, nameAt(new Date(startedAtMs), source), extension)
        const file = path.join(lessonFolder, fileName)
        takes.set(id, { holderId, file, handle, nextIndex: 0, written: Promise.resolve() })
        try {
          await writeNote(folder, id, { lessonId, fileName, startedAtMs, discardedAtMs: null, voicePlace: null })
        } catch (thrown) {
          await endTake(id)
          await rm(file, { force: true })
          throw thrown
        }
        return id
      } catch (thrown) {
        throw fileError(thrown, { file: path.join(lessonFolder, `recording.${extension}`), action: 'write' })
      }
    },
    async append(id, index, bytes, holderId) {
      const take = takes.get(id)
      if (take?.holderId !== holderId) throw appError('recording.unknown', {})
      if (index !== take.nextIndex) throw appError('recording.out-of-order', { expected: take.nextIndex, got: index })
      take.nextIndex += 1
      // After one that failed, nothing more: a file with a hole in the middle would be worse than one that ends.
      take.written = take.written.then(async () => {
        try {
          await take.handle.appendFile(bytes)
          await take.handle.sync()
        } catch (thrown) {
          throw fileError(thrown, { file: take.file, action: 'write' })
        }
      })
      await take.written
    },
    async place(id, voicePlace) {
      await writeNote(folder, id, { ...(await requireNote(id)), voicePlace })
    },
    async noteReceived(lessonId, fileName) {
      const id = randomUUID() as RecordingId
      await writeNote(folder, id, { lessonId, fileName, startedAtMs: now(), discardedAtMs: null, voicePlace: null })
      return id
    },
    async finish(id) {
      const note = await requireNote(id)
      await endTake(id)
      return clipFile(note)
    },
    async settle(id) {
      await endTake(id)
      await rm(noteFile(folder, id), { force: true })
    },
    async discard(id) {
      const note = await requireNote(id)
      await endTake(id)
      await writeNote(folder, id, { ...note, discardedAtMs: now() })
    },
    async restore(id) {
      await writeNote(folder, id, { ...(await requireNote(id)), discardedAtMs: null })
    },
    async findInterrupted() {
      const found: FoundRecording[] = []
      for (const [id, { discardedAtMs, ...note }] of await listNotes(folder)) {
        if (discardedAtMs !== null || takes.has(id)) continue
        const file = clipFile({ ...note, discardedAtMs })
        const byteLength = await sizeOf(file)
        if (byteLength > 0) found.push({ ...note, id, file, byteLength })
      }
      return found.toSorted((one, other) => other.startedAtMs - one.startedAtMs)
    },
    async abandon(holderId) {
      for (const [id, take] of [...takes]) if (take.holderId === holderId) await endTake(id)
    },
    async clean() {
      for (const [id, note] of await listNotes(folder)) {
        if (takes.has(id)) continue
        const file = clipFile(note)
        const isOld = note.discardedAtMs !== null && now() - note.discardedAtMs > discardedDaysKept * dayMs
        if (!isOld && (await sizeOf(file)) > 0) continue
        await rm(file, { force: true })
        await rm(noteFile(folder, id), { force: true })
      }
    },
  }
}
