import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProgressLine } from '#main/cli/progress-line.ts'
import { openSession } from '#main/cli/session.ts'
import { createNodeMediaHost } from '#main/core/media/node-media-host.ts'

const run = promisify(execFile)
const tidbit = fileURLToPath(new URL('../../../bin/tidbit.mjs', import.meta.url))
let folder = ''

type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

function runTidbit(...words: string[]): Promise<Outcome> {
  return runTidbitWith({}, ...words)
}

function runTidbitWith(env: Readonly<Record<string, string>>, ...words: string[]): Promise<Outcome> {
  const options = { cwd: folder, timeout: 60_000, env: { ...process.env, ...env } }
  return new Promise((resolve) => {
    execFile(process.execPath, [tidbit, ...words], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr })
    })
  })
}

/** One question over two seconds of a grey clip with a tone. */
async function writeLesson(name: string, change: Record<string, unknown> = {}): Promise<string> {
  const question = {
    at: 1,
    type: 'single-choice',
    prompt: 'Which?',
    choices: [{ text: 'This', correct: true }, { text: 'That' }],
  }
  const cues = [{ start: 0.2, end: 1.6, text: 'Hello there' }]
  const lesson = { title: 'Small', language: 'en', clips: [{ file: 'clip.mp4' }], captions: cues, quizzes: [question], ...change }
  await writeFile(path.join(folder, name), JSON.stringify(lesson))
  return name
}

