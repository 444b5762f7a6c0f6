import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { dropFiles } from './drop-files.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'

const run = promisify(execFile)
const words = text.course
const tidbit = path.join(import.meta.dirname, '../../bin/tidbit.mjs')
let folder = ''
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-e2e-course-'))
  for (const name of ['First', 'Second', 'Third']) await makeClip(path.join(folder, `${name}.mp4`), 1)
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const cards = () => page.getByRole('list', { name: text.library.listLabel }).getByRole('listitem')

it('lessons become one course in the order that was chosen, and each of them plays', async () => {
  for (const [index, name] of ['First', 'Second', 'Third'].entries()) {
    await dropFiles(page, [path.join(folder, `${name}.mp4`)])
    await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
    await button(text.editor.back).click()
    await expect.poll(() => cards().count()).toBe(index + 1)
  }
  const file = path.join(folder, 'course.zip')
  await answerDialogs(studio, [], file)
  await button(words.open).click()
  const dialog = page.getByRole('dialog', { name: words.title })
  for (const name of ['First', 'Third']) await dialog.getByRole('checkbox', { name: new RegExp(name) }).check({ force: true })
  const order = dialog.getByRole('region', { name: words.order }).getByRole('listitem')
  await expect.poll(() => order.count()).toBe(2)
  const [leading] = await order.allInnerTexts()
  await button(words.moveUp(leading?.includes('First') ? 'Third' : 'First')).click()
  await expect.poll(async () => (await order.allInnerTexts())[1]).toBe(leading?.replace(/^1/, '2'))
  await dialog.getByRole('textbox', { name: words.name }).fill('My course')
  await dialog.getByRole('button', { name: new RegExp(words.kind) }).click()
  await page.getByRole('option', { name: words.kinds.scorm2004 }).click()
  expect(await findViolations(page)).toEqual([])
  await button(words.start).click()
  await page.getByText(words.done).first().waitFor({ timeout: 60_000 })
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  for (const part of ['1', '2']) {
    const { stdout } = await run(process.execPath, [tidbit, 'try', file, '--part', part, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ result: { completed: true } })
  }
}, 120_000)

it('a lesson of a colleague is let go over the window, and opens with its clip', async () => {
  const before = await cards().count()
  const packed = path.join(folder, 'From a colleague.tidbit')
  await answerDialogs(studio, [], packed)
  await button(text.library.more('First')).press('Enter')
  await page.getByRole('menuitem', { name: text.projectFile.save }).click()
  await page.getByText(text.projectFile.saved('From a colleague.tidbit')).waitFor()
  await dropFiles(page, [packed])
  const clip = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first()
  await clip.waitFor()
  expect(await clip.textContent()).toContain('First.mp4')
  await button(text.editor.back).click()
  await expect.poll(() => cards().count()).toBe(before + 1)
})
