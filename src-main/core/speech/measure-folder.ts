import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Bytes of all the files in a folder and below. */
export async function measureFolder(folder: string): Promise<number> {
  let total = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) total += (await lstat(path.join(entry.parentPath, entry.name))).size
  return total
}
