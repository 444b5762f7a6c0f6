import { text } from 'node:stream/consumers'
import { appError } from '#shared/messages/app-error.ts'
import { h5pStarts, type OpenPackage } from './open-package.ts'
import { readH5p } from './h5p-package.ts'

const mostTextBytes = 8e6
/** Libraries lie in folders of their own, `H5P.Text-1.1/…`; content of the one who lends is never looked at. */
const inLibrary = /^(?!content\/)[\w.-]{1,255}\//

/** What a package has of libraries, by the names of their entries. */
export const libraryFiles = (lender: OpenPackage): readonly string[] => lender.names().filter((name) => inLibrary.test(name))

const helps = (before: readonly string[], after: readonly string[]): boolean => before.some((name) => !after.includes(name))

/**
 * A package of H5P with the libraries of others beside it, as on a platform that has them: its own files come first, then those
 * of the first who has them. The others stay open. Throws `try.no-help` where the first brings nothing of what is missing, alone or beside the others.
 */
export async function lendLibraries(opened: OpenPackage, lenders: readonly OpenPackage[]): Promise<OpenPackage> {
  const holder = (name: string, among = lenders): OpenPackage =>
    (opened.sizeOf(name) === null && inLibrary.test(name) && among.find((lender) => lender.sizeOf(name) !== null)) || opened
  const findMissing = async (among: readonly OpenPackage[]): Promise<readonly string[] | null> => {
    const readText = async (name: string): Promise<string | null> => {
      const from = holder(name, among)
      const size = from.sizeOf(name)
      return size === null || size > mostTextBytes ? null : text(await from.read(name, 0, size))
    }
    return (await readH5p((await readText('h5p.json')) ?? '', readText))?.missing ?? null
  }
  const [first, ...others] = lenders
  if (!first) return opened
  const [alone, before, missing] = [await findMissing([first]), await findMissing(others), await findMissing(lenders)]
  if (first.kind !== 'h5p' || !alone || !before || !missing || (!helps(opened.missing, alone) && !helps(before, missing)))
    throw appError('try.no-help', {
      file: first.fileName,
      missing: before?.slice(0, 3).join(', ') || opened.missing.slice(0, 3).join(', '),
    })
  return {
    ...opened,
    missing,
    lentFrom: first.fileName,
    starts: h5pStarts(opened.title, missing),
    sizeOf: (name) => holder(name).sizeOf(name),
    read: (name, from, to) => holder(name).read(name, from, to),
  }
}
