import { open, readFile, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from '#shared/base/zod.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { hashFile } from '../files/content-hash.ts'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import { fetchFollowing, type ModelSource } from './model-source.ts'

export type WantedFile = { readonly url: string; readonly byteLength: number; readonly sha256: string }

type Options = {
  readonly source: ModelSource
  /** What must be free beside the file itself: an archive is unpacked next to it. */
  readonly roomBytes: number
  readonly signal: AbortSignal
  readonly onProgress: (receivedBytes: number) => void
  /** All bytes are there and are compared with the sum: 0 to 1. */
  readonly onCheck: (fraction: number) => void
}

/** What a server said of the file that a part belongs to; a part of another one is no use. */
const noteSchema = z.strictObject({ url: z.string(), sha256: z.string(), validator: z.string().nullable() }).readonly()
type Note = z.infer<typeof noteSchema>

/** A connection may break this often in a row without a byte in between. */
const mostTries = 4
const firstWaitMs = 500
const unheard = new Set(['speech.no-network'])

const noteFile = (partFile: string): string => `${partFile}.json`

/** How much of a file came so far. */
export async function receivedBytes(partFile: string): Promise<number> {
  return stat(partFile).then(
    ({ size }) => size,
    () => 0,
  )
}

export async function forgetPart(partFile: string): Promise<void> {
  await rm(partFile, { force: true })
  await rm(noteFile(partFile), { force: true })
}

/**
 * Fetches a file into `partFile`, going on where an earlier try stopped, and resolves when it is whole and its sum is right. What came is
 * kept where it fails, but for content that is not the wanted one. Throws `speech.*`, `file.*`, `cancelled`.
 */
export async function downloadModel(wanted: WantedFile, partFile: string, options: Options): Promise<void> {
  const { signal, onCheck, source } = options
  try {
    makeFolder(path.dirname(partFile))
    await requireRoom(wanted, partFile, options)
    await receive(wanted, partFile, options)
    const { sha256 } = await hashFile(partFile, { signal, onProgress: onCheck })
    if (sha256 !== wanted.sha256) throw appError('speech.wrong-download', { host: source.hostOf(wanted.url) })
  } catch (thrown) {
    if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
    if (thrown instanceof AppError && thrown.code === 'speech.wrong-download') await forgetPart(partFile)
    const known = fileError(thrown, { file: partFile, action: 'write' })
    if (!(known instanceof AppError) || known.code !== 'file.disk-full') throw known
    const missingBytes = wanted.byteLength - (await receivedBytes(partFile)) + options.roomBytes
    throw appError('speech.disk-full', { missingBytes, folder: path.dirname(partFile) }, { cause: thrown })
  }
}

/** A full disk is told before the download, not near its end. */
async function requireRoom({ byteLength }: WantedFile, partFile: string, { roomBytes }: Options): Promise<void> {
  const folder = path.dirname(partFile)
  // Some network disks do not tell.
  const facts = await statfs(folder).catch(() => null)
  if (facts === null) return
  const missingBytes = byteLength - (await receivedBytes(partFile)) + roomBytes - facts.bavail * facts.bsize
  if (missingBytes > 0) throw appError('speech.disk-full', { missingBytes, folder })
}

async function receive(wanted: WantedFile, partFile: string, options: Options): Promise<void> {
  const { signal, onProgress } = options
  for (let failures = 0; ;) {
    const before = await receivedBytes(partFile)
    onProgress(Math.min(before, wanted.byteLength))
    if (before === wanted.byteLength) return
    try {
      await receiveRest(wanted, partFile, options)
    } catch (thrown) {
      const isPassing = thrown instanceof AppError && unheard.has(thrown.code) && !signal.aborted
      failures = (await receivedBytes(partFile)) > before ? 1 : failures + 1
      if (!isPassing || failures >= mostTries) throw thrown
      await sleep(firstWaitMs * 2 ** failures, null, { signal })
    }
  }
}

async function receiveRest(wanted: WantedFile, partFile: string, options: Options): Promise<void> {
  const { source, signal, onProgress } = options
  const host = source.hostOf(wanted.url)
  const note = await readNote(partFile)
  const isSame = note?.url === wanted.url && note.sha256 === wanted.sha256
  const kept = await receivedBytes(partFile)
  if (kept > 0 && (!isSame || kept > wanted.byteLength)) {
    await forgetPart(partFile)
    return receiveRest(wanted, partFile, options)
  }
  const answer = await fetchFollowing(wanted.url, rangeHeaders(kept, note), { source, signal })
  const goesOn = answer.status === 206 && answer.startsAt === kept && kept > 0
  if (answer.status === 416 && kept > 0) {
    await answer.discard()
    return forgetPart(partFile)
  }
  if (answer.status !== 200 && !goesOn) {
    await answer.discard()
    throw appError('speech.server-error', { host, status: answer.status }, { retryable: answer.status >= 500 })
  }
  if (answer.totalBytes !== null && answer.totalBytes !== wanted.byteLength) {
    await answer.discard()
    throw appError('speech.wrong-download', { host })
  }
  await writeNote(partFile, { url: wanted.url, sha256: wanted.sha256, validator: answer.validator })
  const handle = await open(partFile, goesOn ? 'r+' : 'w')
  try {
    await writeFrom(answer.body, handle, { from: goesOn ? kept : 0, wanted, host, onProgress })
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeFrom(
  body: AsyncIterable<Uint8Array>,
  handle: FileHandle,
  { from, wanted, host, onProgress }: { from: number; wanted: WantedFile; host: string; onProgress: (bytes: number) => void },
): Promise<void> {
  let received = from
  for await (const chunk of body) {
    if (received + chunk.length > wanted.byteLength) throw appError('speech.wrong-download', { host })
    await handle.write(chunk, 0, chunk.length, received)
    received += chunk.length
    onProgress(received)
  }
  if (received < wanted.byteLength) throw appError('speech.no-network', { host }, { retryable: true })
}

/** `If-Range`: a file that was exchanged since comes whole instead of as a rest that does not fit. */
function rangeHeaders(kept: number, note: Note | null): Readonly<Record<string, string>> {
  if (kept === 0) return {}
  const validator = note?.validator ?? null
  return { range: `bytes=${kept}-`, ...(validator !== null && { 'if-range': validator }) }
}

async function readNote(partFile: string): Promise<Note | null> {
  try {
    const parsed = noteSchema.safeParse(JSON.parse(await readFile(noteFile(partFile), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    // Missing or half of one: the part is worth nothing without it.
    return null
  }
}

async function writeNote(partFile: string, note: Note): Promise<void> {
  await writeFileAtomically(noteFile(partFile), JSON.stringify(note))
}
