import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readSheet } from '#main/core/sheet/read-sheet.ts'
import type { Sheet } from '#shared/recipe/sheet.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

/** Reads the sheets of a file with this content. Its name says nothing of what is in it. */
export async function readBytes(content: string | Uint8Array): Promise<readonly [Sheet, ...Sheet[]]> {
  const file = path.join(await temporaryFolder(), 'rows')
  await writeFile(file, content)
  return readSheet(file, new AbortController().signal)
}
