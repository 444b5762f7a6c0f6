import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLibrary } from '#main/core/library/open-library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.batchQueue
const names = ['one', 'two', 'three'] as const
const entry = new URL('../../src-main/library-process/main.ts', import.meta.url)

let folder = ''
let userData = ''
const at = (...parts: string[]): string => path.join(folder, ...parts)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-batch-'))
  userData = at('app')
  // The last to be made has not begun when the first is there.
  for (const name of names) await makeClip(at(`${name}.mp4`), name === 'two' ? 6 : 2)
  // Held, so that the test sees it begin.
  const library = openLibrary({ entry, libraryFile: path.join(userData, 'library', 'library.db') })
  const outputs = { step: 'outputs', outputs: [{ format: 'mp4', preset: 'source' }] }
  const items = [...names, 'gone'].map((name) => ({ key: name, name: `${name}.mp4` }))
  const request = {
    recipe: { version: 1, name: 'Plain videos', language: 'en', steps: [outputs] },
    recipeFolder: folder,
    rows: items.map(({ key, name }, index) => ({
      row: { key, number: index + 1, clip: name, values: {} },
      base: folder,
      problems: [],
    })),
    outFolder: at('lessons'),
    remarks: [],
  }
  const head = { stopped: null, createdAt: Date.now(), startedAt: null, endedAt: null }
  await library.addBatch(
    { ...head, id: 'plain', name: 'Plain videos', outFolder: at('lessons'), state: 'paused' },
    request,
    items.map((item) => ({ ...item, state: 'waiting', sentence: null, milliseconds: 0 })),
  )
  await library.close()
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

/** The films that the journal has as made. One that is not in there yet may lie in the folder already, and is made again. */
async function madeByJournal(): Promise<readonly string[]> {
  const journal = await readFile(at('lessons', 'tidbit-batch', 'journal.jsonl'), 'utf8').catch(() => '')
  // The last line may be half of one.
  const lines = journal.split('\n').slice(0, -1)
  return lines.flatMap((line) => (line.includes('"outcome":"done"') ? (/"path":"(\w+\.mp4)"/.exec(line)?.[1] ?? []) : []))
}

async function openBatches({ page }: Studio): Promise<void> {
  await page.getByRole('button', { name: words.open, exact: true }).click()
  await page.getByRole('heading', { name: 'Plain videos' }).waitFor()
}

it('a batch is paused, goes on by itself after a kill, and makes nothing twice', async () => {
  const first = await launchStudio({ userData })
  await openBatches(first)
  const { page } = first
  const rows = page.getByRole('grid', { name: words.items('Plain videos') }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(4)
  expect(await findViolations(page)).toEqual([])
  // By the keyboard, the last becomes the first.
  await rows.nth(2).focus()
  for (const _ of [1, 2]) await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => rows.first().textContent()).toContain('three.mp4')

  await page.getByRole('button', { name: words.goOn, exact: true }).click()
  await page.getByRole('button', { name: words.pause, exact: true }).click()
  await page.getByRole('button', { name: words.goOn, exact: true }).click()
  await expect.poll(madeByJournal, { timeout: 120_000 }).not.toEqual([])
  const main = first.app.process()
  const ended = once(main, 'exit')
  main.kill('SIGKILL')
  await ended
  const made = await madeByJournal()
  const before = await Promise.all(made.map(async (name) => [name, (await stat(at('lessons', name))).mtimeMs] as const))
  expect(made).not.toContain('two.mp4')

  const again = await launchStudio({ userData })
  try {
    await openBatches(again)
    await again.page.getByText(words.states.over).first().waitFor({ timeout: 120_000 })
    await again.page.getByText('does not exist').waitFor()
    for (const [name, time] of before) expect((await stat(at('lessons', name))).mtimeMs).toBe(time)
    const all = ['one.mp4', 'three.mp4', 'tidbit-batch', 'two.mp4']
    expect((await readdir(at('lessons'))).toSorted()).toEqual(all)
    expect(await readdir(at('lessons', 'tidbit-batch'))).toContain('report.html')
    expect(await findViolations(again.page)).toEqual([])
  } finally {
    await again.close()
  }
})
