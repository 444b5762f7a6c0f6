import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { dropFiles } from './drop-files.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.batchDraft
const form = words.form
let folder = ''
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-steps-'))
  await makeClip(path.join(folder, 'one.mp4'), 3)
  await writeFile(path.join(folder, 'clips.csv'), 'clip,question,a,b,c,d,correct\none.mp4,What melts?,Ice,Sand,,,A\n')
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByRole('dialog').getByLabel(name, { exact: true })
async function add(kind: keyof typeof form.stepNames): Promise<void> {
  await button(form.add).click()
  await page.getByRole('menuitem', { name: form.stepNames[kind], exact: true }).click()
  await page.getByRole('heading', { name: form.stepNames[kind], exact: true }).waitFor()
}

it('steps are written as forms, mistakes are told at their step, and the row is asked what they say', async () => {
  await button(text.batchQueue.open).click()
  await button(text.batchQueue.newBatch).first().click()
  await button(words.steps.recipe.create).waitFor()
  await dropFiles(page, [path.join(folder, 'clips.csv'), path.join(folder, 'one.mp4')])
  await page.getByText('A batch takes one folder').waitFor()
  await dropFiles(page, [path.join(folder, 'clips.csv')])
  await page.getByText(words.steps.input.sheetOf(1)).waitFor()
  await button(words.steps.recipe.create).click()
  for (const kind of ['questions', 'loudness', 'brand', 'doctor'] as const) await add(kind)
  // What is there once cannot be added again.
  await button(form.add).click()
  expect(await page.getByRole('menuitem', { name: form.stepNames.questions, exact: true }).count()).toBe(0)
  await page.keyboard.press('Escape')

  await field(form.questions.points).fill('many')
  await page.getByText(form.problemsIn([form.stepNames.questions])).waitFor()
  await page.getByText('Question 1, points: write a number').waitFor()
  expect(await button(form.use).isDisabled()).toBe(true)
  await page.mouse.move(5, 5)
  expect(await findViolations(page)).toEqual([])
  await field(form.questions.points).fill('2')
  await button(form.use).click()

  await button(words.make(1)).waitFor()
  await page.getByText('one.mp4', { exact: true }).first().click()
  await button(words.row.look).click()
  await page.getByText('What melts?').last().waitFor()
  await page.getByText(words.row.facts(3, 0, 1), { exact: true }).waitFor({ timeout: 60_000 })
})
