import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { recordingIdSchema, voicePlaceSchema, type RecordingId } from '#shared/ipc/areas/recording.ts'
import { lessonIdSchema } from '#shared/project/ids.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'

const noteSchema = z
  .strictObject({
    lessonId: lessonIdSchema,
    /** Of the clip, in the folder of its lesson. */
    fileName: z.string().regex(/^[^/\\\0]+$/),
    startedAtMs: z.int().nonnegative(),
    /** Null for one that nobody threw away. */
    discardedAtMs: z.int().nonnegative().nullable(),
    /** Null for anything but a voice-over. */
    voicePlace: voicePlaceSchema.nullable().default(null),
  })
  .readonly()

/** Lies beside the recordings from before the first byte until the clip is in its lesson: what it names was interrupted. */
export type RecordingNote = z.infer<typeof noteSchema>

const ending = '.json'

export const noteFile = (folder: string, id: RecordingId): string => path.join(folder, `${id}${ending}`)

export async function writeNote(folder: string, id: RecordingId, note: RecordingNote): Promise<void> {
  await writeFileAtomically(noteFile(folder, id), JSON.stringify(note))
}

/** Null where there is none, or none that can be understood. */
export async function readNote(folder: string, id: RecordingId): Promise<RecordingNote | null> {
  const content = await readFile(noteFile(folder, id), 'utf8').catch(() => null)
  if (content === null) return null
  try {
    return noteSchema.parse(JSON.parse(content))
  } catch {
    return null
  }
}

export async function listNotes(folder: string): Promise<readonly (readonly [RecordingId, RecordingNote])[]> {
  const names = await readdir(folder).catch(() => [])
  const ids = names.flatMap((name) => {
    const id = recordingIdSchema.safeParse(name.slice(0, -ending.length))
    return name.endsWith(ending) && id.success ? [id.data] : []
  })
  const notes = await Promise.all(ids.map(async (id) => [id, await readNote(folder, id)] as const))
  return notes.flatMap(([id, note]) => (note === null ? [] : [[id, note] as const]))
}
