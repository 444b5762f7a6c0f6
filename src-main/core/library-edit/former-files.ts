import { constants, copyFile, link, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import { replaceFile } from '../files/atomic-file.ts'

/** A file that is about to be replaced, and the name of its copy in the folder; null where nothing is there yet. */
export type FormerFile = { readonly file: string; readonly kept: string | null }

/**
 * Keeps what will be replaced, under names that begin with `prefix`. What is replaced by a new file of its name costs no room on
 * the same disk: it only gets a second name. Throws `file.*`.
 */
export async function keepFormerFiles(files: readonly string[], folder: string, prefix: string): Promise<readonly FormerFile[]> {
  const former: FormerFile[] = []
  for (const [index, file] of files.entries()) {
    const kept = `${prefix}-${index}${path.extname(file)}`
    former.push({ file, kept: (await keepFile(file, path.join(folder, kept))) ? kept : null })
  }
  return former
}

async function keepFile(file: string, copy: string): Promise<boolean> {
  try {
    const source = await realpath(file)
    makeFolder(path.dirname(copy))
    await rm(copy, { force: true })
    await nameAgain(source, copy)
    return true
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return false
    throw fileError(thrown, { file: copy, action: 'write' })
  }
}

/** Another disk, and some file systems, know no second names: there it is a copy. */
async function nameAgain(source: string, name: string): Promise<void> {
  await link(source, name).catch(() => copyFile(source, name, constants.COPYFILE_FICLONE))
}

/**
 * Puts what was kept in its place again, without needing room on the same disk; takes away what came where nothing was. Throws
 * `file.*`.
 */
export async function putBack({ file, kept }: FormerFile, folder: string): Promise<void> {
  if (kept === null) return rm(file, { force: true }).catch(tell(file))
  await replaceFile(file, (temporaryFile) => nameAgain(path.join(folder, kept), temporaryFile))
}

/** After work that failed: what it replaced already is as it was. */
export async function restoreFormerFiles(former: readonly FormerFile[], folder: string): Promise<void> {
  for (const each of former) {
    const before = each.kept === null ? null : await identifyContent(path.join(folder, each.kept))
    if ((await identifyContent(each.file)) !== before) await putBack(each, folder)
  }
  await dropFormerFiles(former, folder)
}

/** Removes copies that are of no use any more. */
export async function dropFormerFiles(former: readonly FormerFile[], folder: string): Promise<void> {
  for (const { kept } of former) if (kept !== null) await rm(path.join(folder, kept), { force: true })
}

/** The content of a file, or null where there is none. Throws `file.*`. */
export async function identifyContent(file: string): Promise<string | null> {
  try {
    return (await hashFile(file)).sha256
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'file.not-found') return null
    throw thrown
  }
}

const tell =
  (file: string) =>
  (thrown: unknown): never => {
    throw fileError(thrown, { file, action: 'write' })
  }
