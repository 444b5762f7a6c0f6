import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createInputCache } from '#main/core/batch-workers/input-cache.ts'
import type { FileStore } from '#main/core/batch-workers/file-store.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

it('says in a sentence where a file cannot be laid out, for another worker to try', async () => {
  const folder = await temporaryFolder()
  const store = { fetch: (_stored: unknown, target: string) => writeFile(target, 'a clip') } as unknown as FileStore
  const cache = createInputCache(folder, store, 1000)
  await writeFile(path.join(folder, 'in'), 'in the way')
  const stored = { sha256: 'a'.repeat(64), byteLength: 6 }
  const placed = cache.place(stored, path.join(folder, 'in', '0', 'a.mp4'), new AbortController().signal)
  await expect(placed).rejects.toMatchObject({ code: 'file.not-a-folder' })
})
