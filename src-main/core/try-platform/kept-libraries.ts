import { stat } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { replaceFile } from '../files/atomic-file.ts'
import { openZipWriter } from '../packaging/zip-writer.ts'
import { libraryFiles } from './lend-libraries.ts'
import { openPackage, type OpenPackage } from './open-package.ts'

/** The libraries of H5P that were lent last, so that nobody is asked for them at every try. */
export type KeptLibraries = {
  /** Null where none are kept, or they cannot be read. */
  open(): Promise<OpenPackage | null>
  /** Keeps those of the packages, each from the first who has it; more than H5P's hub has is not kept. */
  keep(lenders: readonly OpenPackage[]): Promise<void>
}

const mostBytes = 200e6
const keptName = 'libraries.h5p'

/** `folder` need not exist yet. */
export function createKeptLibraries(folder: string): KeptLibraries {
  const file = path.join(folder, keptName)
  return {
    open: async () => {
      const isThere = await stat(file).catch(() => null)
      const opened = isThere && (await openPackage(file, new AbortController().signal).catch(() => null))
      // Its title is the name of the file that they came from.
      return opened && { ...opened, fileName: opened.title }
    },
    keep: async (lenders) => {
      const holders = new Map<string, OpenPackage>()
      for (const lender of lenders) for (const name of libraryFiles(lender)) if (!holders.has(name)) holders.set(name, lender)
      const sizes = [...holders].map(([name, lender]) => lender.sizeOf(name) ?? 0)
      if (sizes.reduce((sum, size) => sum + size, 0) > mostBytes) return
      await replaceFile(file, async (temporaryFile) => {
        const zip = openZipWriter(temporaryFile)
        try {
          await zip.add('h5p.json', Buffer.from(JSON.stringify({ title: lenders[0]?.fileName ?? '' })))
          for (const [name, lender] of holders) {
            const size = lender.sizeOf(name) ?? 0
            await zip.add(name, size === 0 ? Buffer.alloc(0) : await buffer(await lender.read(name, 0, size)))
          }
          await zip.end()
        } catch (thrown) {
          await zip.abandon()
          throw thrown
        }
      })
    },
  }
}
