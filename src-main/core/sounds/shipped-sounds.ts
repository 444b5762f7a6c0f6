import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { shippedSounds } from '#shared/sound/sounds.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { makeFolder } from '../files/folder.ts'

const { resolve } = createRequire(import.meta.url)

/** The file of a sound of `src-shared/sound`. Throws where there is none. */
export function shippedSoundPath(id: string): string {
  return resolve(`#resources/sounds/${id}.ogg`)
}

/** On every system, and without a dot that would end it. */
const fileNameOf = (title: string): string => `${title.replaceAll(/[^\p{L}\p{N} ,'()-]/gu, '').trim()}.ogg`

/**
 * The copy of a shipped sound that lessons refer to, made where it is not there: the program's own files lie elsewhere after an update.
 * Throws `file.not-found`, `file.*`.
 */
export async function keepShippedSound(id: string, folder: string): Promise<string> {
  const sound = shippedSounds.find((known) => known.id === id)
  if (!sound) throw appError('file.not-found', { file: `${id}.ogg` })
  // Another version of the same piece must not take the place of one that lessons use.
  const copyFolder = path.join(folder, sound.sha256.slice(0, 8))
  const copy = path.join(copyFolder, fileNameOf(sound.title))
  const found = await stat(copy).catch(() => null)
  if (found?.size === sound.byteLength) return copy
  makeFolder(copyFolder)
  await writeFileAtomically(copy, await readFile(shippedSoundPath(id)))
  return copy
}
