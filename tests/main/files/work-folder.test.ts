import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeWorkFolder } from '#main/core/files/work-folder.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** No computer gives that many processes a number. */
const nobody = 2 ** 30

test('what a killed process left goes, what lives and what is not ours stays', async () => {
  const parent = await temporaryFolder()
  const mine = await makeWorkFolder(parent, 'export')
  const [prefix = ''] = path.basename(mine).split(String(process.pid))
  const abandoned = path.join(parent, `${prefix}${nobody}-abcdef`)
  await mkdir(abandoned)
  await writeFile(path.join(abandoned, 'lesson.mp4'), 'a film')
  await mkdir(path.join(parent, `tidbit-export-another-computer-${nobody}-x`))
  const other = await makeWorkFolder(parent, 'render')
  expect(await readdir(parent)).toContain(path.basename(abandoned))
  const next = await makeWorkFolder(parent, 'export')
  expect((await readdir(parent)).toSorted()).toEqual(
    [path.basename(mine), path.basename(other), path.basename(next), `tidbit-export-another-computer-${nobody}-x`].toSorted(),
  )
})

test('a place that takes no folder is told in a sentence', async () => {
  await expect(makeWorkFolder('/proc/nowhere', 'export')).rejects.toMatchObject({ name: 'AppError' })
})
