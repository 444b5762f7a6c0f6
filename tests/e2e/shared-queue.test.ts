import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { startRedis, type RedisServer } from '../main/batch-workers/redis-server.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'

const words = text.batchDraft
const share = text.sharedQueue
const command = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url))
const recipe = {
  ...{ version: 1, name: 'Plain videos', language: 'en' },
  steps: [{ step: 'outputs', outputs: [{ format: 'mp4', preset: 'lms' }] }],
}
const shots = process.env['TIDBIT_SHOTS']
let folder = ''
let redis: RedisServer
let worker: ChildProcess | null = null
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-shared-'))
  await mkdir(path.join(folder, 'clips'))
  await mkdir(path.join(folder, 'store'))
  for (const name of ['one', 'two']) await makeClip(path.join(folder, 'clips', `${name}.mp4`), 1)
  await writeFile(path.join(folder, 'recipe.json'), JSON.stringify(recipe))
  redis = await startRedis(folder)
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  if (worker?.kill('SIGKILL')) await once(worker, 'exit')
  await redis.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const shoot = async (name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) })
}

it('a batch of the window is made by a worker of a shared queue', async () => {
  await button(text.batchQueue.open).click()
  await button(text.batchQueue.newBatch).first().click()
  await answerDialogs(studio, [path.join(folder, 'recipe.json')], '')
  await button(words.steps.recipe.choose).click()
  await page.getByText(recipe.name).waitFor()
  await answerDialogs(studio, [path.join(folder, 'clips')], '')
  await button(words.steps.input.folder).click()
  await button(words.make(2)).waitFor()

  await button(share.step.setUp).click()
  const dialog = page.getByRole('dialog', { name: share.title })
  await dialog.getByLabel(share.url, { exact: true }).fill(redis.url)
  await dialog.getByLabel(share.password, { exact: true }).fill('wrong')
  await answerDialogs(studio, [path.join(folder, 'store')], '')
  await button(share.chooseFolder).click()
  await dialog.getByText(share.folder('store')).waitFor()
  await button(share.save).click()
  await dialog.getByText('refuses the password').waitFor()
  expect(await findViolations(page)).toEqual([])
  await shoot('shared-queue-dialog')
  await dialog.getByLabel(share.password, { exact: true }).fill(redis.password)
  await button(share.save).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(share.step.empty).waitFor()
  await shoot('shared-queue-step')

  const env = { ...process.env, TIDBIT_QUEUE_PASSWORD: redis.password }
  const args = [command, 'worker', '--queue', redis.url, '--store', path.join(folder, 'store'), '--jobs', '1']
  worker = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  worker.stderr?.on('data', (chunk: Buffer) => (told += chunk))
  await button(words.make(2)).click()
  await expect
    .poll(() => readdir(path.join(folder, 'clips', words.resultsFolder)).catch(() => []), { timeout: 120_000 })
    .toEqual(expect.arrayContaining(['one.mp4', 'two.mp4']))
  expect(told).toContain('one.mp4: made')
  await page.getByText(text.batchQueue.states.over).first().waitFor()
  await shoot('shared-queue-batch')
})
