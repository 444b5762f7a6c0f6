import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { describeArchiveFault, type ArchiveFault } from '#shared/messages/archive-faults.ts'

export type ArchiveLimits = {
  readonly mostEntries: number
  readonly mostBytes: number
  /** Unpacked bytes for each packed one, over the whole archive. */
  readonly mostRatio: number
}

/** Why an archive is not unpacked; its message is a clause in words. */
export class ArchiveRefusal extends Error {
  readonly fault: ArchiveFault
  constructor(fault: ArchiveFault, options?: ErrorOptions) {
    super(describeArchiveFault(fault), options)
    this.name = 'ArchiveRefusal'
    this.fault = fault
  }

  /** Broken on its way, not made to harm. */
  get isDamage(): boolean {
    return this.fault.kind === 'no-zip' || this.fault.kind === 'damaged'
  }
}

type Options = {
  readonly limits: ArchiveLimits
  readonly signal: AbortSignal
  /** 0 to 1 of the unpacked bytes. */
  readonly onProgress: (fraction: number) => void
}

const mostDepth = 8
/** Names that mean something else, or cannot be made, on some system. */
const unsafePart = /^(?:|\.{1,2}|.*[<>:"|?*\p{Cc}\\].*|.*[. ]|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?)$/iu
const [linkType, folderType, typeMask] = [0o120000, 0o040000, 0o170000]

/**
 * Unpacks a zip of a stranger into an empty folder: plain files in plain folders, each below the limits, or nothing is believed any more.
 * Sizes are checked before and while unpacking. Throws `ArchiveRefusal`, errors of the file system, and the signal's reason; what was
 * written until then stays for the caller to remove.
 */
export async function unpackArchive(archive: string, folder: string, { limits, signal, onProgress }: Options): Promise<void> {
  const zip = await openZip(archive, 'disk')
  try {
    const entries = await listEntries(zip, limits, signal, 'disk')
    const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
    let written = 0
    for (const entry of entries) {
      signal.throwIfAborted()
      const target = path.join(folder, ...entry.fileName.split('/'))
      await mkdir(path.dirname(target), { recursive: true })
      const content = await zip.openReadStreamPromise(entry).catch(refuse)
      content.on('data', (chunk: Buffer) => {
        written += chunk.length
        onProgress(total === 0 ? 1 : Math.min(1, written / total))
      })
      await pipeline(content, createWriteStream(target, { flags: 'wx' }), { signal }).catch((thrown: unknown) => {
        // Damaged data and wrong sizes; the file system's own errors have a code.
        if (thrown instanceof Error && 'code' in thrown && !String(thrown.code).startsWith('Z_')) throw thrown
        refuse(thrown)
      })
    }
  } finally {
    zip.close()
  }
}

export type OpenArchive = { readonly zip: ZipFile; readonly entries: readonly Entry[] }

/**
 * Opens a zip of a stranger to be read in place, held to the same limits; the caller closes it. Nothing is written, so that its names need
 * not suit a disk: those that older Windows tools wrote with backslashes are read with slashes. Throws as `unpackArchive`.
 */
export async function openArchive(archive: string, limits: ArchiveLimits, signal: AbortSignal): Promise<OpenArchive> {
  const zip = await openZip(archive, 'any')
  try {
    return { zip, entries: await listEntries(zip, limits, signal, 'any') }
  } catch (thrown) {
    zip.close()
    throw thrown
  }
}

function refuse(cause: unknown): never {
  throw new ArchiveRefusal(faultOf(cause instanceof Error ? cause.message : ''), { cause })
}

/** The reader of zip files gives its reasons as text only. */
function faultOf(message: string): ArchiveFault {
  if (message.startsWith('End of central directory')) return { kind: 'no-zip' }
  const [, name] = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(message) ?? []
  return name === undefined ? { kind: 'damaged', detail: message.slice(0, 200) || 'it cannot be read' } : { kind: 'path', name }
}

/** `disk`: names become files. */
type Names = 'disk' | 'any'

async function openZip(archive: string, names: Names): Promise<ZipFile> {
  const strictFileNames = names === 'disk'
  try {
    return await openPromise(archive, { lazyEntries: true, autoClose: false, strictFileNames, validateEntrySizes: true })
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) throw thrown
    return refuse(thrown)
  }
}

/** The files of the archive, all of them checked before one is written. */
async function listEntries(zip: ZipFile, limits: ArchiveLimits, signal: AbortSignal, wanted: Names): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.mostEntries)
    throw new ArchiveRefusal({ kind: 'entries', count: zip.entryCount, most: limits.mostEntries })
  const entries: Entry[] = []
  /** Upper and lower case are one name on some disks. */
  const names = new Set<string>()
  let [packed, unpacked] = [0, 0]
  try {
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted()
      checkEntry(entry, wanted)
      if (entry.fileName.endsWith('/')) continue
      const name = wanted === 'any' ? entry.fileName : entry.fileName.normalize('NFC').toLowerCase()
      if (names.has(name)) throw new ArchiveRefusal({ kind: 'twice', name: entry.fileName })
      names.add(name)
      packed += entry.compressedSize
      unpacked += entry.uncompressedSize
      if (unpacked > limits.mostBytes) throw new ArchiveRefusal({ kind: 'large', most: limits.mostBytes })
      entries.push(entry)
    }
  } catch (thrown) {
    if (signal.aborted || thrown instanceof ArchiveRefusal) throw thrown
    refuse(thrown)
  }
  if (unpacked > Math.max(packed, 1) * limits.mostRatio) throw new ArchiveRefusal({ kind: 'bomb', packed, unpacked })
  return entries
}

function checkEntry(entry: Entry, wanted: Names): void {
  const isFolder = entry.fileName.endsWith('/')
  const parts = (isFolder ? entry.fileName.slice(0, -1) : entry.fileName).split('/')
  if (wanted === 'disk' && (parts.length > mostDepth || parts.some((part) => part.length > 200 || unsafePart.test(part))))
    throw new ArchiveRefusal({ kind: 'path', name: entry.fileName })
  const type = (entry.externalFileAttributes >>> 16) & typeMask
  if (type === linkType || (type === folderType && !isFolder)) throw new ArchiveRefusal({ kind: 'link', name: entry.fileName })
  if (entry.isEncrypted()) throw new ArchiveRefusal({ kind: 'locked', name: entry.fileName })
}
