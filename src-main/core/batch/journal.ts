import { open, readFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import { itemRecordSchema, type ItemRecord } from './item-record.ts'

/** How each item ended last, over all runs into one folder. */
export type Journal = {
  /** By the key of the item. */
  readonly records: ReadonlyMap<string, ItemRecord>
  /** On disk when it resolves. Throws `file.*`. */
  append(record: ItemRecord): Promise<void>
  close(): Promise<void>
}

/** Lines that no item needs any more before they are taken out. */
const staleLines = 1000

/**
 * Opens the journal or begins one. A line that a killed run left half-written, or that another version wrote, counts as not there: its
 * item is made again. Throws `file.*`.
 */
export async function openJournal(file: string): Promise<Journal> {
  const { records, wholeBytes, lines } = await readJournal(file)
  if (lines - records.size > staleLines) {
    const text = [...records.values()].map(toLine).join('')
    await writeFileAtomically(file, text)
    return attach(file, records, Buffer.byteLength(text))
  }
  return attach(file, records, wholeBytes)
}

/** What the journal holds, without touching it. Throws `file.*`. */
export async function readRecords(file: string): Promise<ReadonlyMap<string, ItemRecord>> {
  return (await readJournal(file)).records
}

async function attach(file: string, known: ReadonlyMap<string, ItemRecord>, wholeBytes: number): Promise<Journal> {
  const records = new Map(known)
  const handle = await openAt(file, wholeBytes)
  let end = wholeBytes
  let last: Promise<unknown> = Promise.resolve()

  async function write(record: ItemRecord): Promise<void> {
    const line = Buffer.from(toLine(record))
    try {
      await writeWhole(handle, line, end)
      await handle.datasync()
    } catch (thrown) {
      // What was written of it would spoil the next line.
      await handle.truncate(end).catch(() => undefined)
      throw fileError(thrown, { file, action: 'write' })
    }
    end += line.byteLength
    records.set(record.key, record)
  }

  return {
    records,
    append(record) {
      const written = last.then(() => write(record))
      last = written.catch(() => undefined)
      return written
    },
    async close() {
      await last
      await handle.close()
    },
  }
}

async function openAt(file: string, wholeBytes: number): Promise<FileHandle> {
  try {
    makeFolder(path.dirname(file))
    const handle = await open(file, wholeBytes === 0 ? 'w+' : 'r+')
    await handle.truncate(wholeBytes)
    return handle
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'write' })
  }
}

async function writeWhole(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, at + done)
    done += bytesWritten
  }
}

const toLine = (record: ItemRecord): string => `${JSON.stringify(record)}\n`

type Read = { readonly records: Map<string, ItemRecord>; readonly wholeBytes: number; readonly lines: number }

async function readJournal(file: string): Promise<Read> {
  const bytes = await readFile(file).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return Buffer.alloc(0)
    throw fileError(thrown, { file, action: 'read' })
  })
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1)
  const records = new Map<string, ItemRecord>()
  for (const line of lines) {
    const record = parseLine(line)
    if (record) records.set(record.key, record)
  }
  return { records, wholeBytes, lines: lines.length }
}

function parseLine(line: string): ItemRecord | null {
  try {
    const parsed = itemRecordSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON: a line of a disk that lost part of it.
    return null
  }
}
