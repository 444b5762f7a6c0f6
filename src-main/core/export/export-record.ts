import { createHash } from 'node:crypto'
import { lstat, readFile, stat } from 'node:fs/promises'
import { openPromise } from 'yauzl'
import { exportRecordFile, exportRecordSchema, recordExport, type ExportRecord } from '#shared/package/export-record.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'

const mostRecordBytes = 1_000_000

/** What a package of ours says of itself, or what was kept beside it; null for anything else, and where there is neither. */
export async function readExportRecord(packageFile: string): Promise<ExportRecord | null> {
  return (await readInside(packageFile)) ?? (await readBeside(packageFile))
}

/**
 * Keeps the record beside a package that may not carry it: platforms would give the answers in it to learners. Returns whether it could:
 * a file of that name that is not ours stays as it is. Throws `file.*`, `cancelled`.
 */
export async function keepExportRecord(packageFile: string, record: ExportRecord, signal: AbortSignal): Promise<boolean> {
  if ((await readInside(packageFile)) !== null) return true
  const file = exportRecordBeside(packageFile)
  if ((await isThere(file)) && (await readBeside(packageFile)) === null) return false
  await writeFileAtomically(file, `${JSON.stringify(record, null, 2)}\n`, { signal })
  return true
}

/** Where the record of a package lies that carries none. */
export const exportRecordBeside = (packageFile: string): string => `${packageFile}.${exportRecordFile}`

/** Also where it cannot be looked at. */
async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}

async function readBeside(packageFile: string): Promise<ExportRecord | null> {
  const file = exportRecordBeside(packageFile)
  try {
    if ((await stat(file)).size > mostRecordBytes) return null
    return exportRecordSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Not there, or another's: counting starts again.
    return null
  }
}

async function readInside(packageFile: string): Promise<ExportRecord | null> {
  try {
    const zip = await openPromise(packageFile, { lazyEntries: true, autoClose: false })
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName !== exportRecordFile || entry.uncompressedSize > mostRecordBytes) continue
        const chunks: Buffer[] = []
        for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
        return exportRecordSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      }
      return null
    } finally {
      zip.close()
    }
  } catch {
    // A file that is about to be replaced may be anything.
    return null
  }
}

const withoutPlaces = (key: string, value: unknown): unknown => (key === 'absolutePath' ? null : value)

/** The record that follows `previous` for this state of the lesson; where its files lie is no part of that. */
export function nextExportRecord(document: LessonDocument, previous: ExportRecord | null, note: string): ExportRecord {
  const sha256 = createHash('sha256').update(JSON.stringify(document, withoutPlaces)).digest('hex')
  return recordExport(document, { sha256, previous, note })
}
