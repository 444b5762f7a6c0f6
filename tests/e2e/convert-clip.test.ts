import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.editor.media
let folder = ''
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-convert-'))
  await makeClip(join(folder, 'clip.mp4'), 2)
  studio = await launchStudio()
  page = studio.page
  await studio.app.evaluate(
    ({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    },
    join(folder, 'clip.mp4'),
  )
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** The stored lesson's only clip file. */
async function storedAsset() {
  const [project] = (await invoke(studio, 'library.list', { query: '', deleted: false })).projects
  if (!project) throw new Error('no lesson')
  const { document } = await invoke(studio, 'library.open', { projectId: project.projectId })
  return Object.values(document.assets)[0]
}

it('converts a clip of the lesson from its menu, by key, as one step to undo', async () => {
  await page.getByRole('button', { name: text.library.empty.choose, exact: true }).first().click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  // Saved may still be said of the lesson without its clip.
  await expect.poll(async () => (await storedAsset())?.interpretation?.repaired, { timeout: 60_000 }).toBe(false)
  await page.getByRole('button', { name: text.clipSettings.tracks.use('clip.mp4') }).press('Enter')
  await page.getByRole('menuitem', { name: words.convert }).press('Enter')
  await page.getByText(words.converted('clip.mp4')).first().waitFor({ timeout: 120_000 })
  // With the focus on it the message stays.
  const undo = page.getByRole('button', { name: text.common.undo, exact: true }).first()
  await undo.focus()
  await expect.poll(async () => (await storedAsset())?.interpretation?.repaired, { timeout: 60_000 }).toBe(true)
  expect((await storedAsset())?.interpretation?.findings).toMatchObject([{ code: 'media.converted' }])
  expect(await page.getByText(text.editor.preview.failed).count()).toBe(0)
  await undo.press('Enter')
  await expect.poll(async () => (await storedAsset())?.interpretation?.repaired, { timeout: 60_000 }).toBe(false)
})
