import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs, goTo } from './lesson-steps.ts'

/** `npm run screenshots`: shows every screen of the app in docs/guide/screens, also on a machine without a display. */
const root = join(import.meta.dirname, '../..')
const outFolder = join(root, 'docs/guide/screens')

/** What is read of the sample's lesson.json. */
type SampleLesson = {
  readonly title: string
  readonly clips: readonly { readonly file: string; readonly in: number; readonly out: number }[]
  readonly captions: string
  readonly quizzes: readonly {
    readonly at: number
    readonly prompt: string
    readonly choices: readonly { readonly text: string }[]
  }[]
}

const sample = (name: string): string => join(root, 'resources/sample', name)

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(800)
  const toasts = page.getByRole('button', { name: text.common.dismiss, exact: true })
  // Below a dialog they cannot be reached, and none is expected there.
  while ((await page.getByRole('dialog').count()) === 0 && (await toasts.count()) > 0) await toasts.first().click()
  const path = join(outFolder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', timeout: 120_000 })
  console.log(path)
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

const clips = (page: Page) => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')

/** Ends the import before it is shown: no bar under way, the pictures there, everything saved. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role=progressbar]') === null, undefined, { timeout: 90_000 })
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
  // The filmstrips and the sharp picture of the preview.
  await page.waitForTimeout(4000)
}

/** Trims a clip to seconds of its file. */
async function trim(page: Page, index: number, from: number, to: number): Promise<void> {
  await clips(page).nth(index).click()
  for (const [label, seconds] of [
    [text.inspector.clip.out, to],
    [text.inspector.clip.in, from],
  ] as const) {
    const field = page.getByRole('complementary').getByRole('textbox', { name: label })
    await field.fill(seconds.toFixed(2))
    await field.press('Enter')
  }
}

/** The sample lesson, made by hand. */
async function makeLesson(studio: Studio, packageFile: string): Promise<void> {
  const { page } = studio
  const lesson = JSON.parse(await readFile(sample('lesson.json'), 'utf8')) as SampleLesson
  const lengthSeconds = lesson.clips.reduce((sum, clip) => sum + clip.out - clip.in, 0)
  await answerDialogs(
    studio,
    lesson.clips.map(({ file }) => sample(file)),
    packageFile,
  )
  await button(page, text.library.empty.choose).click()
  const title = page.getByRole('textbox', { name: text.editor.titleLabel })
  await title.fill(lesson.title)
  await title.press('Enter')
  await clips(page)
    .nth(lesson.clips.length - 1)
    .waitFor({ timeout: 60_000 })
  for (const [index, clip] of lesson.clips.entries()) await trim(page, index, clip.in, clip.out)
  await button(page, text.timeline.zoomFit).click()
  await goTo(page, 26, lengthSeconds)
  await clips(page).nth(1).click()
  await settle(page)
  await shoot(page, 'editor')

  await answerDialogs(studio, [sample(lesson.captions)], packageFile)
  await page.getByRole('tab', { name: text.captions.title }).click()
  await button(page, text.captions.import).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.captions }).getByRole('option').nth(9).click()
  await goTo(page, 29, lengthSeconds)
  await settle(page)
  await shoot(page, 'editor-captions')

  const [quiz] = lesson.quizzes
  if (!quiz) throw new Error('The sample lesson asks nothing')
  await goTo(page, quiz.at, lengthSeconds)
  await page.keyboard.press('q')
  await page.getByRole('textbox', { name: text.quiz.prompt }).fill(quiz.prompt)
  for (const [index, { text: answer }] of quiz.choices.entries()) {
    if (index > 1) await button(page, text.quiz.addChoice).click()
    await page.getByRole('textbox', { name: text.quiz.choice(index + 1), exact: true }).fill(answer)
  }
  await settle(page)
  await shoot(page, 'editor-question')
}

/** The inspector with a look, and the dialog that splits a recording. */
async function showSettings(page: Page): Promise<void> {
  const { colour, transition } = text.clipSettings
  await clips(page).nth(1).click()
  await button(page, transition.title).click()
  await page.getByRole('button', { name: new RegExp(`${transition.kind}$`) }).click()
  await page.getByRole('option', { name: transition.kinds['cross-fade'], exact: true }).click()
  await button(page, colour.title).click()
  await page.getByRole('button', { name: new RegExp(`${colour.look}$`) }).click()
  await page.getByRole('option', { name: colour.looks['golden-hour'], exact: true }).click()
  await button(page, colour.title).scrollIntoViewIfNeeded()
  await settle(page)
  await shoot(page, 'clip-settings')
  await button(page, colour.reset).click()
}

