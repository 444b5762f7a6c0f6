import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { exportLesson } from '#main/core/export/export-lesson.ts'
import type { AppError } from '#shared/messages/app-error.ts'
import { selectFonts } from '#shared/package/fonts.ts'
import { ticks } from '#shared/time/ticks.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { contextOf, fakeServices, orderOf, writeAndLoad } from './fake-export.ts'

async function setUp(text?: string) {
  const folder = await temporaryFolder()
  const loaded = await writeAndLoad(folder, text)
  const playerFolder = path.join(folder, 'player')
  const { services, renders } = fakeServices(folder, playerFolder)
  const at = (name: string): string => path.join(folder, name)
  const read = (name: string): Promise<string> => readFile(at(name), 'utf8')
  const run = (name: string, change: Parameters<typeof orderOf>[2] = {}, context = contextOf()) =>
    exportLesson(orderOf(loaded, at(name), change), services, context)
  return { folder, at, read, run, renders, playerFolder }
}

describe('an export that would destroy what it was made from is refused before it encodes', () => {
  test('the clip under its own name, and the captions beside it', async () => {
    const { run, read, renders } = await setUp()
    const [clip, captions] = [await read('a.mp4'), await read('a.vtt')]
    await expect(run('a.mp4')).rejects.toMatchObject({
      code: 'export.target-is-source',
      data: { params: { file: expect.stringMatching(/a\.mp4$/) } },
    })
    expect([await read('a.mp4'), await read('a.vtt'), renders]).toEqual([clip, captions, []])
  })

  test('the clip under another name of the same file', async () => {
    const { run, at, renders } = await setUp()
    await symlink(at('a.mp4'), at('link.mp4'))
    await link(at('a.mp4'), at('hard.mp4'))
    for (const name of ['link.mp4', 'hard.mp4'])
      await expect(run(name)).rejects.toMatchObject({ code: 'export.target-is-source' })
    expect(renders).toEqual([])
  })

  test('a caption file the lesson reads', async () => {
    const { run, at, renders } = await setUp()
    await symlink(at('a.vtt'), at('out.vtt'))
    await expect(run('out.mp4')).rejects.toMatchObject({
      code: 'export.target-is-source',
      message: expect.stringContaining('out.vtt'),
    })
    expect(renders).toEqual([])
  })
})

describe('captions beside the video', () => {
  test('take the place of those of the last export', async () => {
    const { run, read, renders } = await setUp()
    await run('out.mp4')
    const written = await read('out.vtt')
    expect(written).toContain('00:00:01.000 --> 00:00:02.500\nHello')
    const files = await run('out.mp4')
    expect(files.map((file) => path.basename(file.path))).toEqual(['out.mp4', 'out.vtt'])
    expect([await read('out.vtt'), renders]).toEqual([written, ['out.mp4', 'out.mp4']])
  })

  test.each([
    ['that others made', () => 'WEBVTT\n\nNOTE by hand\n'],
    ['that somebody corrected', (ours: string) => ours.replace('Hello', 'Hullo')],
  ])('do not take the place of a file %s', async (_what, change) => {
    const { run, read, at, renders } = await setUp()
    await run('out.mp4')
    const theirs = change(await read('out.vtt'))
    await writeFile(at('out.vtt'), theirs)
    await expect(run('out.mp4')).rejects.toMatchObject({ code: 'export.captions-in-the-way' })
    expect([await read('out.vtt'), renders]).toEqual([theirs, ['out.mp4']])
  })
})

describe('media', () => {
  test('that was exchanged for another of the same size is noticed before it is encoded', async () => {
    const { run, at, renders } = await setUp()
    await writeFile(at('a.mp4'), 'the original clap')
    await expect(run('out.mp4')).rejects.toMatchObject({
      code: 'export.media-changed',
      message: expect.stringContaining('a.mp4'),
    })
    expect(renders).toEqual([])
    // Read a moment ago: not again.
    await run('out.mp4', { frozenHashes: {} })
    expect(renders).toEqual(['out.mp4'])
  })

  test('is compared under a progress that only grows, until a cancel', async () => {
    const { run, at, renders } = await setUp()
    const context = contextOf()
    await run('out.mp4', {}, context)
    expect(context.fractions).toEqual(context.fractions.toSorted((a, b) => a - b))
    expect(context.fractions.filter((fraction) => fraction > 0 && fraction < 0.05).length).toBeGreaterThan(0)
    const cancelled = contextOf(AbortSignal.abort())
    await expect(run('never.mp4', {}, cancelled)).rejects.toMatchObject({ code: 'cancelled' })
    expect(renders).toEqual(['out.mp4'])
    expect(await readdir(path.dirname(at('x')))).not.toContain('never.mp4')
  })
})

