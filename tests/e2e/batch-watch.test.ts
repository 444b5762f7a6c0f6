import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'

const words = text.batchDraft
const shots = process.env['TIDBIT_SHOTS']
const recipe = {
  ...{ version: 1, name: 'Plain videos', language: 'en' },
  steps: [{ step: 'outputs', outputs: [{ format: 'mp4', preset: 'lms' }] }],
}
let folder = ''
let studio: Studio
let page: Page
const at = (...parts: string[]): string => path.join(folder, ...parts)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-watch-'))
  await mkdir(at('clips'))
  await makeClip(at('clips', 'one.mp4'), 1)
  await writeFile(at('recipe.json'), JSON.stringify(recipe))
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const videos = async (): Promise<readonly string[]> =>
  (await readdir(at('clips', words.resultsFolder)).catch(() => [])).filter((name) => name.endsWith('.mp4')).toSorted()

it('clips that come into a watched folder are made by themselves, until nobody watches it', async () => {
  await button(text.batchQueue.open).click()
  await button(text.batchQueue.newBatch).first().click()
  await answerDialogs(studio, [at('recipe.json')], '')
  await button(words.steps.recipe.choose).click()
  await page.getByText(recipe.name).waitFor()
  await answerDialogs(studio, [at('clips')], '')
  await button(words.steps.input.folder).click()
  await page.getByText(words.steps.input.watch, { exact: true }).click()
  await button(words.make(1)).click()
  await expect.poll(videos, { timeout: 120_000 }).toEqual(['one.mp4'])
  await copyFile(at('clips', 'one.mp4'), at('clips', 'two.mp4'))
  await expect.poll(videos, { timeout: 120_000 }).toEqual(['one.mp4', 'two.mp4'])

  const stop = button(text.batchQueue.watch.stopNamed('clips'))
  await stop.waitFor()
  await page.mouse.move(700, 600)
  await expect.poll(() => page.getByRole('tooltip').count()).toBe(0)
  expect(await findViolations(page)).toEqual([])
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'batch-watch.png') })
  await stop.click()
  await expect.poll(() => stop.count()).toBe(0)
  // A window asks before it closes over a batch that is being made.
  await expect.poll(() => page.getByText(text.batchQueue.states.running).count(), { timeout: 120_000 }).toBe(0)
})
