import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'
import { showTheme } from './show-theme.ts'

const names = ['arch.mp4', 'bridge.mp4', 'canal.mp4', 'dam.mp4', 'embankment.mp4']
let studio: Studio
let page: Page
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-several-'))
  for (const name of [...names, 'ferry.mp4']) await makeClip(join(folder, name), 1)
  studio = await launchStudio()
  page = studio.page
  await open(...names)
  await button(text.library.empty.choose).click()
  await clips()
    .nth(names.length - 1)
    .waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
const titles = () => page.getByRole('listbox', { name: /^Overlays/ }).getByRole('option')
const inspector = () => page.getByRole('complementary', { name: text.editor.inspector.label })
const open = (...files: readonly string[]) =>
  answerDialogs(
    studio,
    files.map((file) => join(folder, file)),
    '',
  )

/** Nothing that axe objects to in either theme; `TIDBIT_SHOTS` names a folder for pictures of it. */
async function expectSound(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await findViolations(page, ['aside', '[role="tabpanel"]'])).toEqual([])
    const shots = process.env['TIDBIT_SHOTS']
    if (shots) await page.screenshot({ path: join(shots, `${name}-${theme}.png`) })
  }
}

async function savedDocument() {
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return (await invoke(studio, 'library.open', { projectId })).document
}

describe('many clips', () => {
  const words = text.editor.media

  it('are found by their names', async () => {
    const search = page.getByRole('searchbox', { name: words.search })
    const uses = page.getByRole('button', { name: /^Use / })
    await expect.poll(() => uses.count()).toBe(names.length)
    await search.fill('dam')
    await expect.poll(() => uses.count()).toBe(1)
    await button(text.clipSettings.tracks.use('dam.mp4')).waitFor()
    await search.fill('volcano')
    await page.getByText(words.nothing('volcano')).waitFor()
    await expectSound('media-search')
    await search.press('Escape')
    await expect.poll(() => uses.count()).toBe(names.length)
  })

  it('are replaced by a file of the computer, each where it is, as one step', async () => {
    const shown = () => clips().allTextContents()
    const withFerry = names.map((name) => expect.stringContaining(name === 'bridge.mp4' ? 'ferry.mp4' : name))
    await open('ferry.mp4')
    await clips().nth(1).click({ button: 'right' })
    await page.getByRole('menuitem', { name: text.timeline.menu.replaceFromFile }).press('Enter')
    await expect.poll(shown, { timeout: 60_000 }).toEqual(withFerry)
    await page.keyboard.press('Control+z')
    await expect.poll(shown).toEqual(names.map((name) => expect.stringContaining(name)))
  })
})

describe('several titles', () => {
  const words = text.overlays

  it('are changed together in the inspector, and back in one step', async () => {
    const add = async (count: number): Promise<void> => {
      await page.getByRole('row', { name: words.presets.heading, exact: true }).click()
      await expect.poll(() => titles().count()).toBe(count)
    }
    await page.getByRole('tab', { name: text.editor.panels.overlays }).click()
    await add(1)
    await add(2)
    await titles().first().click()
    await titles()
      .nth(1)
      .click({ modifiers: ['Control'] })
    await inspector()
      .getByText(words.inspector.selected(2, 2, []), { exact: false })
      .waitFor()
    await expectSound('several-titles')
    const opacities = async () => Object.values((await savedDocument()).overlays).map(({ opacity }) => opacity)
    expect(await opacities()).toEqual([1, 1])
    await inspector().getByRole('slider', { name: words.inspector.opacity, exact: true }).focus()
    await page.keyboard.press('PageDown')
    await expect.poll(opacities).toEqual([expect.closeTo(0.9, 1), expect.closeTo(0.9, 1)])
    await page.keyboard.press('Control+z')
    await expect.poll(opacities).toEqual([1, 1])
  })
})
