import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { requireReadable } from '#main/core/files/require-readable.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('a file is read to its end, or to where its disk fails', async () => {
  const file = path.join(await temporaryFolder(), 'clip.mp4')
  await writeFile(file, Buffer.alloc(2_500_000))
  let pauses = 0
  await requireReadable(file, () => Promise.resolve(void (pauses += 1)))
  expect(pauses).toBe(3)
  await expect(requireReadable(`${file}.gone`)).rejects.toMatchObject({ code: 'file.not-found' })
})

// Nothing lies at its address zero: reading that is an error of the device.
test.runIf(process.platform === 'linux')('a failed disk is told as such', async () => {
  await expect(requireReadable('/proc/self/mem')).rejects.toMatchObject({ code: 'file.device-failed' })
})
