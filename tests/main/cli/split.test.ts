import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const tidbit = fileURLToPath(new URL('../../../bin/tidbit.mjs', import.meta.url))
let folder = ''

type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }
type Parts = {
  readonly parts: readonly {
    readonly title: string
    readonly start: number
    readonly end: number
    readonly lesson: string | null
  }[]
}

function split(...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tidbit, 'split', ...words], { cwd: folder, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr })
    })
  })
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-split-'))
  const chapter = (start: number, end: number, title: string): string =>
    `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${end}\ntitle=${title}\n`
  await writeFile(
    path.join(folder, 'meta.txt'),
    `;FFMETADATA1\n${chapter(0, 10_000, 'Intro')}${chapter(10_000, 24_000, 'Intro')}`,
  )
  // Babble with a pause of a second every eight seconds, around 7, 15 and 23 s.
  const babble = "aevalsrc='0.3*sin(2*PI*300*t)*(0.6+0.4*sin(2*PI*4*t))*lt(mod(t+0.5,8),7)':s=48000:d=32"
  const film = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=180x320:r=30:d=32',
    '-f',
    'lavfi',
    '-i',
    babble,
    '-i',
    path.join(folder, 'meta.txt'),
  ]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  await run('ffmpeg', [
    '-v',
    'error',
    ...film,
    '-map',
    '0',
    '-map',
    '1',
    '-map_chapters',
    '2',
    ...codecs,
    path.join(folder, 'Long talk.mp4'),
  ])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('writes a lesson a part, which play all of the recording and are valid', async () => {
  const { code, stdout } = await split('Long talk.mp4', '--out', 'lessons', '--target', '8', '--json', '--language', 'de')
  expect(code).toBe(0)
  const { parts } = JSON.parse(stdout) as Parts
  expect(parts.map(({ start }) => Math.round(start))).toEqual([0, 7, 15, 23])
  expect(await readdir(path.join(folder, 'lessons'))).toEqual(
    parts.map((_, index) => `0${index + 1} Long talk ${index + 1}.json`),
  )
  let last = 0
  for (const { lesson, start, end } of parts) {
    expect(start).toBe(last)
    last = end
    const file = path.join(folder, lesson ?? '')
    const written = JSON.parse(await readFile(file, 'utf8')) as { readonly language: string; readonly clips: readonly unknown[] }
    expect(written).toMatchObject({ language: 'de', clips: [{ file: '../Long talk.mp4', out: expect.closeTo(end, 5) }] })
    const { stdout: told } = await run(process.execPath, [tidbit, 'validate', file])
    expect(told).toContain('is valid')
  }
  expect(last).toBeCloseTo(32, 1)
})

it('names parts by their chapters, never two the same, and writes nothing in a dry run', async () => {
  const before = await readdir(folder)
  const { code, stdout } = await split('Long talk.mp4', '--by', 'markers', '--dry-run', '--json')
  expect(code).toBe(0)
  const { parts } = JSON.parse(stdout) as Parts
  expect(parts.map(({ title, start, lesson }) => [title, start, lesson])).toEqual([
    ['Intro', 0, null],
    ['Intro (2)', 10, null],
  ])
  expect(await readdir(folder)).toEqual(before)
})

it('says in a sentence what cannot be split, and how to ask', async () => {
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=2', path.join(folder, 'voice.wav')])
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=2', path.join(folder, 'plain.mp4')])
  for (const [words, code, sentence] of [
    [['voice.wav', '--out', 'x'], 1, 'has no picture'],
    [['plain.mp4', '--by', 'markers', '--out', 'x'], 1, 'has no chapters'],
    [['gone.mp4', '--out', 'x'], 1, 'gone.mp4'],
    [['plain.mp4'], 2, '--out FOLDER'],
    [['plain.mp4', '--out', 'x', '--target', '900'], 2, 'from 5 to 180'],
    [['plain.mp4', '--out', 'x', '--by', 'colour'], 2, 'silence, scene, markers'],
  ] as const) {
    const outcome = await split(...words)
    expect({ words, ...outcome }).toMatchObject({ code, stderr: expect.stringContaining(sentence) })
  }
  expect(await readdir(folder)).not.toContain('x')
})

it('writes the same again, but not over a lesson that was worked on', async () => {
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=2', path.join(folder, 'twice.mp4')])
  const again = () => split('twice.mp4', '--out', 'kept')
  expect(await again()).toMatchObject({ code: 0 })
  expect(await again()).toMatchObject({ code: 0 })
  const [name = ''] = await readdir(path.join(folder, 'kept'))
  const lesson = path.join(folder, 'kept', name)
  const worked = (await readFile(lesson, 'utf8')).replace('"title": "', '"title": "My ')
  await writeFile(lesson, worked)
  expect(await again()).toMatchObject({ code: 1, stderr: expect.stringContaining('choose another folder') })
  expect(await readFile(lesson, 'utf8')).toBe(worked)
})
