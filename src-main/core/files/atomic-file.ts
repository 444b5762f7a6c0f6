import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { fileError } from './file-error.ts'
import { makeFolder } from './folder.ts'

type AtomicOptions = {
  readonly signal?: AbortSignal | undefined
  /** Makes missing parent folders; false reports them as missing. */
  readonly makeParent?: boolean | undefined
}

/**
 * Lets `produce` write to a temporary file beside `file`, which then takes its name at once, on disk. Where that fails or is
 * cancelled, `file` is as it was and nothing is left behind. The temporary name keeps the extension. Throws `file.*`, `cancelled`.
 */
export async function replaceFile<T>(
  file: string,
  produce: (temporaryFile: string) => Promise<T>,
  { signal, makeParent = true }: AtomicOptions = {},
): Promise<T> {
  const target = path.resolve(file)
  const folder = path.dirname(target)
  let temporaryFile: string | null = null
  try {
    signal?.throwIfAborted()
    if (makeParent) makeFolder(folder)
    await refuseSpecialTarget(target)
    await removeAbandonedFiles(target)
    temporaryFile = path.join(folder, temporaryName(target))
    const result = await produce(temporaryFile)
    signal?.throwIfAborted()
    await syncToDisk(temporaryFile)
    signal?.throwIfAborted()
    await rename(temporaryFile, target)
    temporaryFile = null
    await syncFolder(folder)
    return result
  } catch (thrown) {
    if (signal?.aborted) throw appError('cancelled', {}, { cause: thrown })
    throw fileError(thrown, { file: target, action: 'write' })
  } finally {
    if (temporaryFile !== null) await rm(temporaryFile, { force: true })
  }
}

type Content = string | Uint8Array | AsyncIterable<Uint8Array>

/** Writes a whole file, or leaves the old one untouched. Text is UTF-8. Throws `file.*`, `cancelled`. */
export async function writeFileAtomically(file: string, content: Content, options: AtomicOptions = {}): Promise<void> {
  const { signal } = options
  await replaceFile(
    file,
    async (temporaryFile) => {
      const handle = await open(temporaryFile, 'wx')
      try {
        await handle.writeFile(content, { encoding: 'utf8', signal })
      } finally {
        await handle.close()
      }
    },
    options,
  )
}

/**
 * Names tell the computer and the process that writes: only on its own computer can be known that a process is gone. A
 * folder on a shared disk may hold files that another one is writing.
 */
const prefix = `.tidbit-partial-${createHash('sha256').update(hostname()).digest('hex').slice(0, 12)}-`

/** A name that no other file has, for what is on its way to `target`. */
export function temporaryName(target: string): string {
  return `${prefix}${process.pid}-${randomBytes(4).toString('hex')}${path.extname(target)}`
}

/**
 * Removes what killed processes of this computer left in the folder of a file they were writing; a render writes captions
 * beside it. A folder that cannot be listed has nothing of ours, and what cannot be removed is in nobody's way.
 */
export async function removeAbandonedFiles(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file))
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (!name.startsWith(prefix)) continue
    const owner = Number.parseInt(name.slice(prefix.length), 10)
    if (!isRunning(owner)) await rm(path.join(folder, name), { force: true }).catch(() => undefined)
  }
}

/** Whether a process of this computer lives. */
export function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (thrown) {
    // EPERM: it runs under another user.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Refuses folders, pipes and devices, over which no file can be renamed. Throws `file.*`. */
export async function refuseSpecialTarget(target: string): Promise<void> {
  const known = await stat(target).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw fileError(thrown, { file: target, action: 'write' })
  })
  if (known?.isDirectory()) throw appError('file.not-a-file', { file: target })
  if (known && !known.isFile()) throw appError('file.special', { file: target })
}

async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Puts the new name itself on disk. Windows has no such call, and some network disks refuse it: the data is synced already. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync().catch(() => undefined)
  } finally {
    await handle.close()
  }
}
