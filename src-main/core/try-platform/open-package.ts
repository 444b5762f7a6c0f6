import path from 'node:path'
import { Readable } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import type { Entry, ZipFile } from 'yauzl'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { plainPath } from '#shared/preflight/package/package-files.ts'
import type { PackageKind, PackageStart } from '#shared/trial/package-kind.ts'
import { requireFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { ArchiveRefusal, openArchive, type ArchiveLimits } from '../files/unpack-archive.ts'
import { documentName } from '../project-file/manifest.ts'
import { readH5p } from './h5p-package.ts'
import { readCmi5Structure, readImsManifest, type ReadManifest } from './read-manifest.ts'

/** A package that is read where it lies, entry by entry; nothing of it is unpacked. */
export type OpenPackage = {
  readonly fileName: string
  readonly kind: PackageKind
  readonly title: string
  readonly starts: readonly PackageStart[]
  /** Of H5P: libraries that it needs to play and does not carry; empty elsewhere. */
  readonly missing: readonly string[]
  /** Of H5P: the file whose libraries it was lent; null where it was lent none. */
  readonly lentFrom: string | null
  /** Of every entry. */
  names(): readonly string[]
  /** Bytes of an entry; null where there is none. */
  sizeOf(name: string): number | null
  /** Half-open range of an entry's unpacked bytes. */
  read(name: string, from: number, to: number): Promise<Readable>
  /** The script that hands a lesson of our own to its player, of those in the package the one that starts there; null in packages of others. */
  readLesson(start: PackageStart): Promise<string | null>
  close(): void
}

/** Larger than any lesson: the film of three minutes at the highest rate is below 2 GB. */
const limits: ArchiveLimits = { mostEntries: 20_000, mostBytes: 8e9, mostRatio: 200 }
const mostTextBytes = 8e6
/** Of a page, in which its title stands. */
const mostTopCharacters = 100_000

/**
 * Opens the package of a stranger. Throws `try.no-package` for what is no zip, `try.unsafe` for one that would do harm, `try.bad-manifest`
 * and `try.no-lesson` where a platform could start nothing in it, `try.backup`, `try.lesson-file`, and `file.*`.
 */
export async function openPackage(file: string, signal: AbortSignal): Promise<OpenPackage> {
  await requireFile(file)
  const fileName = path.basename(file)
  const archive = await openArchive(file, limits, signal).catch((cause: unknown) => {
    if (cause instanceof ArchiveRefusal)
      throw cause.isDamage
        ? appError('try.no-package', { file: fileName }, { cause })
        : appError('try.unsafe', { file: fileName, reason: cause.message }, { cause })
    throw cause instanceof AppError ? cause : fileError(cause, { file, action: 'read' })
  })
  const { zip } = archive
  try {
    const entries = new Map(archive.entries.map((entry) => [entry.fileName, entry]))
    if (entries.has('moodle_backup.xml')) throw appError('try.backup', { file: fileName })
    const control = controls.find((name) => entries.has(name))
    if (control === undefined) throw appError(entries.has(documentName) ? 'try.lesson-file' : 'try.no-lesson', { file: fileName })
    const found = await recognise(zip, entries)
    if (!found || (found.starts.length === 0 && found.kind !== 'h5p' && found.kind !== 'question-bank'))
      throw appError('try.bad-manifest', { file: fileName, manifest: control })
    return {
      fileName,
      ...found,
      title: found.title || fileName,
      lentFrom: null,
      names: () => [...entries.keys()],
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null,
      read: (name, from, to) => readRange(zip, entries.get(name), from, to),
      readLesson: (start) => readSmall(zip, entries.get(`${folderOf(start)}player/lesson.js`)).catch(() => null),
      close: () => zip.close(),
    }
  } catch (thrown) {
    zip.close()
    throw thrown instanceof AppError ? thrown : appError('try.no-package', { file: fileName }, { cause: thrown })
  }
}

/** Where the page of a lesson lies in its package; ends in "/", or is empty at the top. */
export function folderOf({ address }: PackageStart): string {
  return plainPath(address).replace(/[^/]*$/, '')
}

type Found = NonNullable<ReadManifest> & { readonly missing: readonly string[] }

/** What a platform starts from, at the top of a package. */
const controls = ['cmi5.xml', 'imsmanifest.xml', 'h5p.json', 'index.html'] as const

/** By the control document at the top, in the order in which platforms look. */
async function recognise(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Found | null> {
  const read = (name: string): Promise<string | null> => readSmall(zip, entries.get(name))
  const [cmi5, ims, h5p] = [await read('cmi5.xml'), await read('imsmanifest.xml'), await read('h5p.json')]
  const manifest = cmi5 === null ? (ims === null ? null : readImsManifest(ims)) : readCmi5Structure(cmi5)
  if (cmi5 !== null || ims !== null) return manifest && { ...manifest, missing: [] }
  if (h5p !== null) {
    const known = await readH5p(h5p, read)
    return known && { kind: 'h5p', ...known, starts: h5pStarts(known.title, known.missing) }
  }
  if (!entries.has('index.html')) return null
  const start: PackageStart = { title: '', address: 'index.html', passMark: null, moveOn: null }
  const top = (await read('index.html'))?.slice(0, mostTopCharacters) ?? ''
  const title = /<title(?:\s[^<>]{0,200})?>([^<]{1,300})<\/title>/i.exec(top)?.[1]?.trim() ?? ''
  return { kind: 'web', title: decodeEntities(title), starts: [start], missing: [] }
}

const decodeEntities = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  )

/** H5P plays what lacks nothing, in a player of its own. */
export function h5pStarts(title: string, missing: readonly string[]): readonly PackageStart[] {
  return missing.length === 0 ? [{ title, address: '', passMark: null, moveOn: null }] : []
}

async function readSmall(zip: ZipFile, entry: Entry | undefined): Promise<string | null> {
  if (!entry || entry.uncompressedSize > mostTextBytes) return null
  return readText(await zip.openReadStreamPromise(entry))
}

/** What is stored as it is, films mostly, is read from where the range begins; the rest is unpacked up to there. */
async function readRange(zip: ZipFile, entry: Entry | undefined, from: number, to: number): Promise<Readable> {
  if (!entry) throw new Error('no such entry')
  const isStored = entry.compressionMethod === 0
  if (isStored) return zip.openReadStreamPromise(entry, { start: from, end: to })
  const stream = await zip.openReadStreamPromise(entry)
  return from === 0 && to >= entry.uncompressedSize ? stream : takeBytes(stream, from, to)
}

function takeBytes(stream: Readable, from: number, to: number): Readable {
  async function* cut(): AsyncGenerator<Buffer> {
    let at = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const part = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at))
      at += chunk.length
      if (part.length > 0) yield part
      if (at >= to) return
    }
  }
  return Readable.from(cut())
}