/** The panel of text and stickers with a title in the picture, the keys, and the same editor in the dark. */
async function showText(page: Page, lengthSeconds: number): Promise<void> {
  await goTo(page, 20, lengthSeconds)
  await page.getByRole('tab', { name: text.editor.panels.overlays, exact: true }).click()
  await page.getByRole('row', { name: text.overlays.presets.heading, exact: true }).click()
  await settle(page)
  await shoot(page, 'editor-text')
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  await shoot(page, 'editor-dark')
  await page.evaluate(() => delete document.documentElement.dataset['theme'])
  await page.getByRole('button', { name: /^Undo/ }).click()
  await button(page, text.editor.shortcutsButton).click()
  await shoot(page, 'keys')
  await page.keyboard.press('Escape')
}

/** A challenge beside the phone that shows it, and a name banner in the school style. */
async function showChallenge(page: Page, lengthSeconds: number): Promise<void> {
  const { challenge: words, schoolStyle } = text
  await page.getByRole('tab', { name: text.editor.panels.challenge, exact: true }).click()
  await button(page, words.make).click()
  const write = (name: string, value: string) => page.getByRole('textbox', { name, exact: true }).fill(value)
  await write(words.hook, 'Can you make a shadow tell the time?')
  await write(words.brief, 'Film how a shadow moves within an hour, and say why.')
  for (const [index, step] of ['Put a stick into the ground', 'Mark its shadow every ten minutes', 'Show what moved'].entries()) {
    await button(page, words.steps.add).click()
    await write(words.steps.item(index + 1), step)
  }
  await button(page, words.rubric.start).click()
  await write(words.rubric.criterion(1), 'The explanation')
  await page.getByRole('table').scrollIntoViewIfNeeded()
  await settle(page)
  await shoot(page, 'editor-challenge')
  await button(page, words.remove).click()

  await goTo(page, 8, lengthSeconds)
  await page.keyboard.press('Escape')
  await button(page, schoolStyle.start).click()
  await write(schoolStyle.bannerTitle, 'Ana Silva')
  await write(schoolStyle.bannerSubtitle, 'Physics, Hill School')
  await page.getByRole('tab', { name: text.editor.panels.overlays, exact: true }).click()
  await page.getByRole('row', { name: text.overlays.presets.banner, exact: true }).click()
  await page.getByRole('tab', { name: text.editor.panels.overlays, exact: true }).focus()
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: schoolStyle.name, exact: true }).scrollIntoViewIfNeeded()
  await settle(page)
  await shoot(page, 'editor-style')
}

/** Music to choose from, and speaking over the lesson. */
async function showMusic(page: Page): Promise<void> {
  await page.getByRole('tab', { name: text.editor.panels.music, exact: true }).click()
  await page.getByRole('grid', { name: text.music.kind.music }).getByRole('row').first().waitFor()
  await settle(page)
  await shoot(page, 'editor-music')
  await button(page, text.music.voice.open).click()
  await button(page, text.music.voice.start).waitFor()
  await shoot(page, 'editor-voice-over')
  await button(page, text.music.voice.back).click()
}

async function showRecorder(page: Page): Promise<void> {
  await page.getByRole('button', { name: text.record.open }).click()
  await button(page, text.record.start).waitFor()
  await page.waitForTimeout(2_000)
  await shoot(page, 'record')
  await button(page, text.record.back).click()
}

async function exportLesson(page: Page): Promise<void> {
  await button(page, text.export.title).click()
  await shoot(page, 'export')
  await button(page, text.export.start).click()
  await page.waitForTimeout(4000)
  await shoot(page, 'export-running')
  await page.getByText(text.export.doneTitle).waitFor({ timeout: 180_000 })
  await shoot(page, 'export-done')
}

await mkdir(outFolder, { recursive: true })
console.error('screenshots: building')
await buildPlayer()
await buildApp()
await ensureElectronRuntime((line) => console.error(`electron: ${line}`))
const folder = await mkdtemp(join(tmpdir(), 'tidbit-screens-'))
const studio = await launchStudio({ switches: ['--use-fake-device-for-media-stream'] })
try {
  const { page } = studio
  await button(page, text.library.empty.choose).waitFor()
  await shoot(page, 'library-empty')
  await makeLesson(studio, join(folder, 'lesson.zip'))
  await showSettings(page)
  await showText(page, 44)
  await showChallenge(page, 44)
  await showMusic(page)
  await showRecorder(page)
  await exportLesson(page)
  await page.keyboard.press('Escape')
  await button(page, text.editor.back).click()
  await button(page, text.library.newLesson).waitFor()
  await shoot(page, 'library')
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  await shoot(page, 'library-dark')
} finally {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
}
