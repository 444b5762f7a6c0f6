import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseArguments } from '#main/cli/arguments.ts'
import { killBatchOnce, runTidbit, setKillStage, type BatchRun, type KillStage } from '../../soak/kill-batch.ts'

let folder = ''
let stage: KillStage

type Report = {
  readonly counts: Readonly<Record<string, number>>
  readonly items: readonly { readonly name: string; readonly outcome: string; readonly reason: string | null }[]
}
type Plan = { readonly rows: readonly { readonly name: string; readonly state: string; readonly errors: readonly string[] }[] }

const parse = <T>({ stdout }: BatchRun): T => JSON.parse(stdout) as T
const at = (...parts: string[]): string => path.join(folder, ...parts)

function write(name: string, content: unknown): Promise<void> {
  return writeFile(at(name), typeof content === 'string' ? content : JSON.stringify(content))
}

/** One plain video a row. */
function recipe(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const outputs = { step: 'outputs', outputs: [{ format: 'mp4', preset: 'source', name: '{title}' }] }
  return { version: 1, name: 'By sheet', language: 'en', steps: [{ step: 'metadata', title: '{title}' }, outputs], ...change }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-batch-command-'))
  stage = await setKillStage(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('tidbit batch', () => {
  it('makes every row of a sheet that can be made, tells why not of the others, and nothing twice', async () => {
    await mkdir(at('mixed'))
    for (const name of ['one', 'two']) await copyFile(at('clips', `${name}.mp4`), at('mixed', `${name}.mp4`))
    await write('mixed/broken.mp4', 'this is no video')
    const lines = ['one.mp4;First', 'broken.mp4;Broken', 'two.mp4;Same', 'one.mp4;same', 'gone.mp4;Gone']
    await write('mixed/rows.csv', `File;Title\n${lines.join('\n')}\n`)
    await write('by-sheet.json', recipe())
    const words = ['by-sheet.json', '--input', 'mixed/rows.csv', '--out', 'results', '--json']

    const planned = parse<Plan>(await runTidbit(folder, [...words, '--dry-run']))
    expect(planned.rows.map(({ state }) => state)).toEqual(['make', 'make', 'refused', 'refused', 'refused'])
    await expect(stat(at('results'))).rejects.toThrow('ENOENT')

    const first = await runTidbit(folder, words)
    expect(first.code).toBe(1)
    expect(parse<Report>(first).items.map(({ name, outcome, reason }) => [name, outcome, reason])).toEqual([
      ['one.mp4', 'done', null],
      ['broken.mp4', 'failed', expect.stringContaining('is not a video')],
      ['two.mp4', 'failed', expect.stringContaining('“one.mp4 (2)”')],
      ['one.mp4', 'failed', expect.stringContaining('Give them names that differ')],
      ['gone.mp4', 'failed', expect.stringContaining('does not exist')],
    ])
    expect((await readdir(at('results'))).toSorted()).toEqual(['First.mp4', 'tidbit-batch'])
    const reports = (await readdir(at('results', 'tidbit-batch'))).filter((name) => name.startsWith('report')).toSorted()
    expect(reports).toEqual(['report-pictures.jpg', 'report.csv', 'report.html', 'report.json'])

    await write('mixed/rows.csv', 'File;Title\none.mp4;First\ntwo.mp4;Second\n')
    const second = await runTidbit(folder, words)
    expect({ code: second.code, counts: parse<Report>(second).counts }).toEqual({
      code: 0,
      counts: { done: 1, unchanged: 1, failed: 0, waiting: 0 },
    })

    await write('by-sheet.json', recipe({ language: 'de' }))
    expect(parse<Report>(await runTidbit(folder, words)).counts).toMatchObject({ done: 2, unchanged: 0 })
  })

  it('tells what cannot be begun from lessons that failed', async () => {
    await write('typo.json', recipe({ steps: [{ step: 'outptus' }] }))
    await write('right.json', recipe())
    for (const words of [
      ['typo.json', '--input', 'clips'],
      ['gone.json', '--input', 'clips'],
      ['right.json', '--input', 'gone.csv'],
    ]) {
      const { code, stderr } = await runTidbit(folder, [...words, '--out', 'never'])
      expect([code, stderr]).toEqual([2, expect.stringMatching(/needs a correction|does not exist/)])
    }
    await expect(stat(at('never'))).rejects.toThrow('ENOENT')
  })

  it('looks at five thousand rows at once, and writes nothing', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `${index === 4999 ? 'gone' : 'one'}.mp4;Title ${index}`)
    await write('clips/many.csv', `File;Title\n${rows.join('\n')}\n`)
    await write('many.json', recipe())
    const words = ['many.json', '--input', 'clips/many.csv', '--out', 'many', '--dry-run', '--json']
    const run = await runTidbit(folder, words)
    const { rows: planned } = parse<Plan>(run)
    expect(run.code).toBe(1)
    expect(planned).toHaveLength(5000)
    expect(planned.filter(({ state }) => state === 'make')).toHaveLength(4999)
    expect(planned.at(-1)).toMatchObject({ name: 'gone.mp4', errors: [expect.stringContaining('does not exist')] })
    await expect(stat(at('many'))).rejects.toThrow('ENOENT')
    await rm(at('clips', 'many.csv'))
  })

  it.each([
    [['recipe.json', '--out', 'x'], 'Say what to work on'],
    [['recipe.json', '--input', 'clips'], 'Say where to put'],
    [['recipe.json', '--input', 'clips', '--out', 'x', '--jobs', '0'], 'not a whole number'],
    [['recipe.json', '--input', 'clips', '--out', 'x', '--report', 'x.pdf'], 'must end in .html'],
  ])('says how to call it: %s', (words, sentence) => {
    expect(() => parseArguments(['batch', ...words])).toThrow(sentence)
  })

  it('ends cleanly with Ctrl-C, and goes on where it was', async () => {
    const words = ['recipe.json', '--input', 'clips', '--out', 'interrupted', '--jobs', '1', '--json']
    const journal = at('interrupted', 'tidbit-batch', 'journal.jsonl')
    const first = await runTidbit(folder, words, async (pid) => {
      await expect.poll(() => readFile(journal, 'utf8').catch(() => '')).toContain('"done"')
      process.kill(pid, 'SIGINT')
    })
    expect(first.code).toBe(1)
    const done = (await readFile(journal, 'utf8')).trim().split('\n').length
    expect((await readdir(at('interrupted'))).filter((name) => name.startsWith('.'))).toEqual([])
    expect(parse<Report>(await runTidbit(folder, words)).counts).toMatchObject({ done: 2 - done, unchanged: done })
  })

  it('loses nothing and leaves nothing half-written, whenever it or its media process is killed', async () => {
    const broken: string[] = []
    // The first kills the command, the second a media process; the soak kills many more.
    for (const seed of [4, 8]) for (const promise of await killBatchOnce(stage, seed)) broken.push(`${seed}: ${promise}`)
    expect(broken).toEqual([])
  })
})
