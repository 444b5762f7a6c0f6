import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'

import { holdLock } from '../main/library/sql.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'

/** More than a save of a small lesson takes, less than the time in which it is tried again. */
const patientMs = 40_000
/** Of what the editor puts on the clipboard. */
const clipboardType = 'application/x-tidbit-items'
let folder: string
let userData: string
let libraryFolder: string
/** Mounting takes root: elsewhere the tests of the disk are left out. */
let hasSmallDisk = false
let studio: Studio
let page: Page
let projectId: ProjectId

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const titleField = () => page.getByRole('textbox', { name: text.editor.titleLabel })
const storedTitle = async () => (await invoke(studio, 'library.open', { projectId })).document.metadata.title
const windowCount = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

async function retitle(title: string): Promise<void> {
  await titleField().fill(title)
  await page.keyboard.press('Enter')
}

function mountSmallDisk(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function remount(mode: 'ro' | 'rw'): boolean {
  try {
    execFileSync('mount', ['-o', `remount,${mode}`, libraryFolder], { stdio: 'ignore' })
    return true
  } catch {
    // A process that ends still has files open.
    return false
  }
}

/** Leaves no byte free; the file that does it. */
async function fillDisk(): Promise<string> {
  const filler = join(libraryFolder, 'filler')
  const handle = await open(filler, 'w')
  try {
    // A file system keeps some blocks for itself: writing tells where it ends.
    for (const block of [new Uint8Array(65_536), new Uint8Array(512)]) {
      let written = true
      while (written)
        written = await handle.appendFile(block).then(
          () => true,
          () => false,
        )
    }
  } finally {
    await handle.close()
  }
  return filler
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-bad-input-'))
  userData = join(folder, 'user-data')
  libraryFolder = join(userData, 'library')
  await mkdir(libraryFolder, { recursive: true })
  hasSmallDisk = mountSmallDisk(libraryFolder)
  await makeClip(join(folder, 'clip.mp4'), 4)
  studio = await launchStudio({ userData })
  page = studio.page
  projectId = (await invoke(studio, 'library.create', { title: 'Hardy', language: 'en', canvas: '9:16' })).projectId
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await button(text.library.open('Hardy')).click()
  await titleField().waitFor()
  await answerDialogs(studio, [join(folder, 'clip.mp4')], '')
  await button(text.editor.media.add).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
})
afterAll(async () => {
  await studio.close()
  if (hasSmallDisk) execFileSync('umount', ['-l', libraryFolder])
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('a lesson that cannot be saved', () => {
  it('because the disk is full: is told, kept, and saved as soon as there is room', async (context) => {
    if (!hasSmallDisk) return context.skip('mounting a small disk takes root')
    const filler = await fillDisk()
    await retitle('Nowhere to go')
    await page.getByText(text.editor.saveFailed.title).waitFor({ timeout: patientMs })
    await page
      .getByText(/The disk that holds .* is full/)
      .first()
      .waitFor()
    // The window asks before it takes the work with it.
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await button(text.editor.closeAnyway).waitFor({ timeout: patientMs })
    expect(await windowCount()).toBe(1)
    expect(await titleField().inputValue()).toBe('Nowhere to go')
    await rm(filler)
    await page.getByText(text.editor.saveFailed.title).first().waitFor({ state: 'detached', timeout: patientMs })
    await expect.poll(storedTitle, { timeout: patientMs }).toBe('Nowhere to go')
  })

  it('because another program has the library: is told, kept, and saved when that lets go', async () => {
    const holder = await holdLock(join(libraryFolder, 'library.db'), ['BEGIN IMMEDIATE'])
    await retitle('Locked out')
    await page
      .getByText(/Another program is using the library/)
      .first()
      .waitFor({ timeout: patientMs })
    expect(await titleField().inputValue()).toBe('Locked out')
    holder.kill('SIGKILL')
    await page.getByText(text.editor.saveFailed.title).first().waitFor({ state: 'detached', timeout: patientMs })
    await expect.poll(storedTitle, { timeout: patientMs }).toBe('Locked out')
  })
})

describe('pasting', () => {
  const lookalikes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['words', { 'text/plain': 'Just words' }],
    ['a page', { 'text/html': '<b onclick=alert(1)>x</b>', 'text/plain': 'x' }],
    ['nothing', {}],
    ['a broken copy', { [clipboardType]: '{"version":1,"items":[' }],
    ['a copy of nothing', { [clipboardType]: '{}' }],
    ['a copy of numbers', { [clipboardType]: '[1,2,3]' }],
    ['a copy with other insides', { [clipboardType]: '{"clips":[{"__proto__":{"id":1}}],"assets":{"../x":{}}}' }],
    ['a copy without an end', { [clipboardType]: '['.repeat(200_000) }],
  ]
  it.each(lookalikes)('%s is declined in a sentence and changes nothing', async (_, flavours) => {
    const before = (await invoke(studio, 'library.open', { projectId })).document
    await page.evaluate((data) => {
      const clipboardData = new DataTransfer()
      for (const [type, content] of Object.entries(data)) clipboardData.setData(type, content)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, flavours)
    const { nonsense, onlyText, empty } = text.clipboard
    const expected = clipboardType in flavours ? nonsense : 'text/plain' in flavours ? onlyText : empty
    await page.getByText(expected).first().waitFor()
    expect((await invoke(studio, 'library.open', { projectId })).document).toEqual(before)
  })
})

describe('folders', () => {
  it('give their clips, through the dialog, and are told where they hold none', async () => {
    const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
    const count = await clips.count()
    await mkdir(join(folder, 'filmed/later'), { recursive: true })
    await makeClip(join(folder, 'filmed/part 2.mp4'), 1)
    await makeClip(join(folder, 'filmed/later/part 10.mp4'), 1)
    await writeFile(join(folder, 'filmed/notes.txt'), 'no clip')
    await answerDialogs(studio, [join(folder, 'filmed')], '')
    await button(text.editor.media.addFolder).click()
    await expect.poll(() => clips.count(), { timeout: 120_000 }).toBe(count + 2)
    await mkdir(join(folder, 'empty'))
    await answerDialogs(studio, [join(folder, 'empty')], '')
    await button(text.editor.media.addFolder).click()
    await page.getByText(/There is no clip, sound or picture in “empty”/).waitFor()
  })
})

describe('a caption of 10,000 characters', () => {
  it.each([
    ['words', 'many words '.repeat(910).slice(0, 10_000)],
    ['one word', 'x'.repeat(10_000)],
  ])('of %s is kept to the last letter and does not hold up the editor', async (_, content) => {
    await page.getByRole('tab', { name: text.captions.title }).click()
    const fields = page.getByRole('list', { name: text.captions.listLabel }).locator('textarea')
    if ((await fields.count()) === 0) await button(text.captions.addHere).click()
    await fields.first().waitFor()
    await fields.first().fill(content)
    await fields.first().blur()
    const stored = async () =>
      Object.values((await invoke(studio, 'library.open', { projectId })).document.captions).map((caption) => caption.text)
    await expect.poll(stored, { timeout: patientMs }).toEqual([content.trim()])
    // The editor answers: the lesson plays and the title can be changed.
    await retitle('Still here')
    await expect.poll(storedTitle, { timeout: patientMs }).toBe('Still here')
    await retitle('Hardy')
  })
})

describe('a clip whose file goes away while its lesson is open', () => {
  it('is told where it is missed, and the lesson is saved all the same', async () => {
    await rename(join(folder, 'clip.mp4'), join(folder, 'elsewhere.mp4'))
    await retitle('Without its clip')
    await expect.poll(storedTitle, { timeout: patientMs }).toBe('Without its clip')
    // Back from the program in which it was moved.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page
      .getByText(text.editor.media.gone(['clip.mp4']))
      .first()
      .waitFor()
    await page.getByRole('tab', { name: text.editor.panels.media }).click()
    await page.getByText(text.editor.media.missing).first().waitFor()
    await button(text.editor.back).click()
    await page
      .getByRole('button', { name: new RegExp(`^${text.library.open('Without its clip')}`) })
      .first()
      .click()
    await page.getByRole('tab', { name: text.editor.panels.media }).click()
    await page.getByText(text.editor.media.missing).first().waitFor()
  })
})

describe('a library that cannot be written to', () => {
  it('is told in one sentence, and opens as soon as it can be', async (context) => {
    if (!hasSmallDisk) return context.skip('mounting a small disk takes root')
    await studio.close()
    await expect.poll(() => remount('ro')).toBe(true)
    studio = await launchStudio({ userData })
    page = studio.page
    const told = page.getByText(/^The library .* cannot be written to\. Check the permissions of its folder and its disk\.$/)
    // Other parts of the start may have asked the library, too, and say so.
    await told.first().waitFor()
    expect(await findViolations(page)).toEqual([])
    await button(text.library.newLesson).click()
    await expect.poll(() => told.count()).toBeGreaterThan(1)
    expect(remount('rw')).toBe(true)
    await button(text.library.failed.retry).click()
    await page
      .getByRole('button', { name: new RegExp(`^${text.library.open('Without its clip')}`) })
      .first()
      .waitFor()
  })
})
