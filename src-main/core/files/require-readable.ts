import { open } from 'node:fs/promises'
import { fileError } from './file-error.ts'

const chunkBytes = 1024 * 1024

/** Reads a file to its end, to learn whether its disk lets one; `pause` is called between megabytes. Throws `file.*`. */
export async function requireReadable(file: string, pause: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  try {
    await using handle = await open(file, 'r')
    const chunk = Buffer.allocUnsafe(chunkBytes)
    while ((await handle.read(chunk, 0, chunkBytes, null)).bytesRead > 0) await pause()
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'read' })
  }
}
