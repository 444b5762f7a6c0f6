import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { freeFileName } from '#main/core/files/file-name.ts'

/** The chosen path with its extension; Linux dialogs do not add it, nor ask about a file that gets in the way thereby. */
export function completePath(chosen: string, extension: string): string {
  if (extname(chosen).toLowerCase() === `.${extension}`) return chosen
  const folder = dirname(chosen)
  return join(
    folder,
    freeFileName(`${basename(chosen)}.${extension}`, (name) => existsSync(join(folder, name))),
  )
}
