import { FileStore } from '@tus/file-store'
import { EVENTS, Server } from '@tus/server'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { phoneText } from '#shared/messages/ui/phone.ts'
import { UploadRefusal } from './upload-refusal.ts'

/** As much as half an hour of full HD from a phone; one clip of a lesson has three minutes at most. */
export const maxUploadBytes = 2_000_000_000
/** What the computer keeps free for everything else. */
const roomKeptBytes = 300_000_000
const maxUploads = 50
const maxUnfinished = 4
/** Waited before progress is told again. */
const progressIntervalMs = 200
/** A phone that comes back asks at once; its old connection gets this long to end. */
const drainMs = 1000

export type StoreEvents = {
  created(uploadId: string, fileName: string, totalBytes: number): void
  received(uploadId: string, receivedBytes: number): void
  /** Whole; throws `UploadRefusal` for what is not wanted. */
  finished(uploadId: string, file: string): Promise<void>
  /** The phone took it back. */
  terminated(uploadId: string): void
}

type Options = {
  /** For what is on its way; the caller makes and removes it. */
  readonly folder: string
  /** Path of the collection, without a slash at the end. */
  readonly basePath: string
  readonly origin: string
  readonly events: StoreEvents
  /** Bytes that are free on the disk of a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>
}

async function askFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Where the parts of a file are put together (the tus protocol, tus.io). */
export function createUploadStore({ folder, basePath, origin, events, freeBytes = askFreeBytes }: Options): Server {
  const expected = new Map<string, { readonly totalBytes: number; receivedBytes: number }>()
  let uploadCount = 0

  /** What unfinished uploads will still take. */
  const promisedBytes = (): number =>
    [...expected.values()].reduce((sum, { totalBytes, receivedBytes }) => sum + totalBytes - receivedBytes, 0)

  const server = new Server({
    path: basePath,
    datastore: new FileStore({ directory: folder }),
    maxSize: maxUploadBytes,
    relativeLocation: true,
    allowedOrigins: [origin],
    postReceiveInterval: progressIntervalMs,
    lockDrainTimeout: drainMs,
    async onUploadCreate(_, { id, size, metadata }) {
      // One of unknown length could grow as it likes, and an empty one is nothing.
      if (size === undefined || size === 0) throw new UploadRefusal(size === 0 ? 415 : 411)
      if (uploadCount >= maxUploads || expected.size >= maxUnfinished) throw new UploadRefusal(429)
      // Counted before anything is waited for: two that come at once must not both get the last room.
      uploadCount += 1
      expected.set(id, { totalBytes: size, receivedBytes: 0 })
      if (promisedBytes() + roomKeptBytes > (await freeBytes(folder))) {
        expected.delete(id)
        throw new UploadRefusal(507)
      }
      const given = metadata?.['filename'] ?? ''
      const fileName = given
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .slice(0, 200)
        .trim()
      events.created(id, fileName === '' ? phoneText.unnamed : fileName, size)
      return { metadata: { filename: fileName } }
    },
    async onUploadFinish(_, { id }) {
      expected.delete(id)
      await events.finished(id, path.join(folder, id))
      return {}
    },
  })
  server.on(EVENTS.POST_RECEIVE, (_, { id, offset }) => {
    const entry = expected.get(id)
    if (!entry) return
    entry.receivedBytes = offset
    events.received(id, offset)
  })
  server.on(EVENTS.POST_TERMINATE, (_, __, id) => {
    expected.delete(id)
    events.terminated(id)
  })
  return server
}
