import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findClips } from '#main/core/batch/inputs/find-clips.ts'
import { readRows } from '#main/core/batch/inputs/read-rows.ts'
import { watchClips } from '#main/core/batch/inputs/watch-clips.ts'
import { batchText } from '#shared/messages/ui/batch.ts'
import { recipeSchema } from '#shared/recipe/recipe-schema.ts'

let folder = ''
const { signal } = new AbortController()
const at = (...parts: string[]): string => path.join(folder, ...parts)

async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(path.dirname(at(name)), { recursive: true })
    await writeFile(at(name), name)
  }
}

const keys = async (input: string, out = at('out')): Promise<readonly string[]> =>
  (await findClips(input, out, signal)).map(({ key }) => key)

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-inputs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the inputs of a batch', () => {
  it('are the clips of a folder and those in it, without hidden files, links and results', async () => {
    await write('clip 10.mp4', 'clip 2.MOV', 'notes.txt', '.hidden.mp4', 'day/a.webm', '.trash/b.mp4', 'out/done.mp4')
    await symlink(at('clip 10.mp4'), at('link.mp4'))
    expect(await keys(folder)).toEqual(['clip 2.MOV', 'clip 10.mp4', 'day/a.webm'])
    await expect(keys(folder, folder)).rejects.toMatchObject({ code: 'batch.out-is-input' })
  })

  it('are never results, whichever way leads to their folder', async () => {
    await write('clips/a.mp4', 'clips/out/a-lesson.mp4')
    await symlink(at('clips'), at('short'))
    expect(await keys(at('short'), at('clips', 'out'))).toEqual(['a.mp4'])
    expect(await keys(at('clips'), at('short', 'out'))).toEqual(['a.mp4'])
    await expect(keys(at('short'), at('clips'))).rejects.toMatchObject({ code: 'batch.out-is-input' })
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('say which folders could not be looked into', async () => {
    await write('one.mp4', 'closed/two.mp4')
    await chmod(at('closed'), 0)
    const recipe = recipeSchema.parse({ version: 1, name: 'r', language: 'en', steps: [] })
    const { rows, remarks } = await readRows(folder, { recipe, outFolder: at('out') }, signal)
    await chmod(at('closed'), 0o755)
    expect(rows).toHaveLength(1)
    expect(remarks).toEqual([batchText.closedFolder('closed')])
  })

  it('have the same key wherever the folder lies, and however a system composes letters', async () => {
    await write('a/u\u0308bung.mp4', 'b/\u00fcbung.mp4')
    expect(await keys(at('a'))).toEqual(await keys(at('b')))
  })

  it('are what a pattern fits', async () => {
    await write('one.mp4', 'two.mp4', 'two.txt', 'deep/three.mp4', 'out/four.mp4')
    const found = await findClips(at('**', '*.mp4'), at('out'), signal)
    expect(found.map(({ file }) => path.relative(folder, file))).toEqual(['deep/three.mp4', 'one.mp4', 'two.mp4'])
  })

  it('are the lines of a list, whether they are there or not', async () => {
    await write('lists/here.txt')
    await writeFile(at('lists', 'here.txt'), '\ufeff# my clips\r\n../one.mp4\r\n\r\n  sub/two.mp4  \n')
    const found = await findClips(at('lists', 'here.txt'), at('out'), signal)
    expect(found).toEqual([
      { key: '../one.mp4', file: at('one.mp4') },
      { key: 'sub/two.mp4', file: at('lists', 'sub', 'two.mp4') },
    ])
  })

  it('need a sheet for the names that a recipe asks for', async () => {
    await write('one.mp4')
    const recipe = recipeSchema.parse({
      version: 1,
      name: 'Asking',
      language: 'en',
      steps: [
        { step: 'metadata', title: '{title}' },
        { step: 'outputs', outputs: [{ format: 'mp4', preset: 'source' }] },
      ],
    })
    const rows = readRows(folder, { recipe, outFolder: at('out') }, signal)
    await expect(rows).rejects.toThrow('The recipe asks for {title}')
  })

  it('are refused where there is nothing of that name', async () => {
    await expect(keys(at('nowhere'))).rejects.toMatchObject({ code: 'file.not-found' })
  })
})

describe('a watched folder', () => {
  const quick = { lookEveryMs: 20, quietMs: 60_000 }

  it('gives a clip once it stands still, and again when it has changed', async () => {
    await write('a.mp4')
    let growing = 3
    const watch = watchClips(async () => {
      if (growing-- > 0) await appendFile(at('a.mp4'), 'more')
      return findClips(folder, at('out'), signal)
    }, quick)
    expect((await watch.next(signal))?.map(({ key }) => key)).toEqual(['a.mp4'])
    expect(growing).toBeLessThanOrEqual(-1)
    await write('b.mp4')
    expect((await watch.next(signal))?.map(({ key }) => key)).toEqual(['b.mp4'])
    await appendFile(at('a.mp4'), 'more')
    expect((await watch.next(signal))?.map(({ key }) => key)).toEqual(['a.mp4'])
  })

  it('ends when it is stopped', async () => {
    const controller = new AbortController()
    const next = watchClips(() => Promise.resolve([]), quick).next(controller.signal)
    controller.abort()
    expect(await next).toBeNull()
  })
})
