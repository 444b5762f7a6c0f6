import { copyFile, link, readdir, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import type { FileStore, StoredFile } from './file-store.ts'

/** Of what many lessons have in common, and of a clip that is tried again. */
export type InputCache = {
  /** Puts a file of the store where it is wanted. Throws `file.*`, and as the store does. */
  place(stored: StoredFile, target: string, signal: AbortSignal): Promise<void>
}

/** Keeps at most `mostBytes` in `folder`, what was used last. */
export function createInputCache(folder: string, store: FileStore, mostBytes: number): InputCache {
  const coming = new Map<string, Promise<void>>()

  async function fetchOnce(stored: StoredFile, file: string, signal: AbortSignal): Promise<void> {
    if (await isThere(file, stored)) return
    await makeRoom(folder, mostBytes - stored.byteLength)
    await store.fetch(stored, file, signal)
  }

  return {
    async place(stored, target, signal) {
      const file = path.join(folder, stored.sha256)
      // Whoever waits for what another one stopped fetching fetches it again.
      await coming.get(file)?.catch(() => undefined)
      const fetched = fetchOnce(stored, file, signal)
      coming.set(file, fetched)
      try {
        await fetched
      } finally {
        if (coming.get(file) === fetched) coming.delete(file)
      }
      try {
        const now = new Date()
        await utimes(file, now, now)
        makeFolder(path.dirname(target))
        // A name more for the same content stays when the cache lets go of its own.
        await link(file, target).catch(() => copyFile(file, target))
      } catch (thrown) {
        throw fileError(thrown, { file: target, action: 'write' })
      }
    },
  }
}

async function isThere(file: string, { byteLength }: StoredFile): Promise<boolean> {
  const facts = await stat(file).catch(() => null)
  return facts?.isFile() === true && facts.size === byteLength
}

async function makeRoom(folder: string, mostBytes: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const kept = await Promise.all(
    names.map(async (name) => {
      const facts = await stat(path.join(folder, name)).catch(() => null)
      return { name, bytes: facts?.size ?? 0, usedMs: facts?.mtimeMs ?? 0 }
    }),
  )
  let sum = kept.reduce((total, { bytes }) => total + bytes, 0)
  for (const { name, bytes } of kept.toSorted((one, other) => one.usedMs - other.usedMs)) {
    if (sum <= mostBytes) return
    await rm(path.join(folder, name), { force: true })
    sum -= bytes
  }
}
