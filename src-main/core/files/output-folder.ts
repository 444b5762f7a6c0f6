import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { temporaryName } from './atomic-file.ts'
import { fileError } from './file-error.ts'
import { makeFolder } from './folder.ts'

/** Fails before long work where its result could not be written: the folder (made if missing) takes no file. Throws `file.*`. */
export async function checkFolderWritable(folder: string): Promise<void> {
  const probe = path.join(path.resolve(folder), temporaryName('probe'))
  try {
    makeFolder(path.dirname(probe))
    await writeFile(probe, 'x', { flag: 'wx' })
  } catch (thrown) {
    throw fileError(thrown, { file: probe, action: 'write' })
  } finally {
    // Where it never came to be, because the folder is unwritable, there is nothing to remove.
    await rm(probe, { force: true }).catch(() => undefined)
  }
}
