import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { LessonId } from '#shared/project/ids.ts'
import { phoneText } from '#shared/messages/ui/phone.ts'
import { fileError } from '../files/file-error.ts'
import { safeFileName } from '../files/file-name.ts'
import { makeFolder } from '../files/folder.ts'
import type { MediaKind } from '../media/identify-messages.ts'

/** Endings that other programs know what to do with; anything else gets that of its kind. */
const knownEndings: Readonly<Record<MediaKind, readonly string[]>> = {
  video: ['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', '3gp', 'mts'],
  audio: ['m4a', 'mp3', 'wav', 'ogg', 'opus', 'flac', 'aac', 'amr', 'webm', 'mp4'],
  image: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'tif', 'tiff'],
}

/** A name for a file that a phone calls `given`: a name only, for any system, with the ending of what is in it. */
export function nameReceived(given: string, kind: MediaKind): string {
  // Browsers on phones send a name; whoever sends a path means its last part at most.
  const lastPart = given.split(/[/\\]/).at(-1) ?? ''
  const dot = lastPart.lastIndexOf('.')
  const ending = dot < 0 ? '' : lastPart.slice(dot + 1).toLowerCase()
  const endings = knownEndings[kind]
  const base = dot > 0 ? lastPart.slice(0, dot) : dot < 0 ? lastPart : ''
  return safeFileName(base, endings.includes(ending) ? ending : (endings[0] ?? 'mp4'), phoneText.unnamed)
}

type Kept<Note> = { readonly file: string; readonly note: Note }

/**
 * Gives a received file its place among those of its lesson, beside any of the same name. What `takeNote` notes of its name is on
 * disk before the file is there, so that no crash leaves a file that nobody knows of. Throws `file.*`.
 */
export async function keepReceived<Note>(
  receivedFile: string,
  folder: string,
  lessonId: LessonId,
  fileName: string,
  takeNote: (keptName: string) => Promise<Note>,
): Promise<Kept<Note>> {
  const lessonFolder = path.join(folder, lessonId)
  const { name, ext } = path.parse(fileName)
  try {
    makeFolder(lessonFolder)
    for (let turn = 1; ; turn += 1) {
      const file = path.join(lessonFolder, `${name}${turn === 1 ? '' : ` (${turn})`}${ext}`)
      if (!(await claim(file))) continue
      try {
        await sync(receivedFile)
        const note = await takeNote(path.basename(file))
        await rename(receivedFile, file)
        return { file, note }
      } catch (thrown) {
        // A note of a file that holds nothing goes at the next start.
        await rm(file, { force: true })
        throw thrown
      }
    }
  } catch (thrown) {
    throw fileError(thrown, { file: path.join(lessonFolder, fileName), action: 'write' })
  }
}

/** False where there is one already. */
async function claim(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx')
    await handle.close()
    return true
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false
    throw thrown
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
