import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const tidbit = fileURLToPath(new URL('../../../bin/tidbit.mjs', import.meta.url))
let folder = ''

type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

function call(...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tidbit, ...words], { cwd: folder, timeout: 90_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr })
    })
  })
}

const question = { id: 'q', at: 0.5, type: 'true-false', prompt: 'Is it grey?', correct: true }

async function writeLesson(name: string, change: Record<string, unknown> = {}): Promise<string> {
  const captions = [{ start: 0, end: 1, text: 'Hum' }]
  const lesson = { id: 'grey', title: 'Grey', language: 'en', clips: [{ file: 'clip.mp4' }], captions, quizzes: [question] }
  await writeFile(path.join(folder, name), JSON.stringify({ ...lesson, ...change }))
  return name
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-check-'))
  const source = ['-f', 'lavfi', '-i', 'color=gray:s=90x160:r=30:d=1', '-f', 'lavfi', '-i', 'sine=d=1']
  await run('ffmpeg', ['-v', 'error', ...source, path.join(folder, 'clip.mp4')])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('tidbit preflight', () => {
  it('ends with 0 where nothing keeps anybody from learning, and with 1 where something does', async () => {
    const fine = await call('preflight', await writeLesson('fine.json'), '--json', '--report', 'fine.html')
    expect(fine.stderr).not.toContain('Error')
    expect(JSON.parse(fine.stdout)).toMatchObject({ subject: 'lesson', counts: { error: 0 } })
    expect(fine.code).toBe(0)
    expect(await readFile(path.join(folder, 'fine.html'), 'utf8')).toContain('<!doctype html>')
    const silent = await call('preflight', await writeLesson('silent.json', { captions: [] }))
    expect(silent.stdout).toContain('[captions.none]')
    expect(silent.code).toBe(1)
  }, 120_000)

  it('ends with 1 for a package with errors and for what is not there, and with 2 for a wrong call', async () => {
    await writeFile(path.join(folder, 'broken.zip'), 'no zip')
    const broken = await call('preflight', 'broken.zip', '--json')
    expect(JSON.parse(broken.stdout)).toMatchObject({ subject: 'package', findings: [{ code: 'package.unreadable' }] })
    expect(broken.code).toBe(1)
    const missing = await call('preflight', 'nowhere.json')
    expect([missing.code, missing.stdout]).toEqual([1, ''])
    expect((await call('preflight')).code).toBe(2)
    expect((await call('preflight', 'fine.json', '--report', 'page.pdf')).code).toBe(2)
  }, 120_000)

  it('tells what no longer fits results that learners of an earlier package have', async () => {
    const made = await call('package', await writeLesson('first.json'), '--format', 'scorm12', '--out', 'first.zip')
    expect(made.stderr).not.toContain('rror')
    const turned = await writeLesson('turned.json', { quizzes: [{ ...question, correct: false }] })
    const { stdout } = await call('preflight', turned, '--since', 'first.zip', '--json')
    const { findings } = JSON.parse(stdout) as { findings: { code: string; severity: string; item: unknown }[] }
    expect(findings.find(({ code }) => code === 'questions.results')).toMatchObject({
      severity: 'warning',
      item: { kind: 'question' },
    })
    const wrong = await call('preflight', turned, '--since', 'turned.json')
    expect([wrong.code, wrong.stdout]).toEqual([1, ''])
  }, 180_000)
})
