import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { requireFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { checkContent, type FileStore, type StoredFile } from './file-store.ts'

/** A folder that all computers reach, each by a path of its own. Throws `file.*`. */
export async function openFolderStore(folder: string): Promise<FileStore> {
  try {
    if (!(await stat(folder)).isDirectory()) throw appError('file.not-a-folder', { folder })
  } catch (thrown) {
    throw fileError(thrown, { file: folder, action: 'read' })
  }
  const label = `“${folder}”`
  const placeOf = ({ sha256 }: StoredFile): string => path.join(folder, 'tidbit-files', sha256.slice(0, 2), sha256)

  return {
    label,
    async put(file, stored, signal) {
      const place = placeOf(stored)
      const there = await stat(place).catch(() => null)
      if (there?.isFile() === true && there.size === stored.byteLength) return
      await requireFile(file)
      const content = checkContent(createReadStream(file), stored, () => appError('batch.input-changed', { file }))
      await writeFileAtomically(place, content, { signal })
    },
    async fetch(stored, target, signal) {
      const place = placeOf(stored)
      await requireFile(place).catch((thrown: unknown) => {
        throw appError('workers.file-missing', { file: target, store: label }, { cause: thrown })
      })
      const spoiled = (): Error => appError('workers.file-spoiled', { file: target, store: label })
      await writeFileAtomically(target, checkContent(createReadStream(place), stored, spoiled), { signal })
    },
  }
}
