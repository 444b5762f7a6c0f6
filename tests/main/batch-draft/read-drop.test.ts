import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDrop } from '#main/core/batch-draft/read-drop.ts'

let folder = ''
const at = (...parts: string[]): string => path.join(folder, ...parts)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-drop-'))
  await mkdir(at('clips.mp4'))
  for (const name of ['one.MP4', 'two.mov', 'rows.csv', 'notes.txt', path.join('clips.mp4', 'three.mp4')])
    await writeFile(at(name), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('takes a folder, a sheet, or clips that lie together', async () => {
  expect(await readDrop([at('clips.mp4')])).toEqual({ kind: 'folder', folder: at('clips.mp4') })
  expect(await readDrop([at('rows.csv')])).toEqual({ kind: 'sheet', file: at('rows.csv') })
  expect(await readDrop([at('one.MP4'), at('two.mov')])).toEqual({ kind: 'clips', files: [at('one.MP4'), at('two.mov')] })
})

it.each([[['notes.txt']], [['one.MP4', 'rows.csv']], [['one.MP4', 'clips.mp4/three.mp4']], [['rows.csv', 'rows.csv']], [[]]])(
  'says what a batch takes instead of %j',
  async (names) => {
    await expect(readDrop(names.map((name) => at(name)))).rejects.toMatchObject({ code: 'batch.drop-unfit' })
  },
)

it('says that a file is gone', async () => {
  await expect(readDrop([at('gone.mp4')])).rejects.toMatchObject({ code: 'file.not-found' })
})