const leftovers = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.includes('.part') || name.startsWith('.'))

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-cli-'))
  const inputs = ['-f', 'lavfi', '-i', 'color=gray:s=360x640:r=30:d=2', '-f', 'lavfi', '-i', 'sine=d=2', '-shortest']
  await run('ffmpeg', ['-v', 'error', ...inputs, '-metadata', 'location=+48.1+011.5/', path.join(folder, 'clip.mp4')])
  await run('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=720x1280:r=30:d=60',
    '-preset',
    'ultrafast',
    path.join(folder, 'long.mp4'),
  ])
  const fast = ['-movflags', '+faststart', path.join(folder, 'faststart.mp4')]
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=360x640:r=30:d=2', ...fast])
  await writeFile(path.join(folder, 'text.mp4'), 'this is no video')
  await writeFile(path.join(folder, 'empty.mp4'), '')
  await writeLesson('lesson.json')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the tidbit command', () => {
  it('renders a lesson with its captions beside it and tells where', async () => {
    const { code, stdout, stderr } = await runTidbit('render', 'lesson.json', '--out', 'video.mp4', '--preset', 'low')
    expect(stderr).toContain('Rendering')
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^video\.mp4 .*\nvideo\.vtt .*\n$/) })
    expect(await readFile(path.join(folder, 'video.vtt'), 'utf8')).toContain('00:00:00.200 --> 00:00:01.600\nHello there')
    const facts = JSON.parse((await runTidbit('probe', 'video.mp4', '--json')).stdout)
    expect(facts.interpretation.video).toMatchObject({ codec: 'h264', displayWidth: 720, displayHeight: 1280 })
    expect(await leftovers()).toEqual([])
  })

  it('packs the same bytes twice', async () => {
    for (const name of ['a.zip', 'b.zip']) {
      expect(await runTidbit('package', 'lesson.json', '--format', 'scorm12', '--out', name, '--preset', 'low')).toMatchObject({
        code: 0,
      })
    }
    expect(await readFile(path.join(folder, 'a.zip'))).toEqual(await readFile(path.join(folder, 'b.zip')))
  })

  it('counts versions of a bank of questions, which may not carry them', async () => {
    const bank = ['--format', 'qti21', '--out', 'bank.zip']
    const versionNow = async (): Promise<unknown> =>
      (JSON.parse(await readFile(path.join(folder, 'bank.zip.tidbit.json'), 'utf8')) as { version: number }).version
    await writeLesson('counted.json')
    expect(await runTidbit('package', 'counted.json', ...bank)).toMatchObject({ code: 0 })
    expect(await versionNow()).toBe(1)
    await writeLesson('counted.json', { captions: [] })
    expect(await runTidbit('package', 'counted.json', ...bank)).toMatchObject({ code: 0 })
    expect(await versionNow()).toBe(2)
  })

  it('tells progress as JSON lines that never go back', async () => {
    const { stderr } = await runTidbit('render', 'lesson.json', '--out', 'json.mp4', '--preset', 'low', '--progress', 'json')
    const updates = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { stage: string; fraction: number })
    expect(updates.length).toBeGreaterThan(5)
    expect(updates.map(({ fraction }) => fraction)).toEqual(updates.map(({ fraction }) => fraction).toSorted((a, b) => a - b))
  })

  it('tells warnings and errors as JSON lines, too', async () => {
    await writeLesson('warned.json', { clips: [{ file: 'clip.mp4', out: 60 }] })
    const json = ['--out', 'warned.mp4', '--preset', 'low', '--progress', 'json']
    const lines = async (lesson: string, env = {}): Promise<Record<string, unknown>[]> =>
      (await runTidbitWith(env, 'render', lesson, ...json)).stderr
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(await lines('warned.json')).toContainEqual({ warning: expect.stringContaining('ends at') })
    expect(await lines('nowhere.json')).toEqual([{ error: expect.stringContaining('nowhere.json'), code: 'file.not-found' }])
  })

  it('needs no temporary folder for a video, and says which one is missing for a package', async () => {
    const env = { TMPDIR: path.join(folder, 'no-such-folder') }
    expect(await runTidbitWith(env, 'render', 'lesson.json', '--out', 'tmp.mp4', '--preset', 'low')).toMatchObject({ code: 0 })
    const { code, stderr } = await runTidbitWith(env, 'package', 'lesson.json', '--format', 'web', '--out', 'tmp.zip')
    // What a web page lacks is told before.
    const sentences = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Attention: '))
    expect({ code, sentences }).toEqual({ code: 1, sentences: [expect.stringContaining('no-such-folder')] })
  })

  it('never writes over the clip it renders', async () => {
    const before = await readFile(path.join(folder, 'clip.mp4'))
    const { code, stderr } = await runTidbit('render', 'lesson.json', '--out', 'clip.mp4', '--preset', 'low')
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('“clip.mp4” is one of the files') })
    expect(await readFile(path.join(folder, 'clip.mp4'))).toEqual(before)
  })

  it('notices that the media of a document was exchanged for a file of the same size', async () => {
    const other = path.join(folder, 'document')
    await mkdir(other)
    await copyFile(path.join(folder, 'clip.mp4'), path.join(other, 'clip.mp4'))
    const session = openSession(createProgressLine('json', { write: () => undefined }), createNodeMediaHost())
    const authored = await session.load(path.join(folder, 'lesson.json'))
    await session.close()
    // The probe has just hashed it.
    expect(authored.source.frozenHashes).toEqual({})
    const assets = Object.fromEntries(
      Object.values(authored.document.assets).map((asset) => [asset.id, { ...asset, absolutePath: null }]),
    )
    await writeFile(path.join(other, 'document.json'), JSON.stringify({ ...authored.document, assets }))
    const render = () => runTidbit('render', 'document/document.json', '--out', 'document/out.mp4', '--preset', 'low')
    expect(await render()).toMatchObject({ code: 0, stderr: expect.stringContaining('Rendering') })
    const bytes = await readFile(path.join(other, 'clip.mp4'))
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    await writeFile(path.join(other, 'clip.mp4'), bytes)
    const { code, stderr } = await render()
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Media has changed') })
    expect(stderr).not.toContain('Rendering')
  })

  it('lists every problem of a lesson', async () => {
    await writeLesson('bad.json', { titel: 'x', clips: [{ file: 'clip.mp4', in: 'two' }] })
    const { code, stderr, stdout } = await runTidbit('validate', 'bad.json')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('titel')
    expect(stderr).toContain('did you mean "title"?')
    expect(stderr).toContain('clips[0].in: write a number')
    const listed = JSON.parse((await runTidbit('validate', 'bad.json', '--json')).stdout)
    expect(listed).toMatchObject({ valid: false, warnings: [] })
    expect(listed.problems).toEqual(
      expect.arrayContaining([
        { path: 'titel', message: expect.stringContaining('title') },
        { path: 'clips[0].in', message: expect.stringContaining('write a number') },
      ]),
    )
  })

  it.each([
    ['text.mp4', /is not a video, sound or picture/],
    ['empty.mp4', /empty/],
    ['nowhere.mp4', /does not exist/],
    ['.', /is a folder/],
  ])('refuses %s with one sentence', async (file, sentence) => {
    const { code, stderr, stdout } = await runTidbit('probe', file)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('says so when it may not write there, before it encodes', async () => {
    await mkdir(path.join(folder, 'a-folder.mp4'))
    const refused = await runTidbit('render', 'lesson.json', '--out', '/proc/video.mp4')
    expect(refused.code).toBe(1)
    expect(refused.stderr.trim().split('\n')).toEqual([expect.stringMatching(/“proc” does not exist/)])
    const taken = await runTidbit('render', 'lesson.json', '--out', 'a-folder.mp4', '--preset', 'low')
    expect(taken.code).toBe(1)
    expect(await leftovers()).toEqual([])
  })

  it.each([
    [['frobnicate'], /There is no command “frobnicate”/],
    [['help', 'nonsense'], /There is no command “nonsense”/],
    [['help', 'constructor'], /There is no command “constructor”/],
    [['render', 'lesson.json'], /--out/],
    [['package', 'lesson.json', '--format', 'scorm', '--out', 'x.zip'], /scorm12, scorm2004, cmi5, web/],
    [['package', 'lesson.json', '--format', 'h5p', '--out', 'x.zip'], /must end in \.h5p/],
    [['captions', 'lesson.json', '--out', 'x.docx'], /must end in \.vtt/],
    [['publish', 'clip.mp4', '--to', 'moodle:https://moodle.example'], /TIDBIT_PUBLISH_SECRET/],
  ])('exits with 2 for %j', async (words, sentence) => {
    const { code, stderr } = await runTidbit(...words)
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
  })

  // An older Node hands over to the bundled one; the signal reaches the outer process alone.
  const olderNode = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})'
  it('counts file names from where the user stands, also through npm', async () => {
    const root = path.dirname(path.dirname(tidbit))
    const { stdout } = await run('npm', ['--prefix', root, 'run', '-s', 'tidbit', '--', 'probe', 'clip.mp4'], { cwd: folder })
    expect(stdout).toMatch(/^clip\.mp4, 2\.\d s/)
  })

  it('says in a render, too, what needs attention in a clip', async () => {
    const bytes = await readFile(path.join(folder, 'faststart.mp4'))
    await writeFile(path.join(folder, 'cut.mp4'), bytes.subarray(0, Math.floor(bytes.length * 0.25)))
    await writeLesson('cut.json', { clips: [{ file: 'cut.mp4' }], quizzes: [], captions: [] })
    const { code, stderr } = await runTidbit('render', 'cut.json', '--out', 'cut-out.mp4', '--preset', 'low')
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('“cut.mp4”: The recording broke off') })
  })

  it('says that the picture of a clip came out damaged', async () => {
    const bytes = await readFile(path.join(folder, 'faststart.mp4'))
    for (let at = Math.floor(bytes.length * 0.4); at < bytes.length; at += 997) bytes.writeUInt8(bytes.readUInt8(at) ^ 0x55, at)
    await writeFile(path.join(folder, 'flipped.mp4'), bytes)
    await writeLesson('flipped.json', { clips: [{ file: 'flipped.mp4' }], quizzes: [], captions: [] })
    const { code, stderr } = await runTidbit('render', 'flipped.json', '--out', 'flipped-out.mp4', '--preset', 'low')
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('“flipped.mp4”: Parts of the picture are'),
    })
    expect(stderr.match(/Parts of the picture are/g)).toHaveLength(1)
    const clean = await runTidbit('render', 'lesson.json', '--out', 'clean-out.mp4', '--preset', 'low')
    expect(clean.stderr).not.toContain('damaged')
  })

  it('writes the captions of a lesson in the language that is asked for', async () => {
    const cues = (text: string) => [{ start: 0.2, end: 1.6, text }]
    const captions = [
      { language: 'en', cues: cues('Hello there') },
      { language: 'pt-BR', kind: 'subtitles', cues: cues('Olá') },
    ]
    await writeLesson('two-languages.json', { captions })
    const inPortuguese = await runTidbit('captions', 'two-languages.json', '--track', 'pt', '--out', 'pt.vtt')
    expect(inPortuguese).toMatchObject({ code: 0, stdout: '1 caption in pt.vtt.\n' })
    expect(await readFile(path.join(folder, 'pt.vtt'), 'utf8')).toContain('00:00:00.200 --> 00:00:01.600\nOlá')
    expect(await readFile(path.join(folder, 'pt.vtt'), 'utf8')).toContain('Language: pt-BR')
    expect(await runTidbit('captions', 'two-languages.json', '--out', 'shown.srt')).toMatchObject({ code: 0 })
    expect(await readFile(path.join(folder, 'shown.srt'), 'utf8')).toContain('Hello there')
    const missing = await runTidbit('captions', 'two-languages.json', '--track', 'fr', '--out', 'fr.vtt')
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no captions in “fr”. Choose one of: en, pt-BR.') })
    expect(existsSync(path.join(folder, 'fr.vtt'))).toBe(false)
  })

  it.each([
    ['Ctrl-C', 'SIGINT', []],
    ['its terminal is closed', 'SIGHUP', []],
    ['a SIGINT under an older Node', 'SIGINT', ['--import', olderNode]],
  ] as const)('leaves nothing behind after %s', async (_what, signal, nodeOptions) => {
    await writeLesson('long.json', { clips: [{ file: 'long.mp4' }], quizzes: [], captions: [] })
    const words = [...nodeOptions, tidbit, 'render', 'long.json', '--out', 'long-out.mp4', '--progress', 'json']
    const child = spawn(process.execPath, words, { cwd: folder })
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (text: Buffer) => {
        if (/"fraction":0\.[1-9]/.test(text.toString())) resolve()
      })
    })
    child.kill(signal)
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(code).toBe(1)
    expect(existsSync(path.join(folder, 'long-out.mp4'))).toBe(false)
    expect(await leftovers()).toEqual([])
  })
})
