import path from 'node:path'
import { openPromise } from 'yauzl'
import { appError } from '#shared/messages/app-error.ts'

const mostManifestBytes = 2_000_000
const mostEntries = 20_000
const identifiers: Readonly<Record<string, RegExp>> = {
  'imsmanifest.xml': /<(?:\w+:)?manifest\b[^>]*?\sidentifier\s*=\s*["']([^"']+)["']/,
  'cmi5.xml': /<(?:\w+:)?course\b[^>]*?\sid\s*=\s*["']([^"']+)["']/,
}

/**
 * What a SCORM or cmi5 package calls itself, which is the same for every export of a lesson: letters, digits, "-", "_" and ".". Throws
 * `publish.wrong-file` for what is no such package.
 */
export async function readPackageId(file: string): Promise<string> {
  const wrong = (cause?: unknown) =>
    appError('publish.wrong-file', { file: path.basename(file), wanted: 'SCORM or cmi5' }, { cause })
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(
    (thrown: unknown) => {
      throw wrong(thrown)
    },
  )
  try {
    if (zip.entryCount > mostEntries) throw new Error(`${zip.entryCount} entries`)
    for await (const entry of zip.eachEntry()) {
      const pattern = Object.hasOwn(identifiers, entry.fileName) ? identifiers[entry.fileName] : undefined
      if (!pattern || entry.uncompressedSize > mostManifestBytes) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      const [, id = ''] = pattern.exec(Buffer.concat(chunks).toString('utf8')) ?? []
      const plain = id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 200)
      if (plain !== '') return plain
    }
  } catch (thrown) {
    throw wrong(thrown)
  } finally {
    zip.close()
  }
  throw wrong()
}
