import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder and its parents. Unlike `mkdir` with `recursive`, which says ENOENT for it, a parent that may not be written to
 * gives its own error. Throws errors of the file system.
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    // EEXIST is fine where another process was faster, not where a file stands there.
    if (code !== 'EEXIST' || !statSync(folder).isDirectory()) throw thrown
  }
}
