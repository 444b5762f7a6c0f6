import { mkdtemp, rm } from 'node:fs/promises'
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
const kept = text.batchQueue.kept
let folder = ''
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-draft-'))
  for (const name of ['one', 'two']) await makeClip(path.join(folder, `${name}.mp4`), 1)
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const rows = () => page.getByRole('grid', { name: words.table.label }).getByRole('checkbox')

it('a batch that is left before it began waits, with all that was decided, until it is thrown away', async () => {
  await answerDialogs(studio, [folder], '')
  await button(text.batchQueue.open).click()
  await button(text.batchQueue.newBatch).first().click()
  await button(words.back).click()
  // Nothing was chosen: nothing is kept.
  await page.getByRole('heading', { name: text.batchQueue.title }).waitFor()
  expect(await button(kept.goOnNamed(kept.withoutSteps)).count()).toBe(0)

  await button(text.batchQueue.newBatch).first().click()
  await button(words.steps.recipe.create).click()
  await button(words.form.use).click()
  await button(words.steps.input.folder).click()
  await expect.poll(() => rows().count()).toBe(2)
  // Its columns stand beside each other, also where there is no name to fill in but the clip's.
  const tops = await page.getByRole('columnheader').evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(1)
  await rows().first().uncheck({ force: true })
  await button(words.make(1)).waitFor()
  await button(words.back).click()
  const goOn = button(kept.goOnNamed(words.steps.recipe.fresh))
  await goOn.waitFor()
  // The tooltip of the button under the pointer is no part of the screen.
  await page.mouse.move(600, 600)
  await expect.poll(() => page.getByRole('tooltip').count()).toBe(0)
  expect(await findViolations(page)).toEqual([])
  const shots = process.env['TIDBIT_SHOTS']
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'kept-draft.png') })

  await goOn.click()
  await button(words.make(1)).waitFor()
  expect(await rows().first().isChecked()).toBe(false)
  await button(text.common.undo).click()
  await button(words.make(2)).waitFor()
  await button(words.back).click()
  await button(kept.throwAwayNamed(words.steps.recipe.fresh)).click()
  await expect.poll(() => goOn.count()).toBe(0)
  await button(text.common.undo).click()
  await goOn.click()
  await button(words.make(2)).waitFor()
  await button(words.back).click()
  await button(kept.throwAwayNamed(words.steps.recipe.fresh)).click()
  await expect.poll(() => goOn.count()).toBe(0)
})
