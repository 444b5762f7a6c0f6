import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tryPackage } from '#main/core/headless-learner/try-package.ts'
import { writePackage } from '#main/core/packaging/write-package.ts'
import type { Journey } from '#shared/journey/journey.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { describeCourse } from '#shared/package/course/course.ts'
import { createCoursePlanner } from '#shared/package/course/plan-course.ts'
import type { PackageFormat, PackagePlan } from '#shared/package/package-plan.ts'
import { defaultPackageOptions } from '#shared/package/plan-package.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { buildPlayer, planOf, playerFolder } from '../build-package.ts'
import { quiz } from './lessons.ts'

const command = fileURLToPath(new URL('../../../bin/tidbit.mjs', import.meta.url))
let folder = ''

beforeAll(async () => {
  await buildPlayer()
  folder = await mkdtemp(join(tmpdir(), 'tidbit-try-'))
  await writeFile(join(folder, 'no-film'), 'x')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, plan: PackagePlan): Promise<string> {
  const file = join(folder, name)
  const stub = join(folder, 'no-film')
  const media = Object.fromEntries(plan.files.flatMap(({ kind, path }) => (kind === 'media' ? [[path, stub]] : [])))
  await writePackage(plan, { playerFolder, media, assets: {} }, file)
  return file
}

const lesson = quiz({ questionsAnswered: true, minScorePercent: 80 })
const writeLesson = (format: PackageFormat): Promise<string> => write(`${format}.zip`, planOf(lesson, format))

function run(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    )
  })
}

const firstRight: Journey = {
  version: 1,
  name: 'The first one right',
  steps: [
    { do: 'play' },
    ...(['right', 'wrong', 'wrong', 'wrong'] as const).flatMap((how) => [
      { do: 'watch' } as const,
      { do: 'answer', with: how, next: 'continue' } as const,
    ]),
    { do: 'leave' },
  ],
}

describe('tidbit try', () => {
  it('says in words what the platform is told, and what it knows in the end', async () => {
    const { code, stdout } = await run('try', await writeLesson('scorm12'))
    expect(stdout).toContain('The lesson told the platform: 100 of 100 points.')
    expect(stdout).toMatch(
      /Score +100 of 100\nCompleted +yes\nSuccess +passed\nStored +\d+ of 4,096 characters: at 20 s, 100 % watched, 4 answered/,
    )
    expect(code).toBe(0)
  })

  it('goes through no lesson whose film is not in the package', async () => {
    const plan = planOf(lesson, 'web')
    const file = await write('filmless.zip', { ...plan, files: plan.files.filter(({ path }) => path !== 'media/lesson.mp4') })
    const thrown: unknown = await tryPackage(file, null, new AbortController().signal).catch((error: unknown) => error)
    expect(describeError(toErrorData(thrown))).toContain('The package has no media/lesson.mp4, which its lesson shows.')
  })

  it('fails where a journey comes to something else than it expects', async () => {
    const journey: Journey = {
      version: 1,
      name: 'Leaves at once',
      steps: [{ do: 'play' }, { do: 'watch', to: 2 }, { do: 'leave' }],
      expect: { completed: true },
    }
    const file = join(folder, 'journey.json')
    await writeFile(file, JSON.stringify(journey))
    const { code, stdout } = await run('try', await writeLesson('cmi5'), '--journey', file, '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      failed: true,
      format: 'cmi5',
      result: { score: null, completed: false, success: 'unknown' },
      surprises: ['completion should be true, but is false'],
    })
    expect(code).toBe(1)
  })

  it('goes through the lesson of a course that it is told, which has a pass mark of its own', async () => {
    const [hard, easy] = (['hard', 'easy'] as const).map((name, index) => {
      const document = quiz({ questionsAnswered: true, minScorePercent: [90, 10][index] ?? null })
      return { ...document, id: name as LessonId, metadata: { ...document.metadata, title: name } }
    })
    if (!hard || !easy) throw new Error('no lessons')
    const planner = createCoursePlanner(describeCourse('Both', [hard, easy]), 'scorm2004', defaultPackageOptions)
    const files = [...planner.addLesson(hard), ...planner.addLesson(easy), ...planner.finish()]
    const file = await write('course.zip', { ...planOf(hard, 'scorm2004'), files })
    const outcomes = await Promise.all([1, 2].map((part) => tryPackage(file, firstRight, AbortSignal.timeout(100_000), { part })))
    expect(outcomes.map(({ part, report }) => [part.title, part.of, report.result.success, report.faults])).toEqual([
      ['hard', 2, 'failed', []],
      ['easy', 2, 'passed', []],
    ])
    const { code, stderr } = await run('try', file, '--part', '3')
    expect([code, stderr.includes('“course.zip” has no part 3: it holds 2 lessons.')]).toEqual([1, true])
  })

  it('launches the lesson of a cmi5 course with what its own entry says', async () => {
    const plan = planOf(lesson, 'cmi5')
    const files = plan.files.map((each) => {
      if (each.path !== 'cmi5.xml' || each.kind !== 'text') return each
      const [unit = ''] = /<au\b[\s\S]*?<\/au>/.exec(each.text) ?? []
      const easy = unit
        .replace(/ id="[^"]*"/, ' id="https://lessons.invalid/easy"')
        .replace(/masteryScore="[^"]*"/, 'masteryScore="0.1"')
      return { ...each, text: each.text.replace(unit, `${unit}${easy}`) }
    })
    const file = await write('units.zip', { ...plan, files })
    const outcomes = await Promise.all([1, 2].map((part) => tryPackage(file, firstRight, AbortSignal.timeout(100_000), { part })))
    expect(outcomes.map(({ part, report }) => [part.of, report.result.success])).toEqual([
      [2, 'failed'],
      [2, 'passed'],
    ])
  })

  it('says in one sentence what is no journey, and what is no package', async () => {
    const file = join(folder, 'bad.json')
    await writeFile(file, JSON.stringify({ version: 1, name: 'x', steps: [{ do: 'dance' }] }))
    const bad = await run('try', await writeLesson('web'), '--journey', file)
    expect(bad.stderr).toContain('“bad.json” is no journey. steps[0].do: write "play", "pause"')
    expect(bad.code).toBe(1)
    const none = await run('try', join(folder, 'no-film'))
    expect(none.stderr).toContain('is no package that can be opened here')
  })
})

