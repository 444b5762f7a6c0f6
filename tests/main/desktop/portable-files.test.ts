import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createPortableFiles } from '#main/desktop/portable/portable-files.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

const post = (body: string): Request => new Request('app://portable/result', { method: 'POST', body })

test('a hidden window stores one result', async () => {
  const outputFile = path.join(await temporaryFolder(), 'out.mp4')
  const served = createPortableFiles()
  expect(served.answer(post('early'))).toBeNull()
  served.open({ files: [], outputFile })
  expect((await served.answer(post('a film')))?.status).toBe(204)
  expect((await served.answer(post('another')))?.status).toBe(409)
  expect(await readFile(outputFile, 'utf8')).toBe('a film')
  served.open({ files: [], outputFile })
  expect((await served.answer(post('the next')))?.status).toBe(204)
})

test('a result that is too large is refused and not written on', async () => {
  const outputFile = path.join(await temporaryFolder(), 'out.mp4')
  const served = createPortableFiles(100_000)
  served.open({ files: [], outputFile })
  expect((await served.answer(post('x'.repeat(1_000_000))))?.status).toBe(413)
  expect((await stat(outputFile)).size).toBeLessThanOrEqual(100_000)
})
