import { createHash } from 'node:crypto'
import { openPromise } from 'yauzl'
import { exportRecordFile, exportRecordSchema, recordExport, type ExportRecord } from '#shared/package/export-record.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

const mostRecordBytes = 1_000_000

/** What a package of ours says of itself; null for anything else, and where there is no file. */
export async function readExportRecord(packageFile: string): Promise<ExportRecord | null> {
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

/** The record that follows `previous` for this state of the lesson. */
export function nextExportRecord(document: LessonDocument, previous: ExportRecord | null, note: string): ExportRecord {
  const sha256 = createHash('sha256').update(JSON.stringify(document)).digest('hex')
  return recordExport(document, { sha256, previous, note })
}
