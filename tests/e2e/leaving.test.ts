import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, afterAll, describe, expect, it } from 'vitest'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

let folder: string
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-leaving-'))
  // Long enough that its pictures are still being made when the test leaves.
  await makeClip(join(folder, 'clip.mp4'), 120)
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))
beforeEach(async () => {
  studio = await launchStudio()
  page = studio.page
})
afterEach(() => studio.close())

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
/** The window goes with the click, which Playwright takes for a failure. */
const clickLast = (name: string) =>
  button(name)
    .click()
    .catch(() => null)
const titleField = () => page.getByRole('textbox', { name: text.editor.titleLabel })
const windows = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
const closeWindow = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

/** A lesson that is open in the window. */
async function openLesson(title: string): Promise<ProjectId> {
  const { projectId } = await invoke(studio, 'library.create', { title, language: 'en', canvas: '9:16' })
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await button(text.library.open(title)).click()
  await titleField().waitFor()
  return projectId
}

async function startImport(): Promise<void> {
  await studio.app.evaluate(
    ({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    },
    join(folder, 'clip.mp4'),
  )
  await button(text.editor.media.add).click()
  await page.getByText(text.editor.media.importing('clip.mp4')).waitFor()
}

const countClips = async (projectId: ProjectId): Promise<number> =>
  (await invoke(studio, 'library.open', { projectId })).document.mainTrack.length

describe('a window with a lesson that cannot be saved', () => {
  it('stays open until the user decides', async () => {
    const projectId = await openLesson('Conflict')
    const stored = await invoke(studio, 'library.open', { projectId })
    await invoke(studio, 'library.save', {
      projectId,
      baseRevision: stored.revision,
      document: stored.document,
      history: null,
    })
    await titleField().fill('My unsaved work')
    await page.keyboard.press('Enter')
    await page.getByText(text.editor.saveConflict.title).waitFor()
    await closeWindow()
    await button(text.editor.closeAnyway).waitFor()
    await page.waitForTimeout(6000)
    expect(await windows()).toBe(1)
    // Asked again, it answers again.
    await closeWindow()
    await page.waitForTimeout(500)
    await Promise.all([studio.app.waitForEvent('close'), clickLast(text.editor.closeAnyway)])
  })
})

describe('a lesson that was changed elsewhere', () => {
  it('is loaded anew on demand, and what was here can be brought back', async () => {
    const projectId = await openLesson('Twice')
    const { document, revision } = await invoke(studio, 'library.open', { projectId })
    const theirs = { ...document, metadata: { ...document.metadata, title: 'Theirs' } }
    await invoke(studio, 'library.save', { projectId, baseRevision: revision, document: theirs, history: null })
    await titleField().fill('Mine')
    await page.keyboard.press('Enter')
    await button(text.editor.saveConflict.takeTheirs).click()
    await expect.poll(() => titleField().inputValue()).toBe('Theirs')
    await button(text.editor.back).click()
    await button(text.library.more('Theirs')).click()
    await page.getByRole('menuitem', { name: text.library.menu.versions }).click()
    const kept = page.getByRole('listitem').filter({ hasText: text.library.versions.setAside })
    await kept.getByRole('button', { name: text.library.versions.goBack }).click()
    await button(text.library.open('Mine')).waitFor()
    expect((await invoke(studio, 'library.open', { projectId })).document.metadata.title).toBe('Mine')
    // And back once more.
    const { versions } = await invoke(studio, 'library.versions', { projectId })
    expect(versions.map(({ name }) => name)).toContain(text.library.versions.beforeGoingBack)
  })
})

describe('a screen that fails', () => {
  it('does not keep the window from saving and closing at once', async () => {
    await openLesson('Broken')
    await page.evaluate(() => {
      Object.defineProperty(document, 'title', {
        configurable: true,
        get: () => '',
        set: () => {
          Reflect.deleteProperty(document, 'title')
          throw new Error('The screen breaks')
        },
      })
    })
    await titleField().fill('Saved all the same')
    await page.keyboard.press('Enter')
    await page.getByText(text.common.failed.title).waitFor()
    const began = Date.now()
    await Promise.all([studio.app.waitForEvent('close'), closeWindow().catch(() => null)])
    expect(Date.now() - began).toBeLessThan(8000)
    const ended = studio
    studio = await launchStudio({ userData: ended.userData })
    const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
    expect(projects).toMatchObject([{ title: 'Saved all the same' }])
    await studio.close()
    studio = ended
  })
})

describe('the window', () => {
  it('is named after the lesson that is open', async () => {
    const name = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
    await openLesson('Knots')
    await expect.poll(name).toBe('Knots – Tidbit Studio')
    await button(text.editor.back).click()
    await expect.poll(name).toBe('Tidbit Studio')
  })
})

describe('a clip on its way into a lesson', () => {
  it('gets there when the lesson is left', async () => {
    const projectId = await openLesson('Left')
    await startImport()
    await button(text.editor.back).click()
    // Its length is named as well where it got there before the library shows.
    await page.getByRole('button', { name: new RegExp(`^${text.library.open('Left')}`) }).waitFor()
    await expect.poll(() => countClips(projectId), { timeout: 60_000, interval: 500 }).toBe(1)
  })

  it('keeps the window open, unless the user does not want it any more', async () => {
    await openLesson('Closed')
    await startImport()
    await closeWindow()
    await button(text.editor.closeNow).waitFor()
    expect(await windows()).toBe(1)
    await Promise.all([studio.app.waitForEvent('close'), clickLast(text.editor.closeNow)])
  })
})
