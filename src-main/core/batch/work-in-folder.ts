import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import { checkFolderWritable } from '../files/output-folder.ts'
import { batchPlaces } from './batch-places.ts'
import { claimFolder } from './folder-claim.ts'
import { openJournal, type Journal } from './journal.ts'

export type FolderRoom = { readonly journal: Journal; readonly places: ReturnType<typeof batchPlaces> }

/**
 * Lets `work` make results in a folder into which nobody else may work meanwhile, with the journal of what is made there. Throws
 * `batch.folder-in-use`, and `file.*` where the folder or the journal cannot be written.
 */
export async function workInFolder<T>(outFolder: string, work: (room: FolderRoom) => Promise<T>): Promise<T> {
  const places = batchPlaces(outFolder)
  await checkFolderWritable(outFolder)
  const claim = await claimFolder(outFolder)
  try {
    const journal = await openJournal(places.journal)
    try {
      makeCache(places.cache)
      return await work({ journal, places })
    } finally {
      await journal.close()
      await dropCopies(places.cache)
    }
  } finally {
    await claim.release()
  }
}

function makeCache(folder: string): void {
  try {
    makeFolder(folder)
  } catch (thrown) {
    throw fileError(thrown, { file: path.join(folder, 'x'), action: 'write' })
  }
}

/** Mended copies are as large as their clips and quickly made; what was heard stays. */
async function dropCopies(cacheFolder: string): Promise<void> {
  // No pattern: the Node of older Electrons knows none.
  const names = await readdir(cacheFolder, { recursive: true }).catch(() => [])
  for (const copy of names.filter((name) => path.basename(name) === 'repaired.mov'))
    await rm(path.join(cacheFolder, copy), { force: true }).catch(() => undefined)
}