test('letters that no font draws are not burned in as placeholders', async () => {
  const { run, renders } = await setUp('Hello \u{12000}')
  await expect(run('out.mp4')).rejects.toMatchObject({
    code: 'export.letters-uncovered',
    message: expect.stringContaining('“\u{12000}”'),
  })
  await run('bare.mp4', { burnCaptions: false })
  expect(renders).toEqual(['bare.mp4'])
})

describe('what a package lacks is told before it is encoded', () => {
  test('the player', async () => {
    const { run, playerFolder, at, renders } = await setUp()
    await expect(run('a.zip', { format: 'web' })).rejects.toMatchObject({ code: 'package.player-missing' })
    await mkdir(playerFolder)
    await writeFile(path.join(playerFolder, 'player.js'), '')
    await expect(run('a.zip', { format: 'web' })).rejects.toMatchObject({ code: 'package.player-missing' })
    expect([renders, (await readdir(at('.'))).filter((name) => name.includes('tidbit'))]).toEqual([[], []])
  })

  test('room: a limit is one of the whole package', async () => {
    const { run, playerFolder, renders } = await setUp()
    await mkdir(path.join(playerFolder, 'fonts'), { recursive: true })
    const fonts = selectFonts('T Hello').files.map((name) => `fonts/${name}`)
    for (const name of ['player.js', 'player.css', 'LICENSE.txt', 'fonts/OFL.txt', ...fonts])
      await writeFile(path.join(playerFolder, name), Buffer.alloc(name === 'player.js' ? 2_000_000 : 1))
    const limited = run('a.zip', { format: 'web', choice: { maxBytes: 1_500_000 } })
    const { data } = (await limited.catch((thrown: unknown) => thrown)) as AppError
    expect(data).toMatchObject({ code: 'export.size-impossible', params: { maxBytes: 1_500_000 } })
    expect(data.params['leastBytes']).toBeGreaterThan(2_300_000)
    expect(renders).toEqual([])
  })

  test.each(['web', 'mp4'] as const)('a place for %s: a folder has its name', async (format) => {
    const { run, at, renders } = await setUp()
    await mkdir(at('taken'))
    await expect(run('taken', { format })).rejects.toMatchObject({ code: 'file.not-a-file' })
    expect(renders).toEqual([])
  })
})

describe('a picture beside a video', () => {
  test('is written, and written again, but never over one that is not ours', async () => {
    const { run, at, read, renders } = await setUp()
    const wish = { posterTicks: ticks(0) }
    const files = await run('out.mp4', wish)
    expect(files.map((file) => path.basename(file.path))).toContain('out.jpg')
    expect(await read('out.jpg')).toContain('Made by Tidbit Studio')
    await run('out.mp4', wish)
    await writeFile(at('out.jpg'), 'a holiday')
    const before = renders.length
    await expect(run('out.mp4', wish)).rejects.toMatchObject({ code: 'export.poster-in-the-way' })
    expect([await read('out.jpg'), renders.length]).toEqual(['a holiday', before])
  })
})

describe('credits beside the video', () => {
  const licensed = async (spdx: string) => {
    const { run, read, at, folder } = await setUp()
    const loaded = await writeAndLoad(folder)
    const assets = Object.fromEntries(
      Object.entries(loaded.document.assets).map(([id, asset]) => [
        id,
        { ...asset, licence: { spdx, attribution: 'Anna Berg', sourceUrl: '' } },
      ]),
    )
    const document = { ...loaded.document, assets }
    return { read, at, run: (change: Parameters<typeof orderOf>[2] = {}) => run('out.mp4', { document, ...change }) }
  }

  test('are written where a licence asks for them, again in place of ours, never over another file', async () => {
    const { run, read, at } = await licensed('CC-BY-4.0')
    expect((await run()).map((file) => path.basename(file.path))).toContain('out.credits.txt')
    expect(await read('out.credits.txt')).toContain('by Anna Berg')
    await run()
    await writeFile(at('out.credits.txt'), 'my notes')
    await expect(run()).rejects.toMatchObject({ code: 'export.credits-in-the-way' })
    expect(await read('out.credits.txt')).toBe('my notes')
  })

  test('of what is free for everything only on request', async () => {
    const { run } = await licensed('CC0-1.0')
    expect((await run()).map((file) => path.basename(file.path))).not.toContain('out.credits.txt')
    expect((await run({ credits: true })).map((file) => path.basename(file.path))).toContain('out.credits.txt')
  })
})
