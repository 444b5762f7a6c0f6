import { randomBytes } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { fileError } from './file-error.ts'
import { makeFolder } from './folder.ts'

/**
 * Fails before long work where its result could not be written: the folder (made if missing) takes no file, or its disk has less
 * than `neededBytes` free. Throws `file.*`.
 */
export async function checkFolderWritable(folder: string, neededBytes = 0): Promise<void> {
  const probe = path.join(path.resolve(folder), `.tidbit-partial-probe-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    makeFolder(path.dirname(probe))
    await writeFile(probe, 'x', { flag: 'wx' })
    const { bavail, bsize } = await statfs(path.dirname(probe))
    if (bavail * bsize < neededBytes) throw appError('file.disk-full', { folder: path.dirname(probe) })
  } catch (thrown) {
    throw fileError(thrown, { file: probe, action: 'write' })
  } finally {
    // Where it never came to be, because the folder is unwritable, there is nothing to remove.
    await rm(probe, { force: true }).catch(() => undefined)
  }
}
