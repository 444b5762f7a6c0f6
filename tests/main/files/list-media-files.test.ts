import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { listAllMediaFiles, listMediaFiles } from '#main/core/files/list-media-files.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('a folder gives its clips and those of its folders, in the order of their names', async () => {
  const folder = await temporaryFolder()
  for (const inner of ['b', 'b/c', '.hidden', 'node']) await mkdir(path.join(folder, inner))
  const names = [
    'clip 10.MP4',
    'clip 2.mov',
    'notes.txt',
    '.DS_Store',
    '._clip 2.mov',
    'clip 2.srt',
    'b/deep.webm',
    'b/c/deeper.jpg',
  ]
  for (const name of [...names, '.hidden/secret.mp4', 'node/readme.md']) await writeFile(path.join(folder, name), '')
  // A link could lead round in a circle.
  await symlink(folder, path.join(folder, 'b/again'))
  await symlink(path.join(folder, 'clip 2.mov'), path.join(folder, 'link.mov'))
  expect((await listMediaFiles(folder)).map((file) => path.relative(folder, file))).toEqual([
    'clip 2.mov',
    'clip 2.srt',
    'clip 10.MP4',
    path.join('b', 'deep.webm'),
    path.join('b', 'c', 'deeper.jpg'),
  ])
})

test('a file gives itself, whatever it is, and so does what is not there', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'notes.txt')
  await writeFile(file, '')
  expect(await listMediaFiles(file)).toEqual([file])
  expect(await listMediaFiles(path.join(folder, 'none'))).toEqual([path.join(folder, 'none')])
})

test('a folder of folders without an end is not walked for ever', async () => {
  const folder = await temporaryFolder()
  const deep = path.join(folder, ...Array.from({ length: 8 }, (_, depth) => `level ${depth}`))
  await mkdir(deep, { recursive: true })
  await writeFile(path.join(deep, 'clip.mp4'), '')
  expect(await listMediaFiles(folder)).toEqual([])
  await expect(listAllMediaFiles([folder])).rejects.toMatchObject({ code: 'file.no-media' })
})
