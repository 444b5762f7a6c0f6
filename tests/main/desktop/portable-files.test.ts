import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createPortableFiles } from '#main/desktop/portable/portable-files.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

const onTransfer = (): void => {}
const post = (body: string): Request => new Request('app://portable/result', { method: 'POST', body })

test('a hidden window stores one result', async () => {
  const outputFile = path.join(await temporaryFolder(), 'out.mp4')
  const served = createPortableFiles()
  expect(served.answer(post('early'))).toBeNull()
  served.open({ files: [], outputFile, onTransfer })
  expect((await served.answer(post('a film')))?.status).toBe(204)
  expect((await served.answer(post('another')))?.status).toBe(409)
  expect(await readFile(outputFile, 'utf8')).toBe('a film')
  served.open({ files: [], outputFile, onTransfer })
  expect((await served.answer(post('the next')))?.status).toBe(204)
})

test('a result that is too large is refused and not written on', async () => {
  const outputFile = path.join(await temporaryFolder(), 'out.mp4')
  const served = createPortableFiles(100_000)
  served.open({ files: [], outputFile, onTransfer })
  expect((await served.answer(post('x'.repeat(1_000_000))))?.status).toBe(413)
  expect((await stat(outputFile)).size).toBeLessThanOrEqual(100_000)
})

test.skipIf(!existsSync('/dev/full'))(
  'a full disk is told by its name, not only that the result could not be stored',
  async () => {
    const served = createPortableFiles()
    served.open({ files: [], outputFile: '/dev/full', onTransfer })
    expect((await served.answer(post('a film')))?.status).toBe(500)
    expect(served.failure()).toMatchObject({ code: 'file.disk-full' })
    served.open({ files: [], outputFile: null, onTransfer })
    expect(served.failure()).toBeNull()
  },
)

test('a file that cannot be read is told by its name, and what is read is a sign of life', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'clip.mp4')
  await writeFile(file, 'pictures')
  const served = createPortableFiles()
  let signs = 0
  served.open({ files: [file, folder], outputFile: null, onTransfer: () => void (signs += 1) })
  const get = (index: number) => served.answer(new Request(`app://portable/file/${index}`))
  expect(await (await get(0))?.text()).toBe('pictures')
  expect(signs).toBeGreaterThan(0)
  await expect((await get(1))?.text()).rejects.toThrow()
  expect(served.failure()).toMatchObject({ code: 'file.not-a-file' })
})
