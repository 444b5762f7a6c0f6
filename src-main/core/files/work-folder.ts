import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { createHash } from 'node:crypto'
import { fileError } from './file-error.ts'
import { isRunning } from './atomic-file.ts'

export type WorkPurpose = 'export' | 'render' | 'lesson' | 'check' | 'worker'

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 12)

/**
 * A folder of its own for what is made on the way; whoever makes it removes it. What killed processes of this computer left of that
 * purpose goes first: a film may be in it. Throws `file.*`.
 */
export async function makeWorkFolder(parent: string, purpose: WorkPurpose): Promise<string> {
  const prefix = `tidbit-${purpose}-${host}-`
  await removeAbandonedFolders(parent, prefix)
  try {
    return await mkdtemp(path.join(parent, `${prefix}${process.pid}-`))
  } catch (thrown) {
    throw fileError(thrown, { file: path.join(parent, prefix), action: 'write' })
  }
}

async function removeAbandonedFolders(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const owner = Number.parseInt(name.slice(prefix.length), 10)
    // What cannot be removed is in nobody's way.
    if (!isRunning(owner)) await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined)
  }
}