/** The package of a stranger: our page and lesson, with a script of theirs in the place of the player. */
async function writeHostile(script: string): Promise<string> {
  const plan = planOf(lesson, 'web')
  const files = plan.files.map((file) =>
    file.path === 'player/player.js' ? { kind: 'text' as const, path: file.path, text: script } : file,
  )
  return write('hostile.zip', { ...plan, files })
}

/** Adds a film, so that the learner comes to look, and tells in the page what each attempt came to. */
const attempt = (tries: Readonly<Record<string, string>>): string => `
  const host = document.getElementById('tidbit-player')
  host.append(document.createElement('video'))
  const found = {}
  for (const [name, code] of Object.entries(${JSON.stringify(tries)})) {
    try { found[name] = String((0, eval)(code)) } catch (error) { found[name] = 'refused' }
  }
  localStorage.setItem('tidbit-result:x', JSON.stringify({ score: null, completed: false, success: 'unknown' }))
  localStorage.setItem('found', JSON.stringify(found))`

describe('the package of a stranger', () => {
  const look: Journey = { version: 1, name: 'Looks', steps: [{ do: 'leave' }] }

  it('reads and writes no file, starts no program and reaches no network', async () => {
    let calls = 0
    const server = createServer((_, response) => {
      calls += 1
      response.end()
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    const outer = `document.constructor.constructor`
    const file = await writeHostile(
      attempt({
        process: `${outer}('return process')().pid`,
        builtin: `process.getBuiltinModule('fs').readFileSync('/etc/hostname', 'utf8')`,
        require: `require('fs').readFileSync('/etc/hostname', 'utf8')`,
        eval: `${outer}('return 6 * 7')()`,
        fetch: `window.fetch('http://127.0.0.1:${port}/').then(() => 1, () => 0) && 'asked'`,
        request: `new XMLHttpRequest().open('GET', 'http://127.0.0.1:${port}/')`,
        picture: `(() => { const image = document.createElement('img'); image.src = 'http://127.0.0.1:${port}/'; document.body.append(image); return 'asked' })()`,
        frame: `(() => { const frame = document.createElement('iframe'); frame.src = 'http://127.0.0.1:${port}/'; document.body.append(frame); return 'asked' })()`,
      }),
    )
    const { report } = await tryPackage(file, look, AbortSignal.timeout(100_000))
    const found = JSON.parse(report.stored['found'] ?? '{}') as Record<string, string>
    expect(found).toEqual({
      process: 'refused',
      builtin: 'refused',
      require: 'refused',
      eval: 'refused',
      fetch: 'asked',
      request: 'refused',
      picture: 'asked',
      frame: 'asked',
    })
    expect(calls).toBe(0)
    server.close()
  })

  it.each([
    ['is stuck', 'for (;;) ;'],
    [
      'asks for more and more',
      `const tick = () => setTimeout(tick, 0); tick(); document.getElementById('tidbit-player').append(document.createElement('video'))`,
    ],
  ])('that %s ends with a sentence', async (_, script) => {
    const file = await writeHostile(script)
    await expect(tryPackage(file, look, AbortSignal.timeout(100_000), { timeoutMs: 8000 })).rejects.toThrow(
      /hostile\.zip” (did not come to an end|could not be tried)/,
    )
  })
})
