import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'
import { invoke } from './invoke.ts'

const words = text.editor.media
let folder = ''
let studio: Studio
let page: Page

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')

async function answerDialog(name: string): Promise<void> {
  await studio.app.evaluate(
    ({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    },
    join(folder, name),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-find-'))
  await makeClip(join(folder, 'clip.mp4'), 4)
  await makeClip(join(folder, 'other.mp4'), 3)
  studio = await launchStudio({ userData: join(folder, 'data') })
  page = studio.page
  await answerDialog('clip.mp4')
  await button(text.library.empty.choose).click()
  await clips().first().waitFor()
  await page.getByText(text.editor.saved.saved).first().waitFor()
  await studio.close()
  await rename(join(folder, 'clip.mp4'), join(folder, 'moved.mp4'))
  studio = await launchStudio({ userData: join(folder, 'data') })
  page = studio.page
  await page
    .getByRole('button', { name: /^Open clip/ })
    .first()
    .click()
  await clips().first().waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('a clip whose file was moved', () => {
  it('gets it again from the media panel, and takes no other', async () => {
    await page.getByText(words.missing).waitFor()
    await page.getByText(text.editor.preview.failed).waitFor()
    expect(await page.getByText('is not a video').count()).toBe(0)
    await answerDialog('other.mp4')
    await button(words.findFileOf('clip.mp4')).press('Enter')
    await page.getByText('“other.mp4” is another file than “clip.mp4”').first().waitFor()
    await answerDialog('moved.mp4')
    await button(words.findFileOf('clip.mp4')).press('Enter')
    await page
      .getByText(words.found(['clip.mp4']))
      .first()
      .waitFor()
    expect(await page.getByText(words.missing).count()).toBe(0)
    expect(await clips().count()).toBe(1)
    await expect.poll(() => page.getByText(text.editor.preview.failed).count(), { timeout: 60_000 }).toBe(0)
    // Leaving stores what is unsaved.
    await button(text.editor.back).click()
    await page
      .getByRole('button', { name: /^Open clip/ })
      .first()
      .waitFor()
    const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
    const opened = await Promise.all(projects.map(({ projectId }) => invoke(studio, 'library.open', { projectId })))
    expect(opened.map(({ missingAssetIds }) => missingAssetIds)).toEqual([[]])
  })
})
