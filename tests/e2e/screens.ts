import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { encode } from 'uqr'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionScreens } from './caption-screens.ts'
import { answerDialogs, goTo } from './lesson-steps.ts'
import { libraryScreens } from './library-screens.ts'
import {
  addOverlay,
  button,
  clips,
  escape,
  panels,
  settle,
  tab,
  undo,
  write,
  type Panel,
  type Screen,
  type Stage,
} from './screen-steps.ts'

/** Every screen of the app and how to get there, once through: for what is asked of all of them, and for the guide's pictures. */
const root = join(import.meta.dirname, '../..')
/** Of the sample lesson. */
const lengthSeconds = 43.633

async function writeChallenge(page: Page): Promise<void> {
  const words = text.challenge
  await write(page, words.hook, 'Can you make a shadow tell the time?')
  await write(page, words.brief, 'Film how a shadow moves within an hour, and say why.')
  for (const [index, step] of ['Put a stick into the ground', 'Mark its shadow every ten minutes', 'Show what moved'].entries()) {
    await button(page, words.steps.add).click()
    await write(page, words.steps.item(index + 1), step)
  }
  await button(page, words.rubric.start).click()
  await write(page, words.rubric.criterion(1), 'The explanation')
}

/** The names that the guide's pictures have had. */
const panelNames: Partial<Record<Panel, string>> = { overlays: 'text', questions: 'question' }

/** These are shown with something in them, or selected. */
const shownWithWork: ReadonlySet<Panel> = new Set(['media', 'overlays', 'questions', 'challenge', 'music'])

const screenOf = (panel: Panel, lesson: 'editor' | 'empty'): Screen => ({
  name: `${lesson}-${panelNames[panel] ?? panel}`,
  open: ({ page }) => tab(page, panel).click(),
  isThere: async ({ page }) => (await tab(page, panel).count()) > 0,
  ...(lesson === 'empty' && { notInGuide: true as const }),
})

export const screens: readonly Screen[] = [
  { name: 'library-empty', open: ({ page }) => button(page, text.library.empty.choose).waitFor() },
  { name: 'appearance', open: ({ page }) => button(page, text.common.theme.label).click(), leave: escape },
  {
    name: 'editor-empty',
    async open({ page }) {
      await button(page, text.library.newLesson).click()
      await tab(page, 'media').waitFor()
    },
  },
  ...panels.filter((panel) => panel !== 'media').map((panel) => screenOf(panel, 'empty')),
  {
    name: 'library-search',
    async open({ page }) {
      await button(page, text.editor.back).click()
      await page.getByRole('searchbox', { name: text.library.search }).fill('volcano')
      await button(page, text.library.nothingFound.clear).waitFor()
    },
    leave: ({ page }) => button(page, text.library.nothingFound.clear).click(),
  },
  {
    name: 'library-deleted',
    async open({ page }) {
      await button(page, text.library.more(text.library.untitled)).click()
      await page.getByRole('menuitem', { name: text.library.menu.delete }).click()
      await page.getByText(text.library.deleted(text.library.untitled)).waitFor()
    },
  },
  {
    name: 'editor',
    async open({ page }) {
      await button(page, text.library.empty.sample).click()
      await clips(page).nth(2).waitFor({ timeout: 60_000 })
      await button(page, text.timeline.zoomFit).click()
      await goTo(page, 26, lengthSeconds)
      await settle(page)
    },
  },
  ...panels.filter((panel) => !shownWithWork.has(panel)).map((panel) => screenOf(panel, 'editor')),
  {
    name: 'clip',
    async open({ page }) {
      await tab(page, 'media').click()
      await clips(page).nth(1).click()
    },
  },
  {
    name: 'clip-settings',
    async open({ page }) {
      const { colour, transition } = text.clipSettings
      await button(page, transition.title).click()
      await page.getByRole('button', { name: new RegExp(`${transition.kind}$`) }).click()
      await page.getByRole('option', { name: transition.kinds['cross-fade'], exact: true }).click()
      await button(page, colour.title).click()
      await page.getByRole('button', { name: new RegExp(`${colour.look}$`) }).click()
      await page.getByRole('option', { name: colour.looks['golden-hour'], exact: true }).click()
      await button(page, colour.title).scrollIntoViewIfNeeded()
    },
    leave: undo,
  },
  {
    name: 'add-track',
    open: ({ page }) => button(page, text.timeline.track.add).click(),
    leave: escape,
    isMenu: true,
    notInGuide: true,
  },
  {
    name: 'clip-menu',
    open: ({ page }) => clips(page).nth(1).click({ button: 'right' }),
    leave: escape,
    isMenu: true,
    notInGuide: true,
  },
  ...captionScreens,
  {
    name: 'several',
    async open({ page }) {
      await clips(page).nth(0).click()
      await clips(page)
        .nth(1)
        .click({ modifiers: ['Shift'] })
    },
    notInGuide: true,
  },
  {
    name: 'editor-question',
    async open({ page }) {
      await tab(page, 'questions').click()
      await page.getByRole('row').first().click()
    },
  },
  {
    name: 'editor-text',
    async open({ page }) {
      await goTo(page, 20, lengthSeconds)
      await addOverlay(page, 'text', text.overlays.presets.heading)
    },
    leave: undo,
  },
  {
    name: 'shape',
    notInGuide: true,
    open: ({ page }) => addOverlay(page, 'shapes', text.overlays.shapes.rectangle),
    leave: undo,
  },
  { name: 'sticker', notInGuide: true, open: ({ page }) => addOverlay(page, 'stickers', null), leave: undo },
  {
    name: 'editor-challenge',
    async open({ page }) {
      await tab(page, 'challenge').click()
      await button(page, text.challenge.make).click()
      await writeChallenge(page)
      await page.getByRole('table').scrollIntoViewIfNeeded()
    },
    leave: ({ page }) => button(page, text.challenge.remove).click(),
  },
  {
    name: 'editor-style',
    async open({ page }) {
      const { schoolStyle } = text
      await goTo(page, 8, lengthSeconds)
      await clips(page).nth(0).click()
      await page.keyboard.press('Escape')
      await button(page, schoolStyle.start).click()
      await write(page, schoolStyle.bannerTitle, 'Ana Silva')
      await write(page, schoolStyle.bannerSubtitle, 'Physics, Hill School')
      await addOverlay(page, 'text', text.overlays.presets.banner)
      await tab(page, 'overlays').focus()
      await page.keyboard.press('Escape')
      await page.getByRole('textbox', { name: schoolStyle.name, exact: true }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'editor-music',
    async open({ page }) {
      await tab(page, 'music').click()
      await page.getByRole('grid', { name: text.music.kind.music }).getByRole('row').first().waitFor()
    },
  },
  {
    name: 'editor-voice-over',
    async open({ page }) {
      await button(page, text.music.voice.open).click()
      await button(page, text.music.voice.start).waitFor()
    },
    leave: ({ page }) => button(page, text.music.voice.back).click(),
  },
  {
    name: 'history',
    async open({ page }) {
      await clips(page).nth(0).click()
      await page.keyboard.press('h')
      await page.getByRole('listbox', { name: text.history.listLabel }).waitFor()
    },
    leave: escape,
  },
  {
    name: 'editor-versions',
    notInGuide: true,
    async open({ page }) {
      await clips(page).nth(0).click()
      await page.keyboard.press('h')
      await button(page, text.library.versions.open).click()
      await page.getByRole('textbox', { name: text.library.versions.keepName, exact: true }).waitFor()
    },
    leave: escape,
  },
  { name: 'keys', open: ({ page }) => button(page, text.editor.shortcutsButton).click(), leave: escape },
  {
    name: 'split',
    async open({ studio, page, folder }) {
      const file = join(folder, 'Moon talk.mp4')
      await makeRecording(file)
      await answerDialogs(studio, [file], join(folder, 'lesson.zip'))
      await tab(page, 'media').click()
      await button(page, text.editor.media.add).click()
      await button(page, text.split.openShort).click({ timeout: 60_000 })
      await page.getByRole('list', { name: text.split.parts }).getByRole('listitem').first().waitFor({ timeout: 90_000 })
    },
    leave: async (stage) => {
      await escape(stage)
      await undo(stage)
    },
  },
  {
    name: 'phone',
    async open({ page }) {
      await tab(page, 'media').click()
      await button(page, text.phone.open).click()
      const card = page.getByRole('region', { name: text.phone.title })
      // Without a network it says so.
      await card.getByRole('img').or(card.getByText(text.phone.failed)).first().waitFor()
      await hideAddress(page)
      await card.scrollIntoViewIfNeeded()
    },
    leave: ({ page }) =>
      page.getByRole('region', { name: text.phone.title }).getByRole('button', { name: text.common.close }).click(),
  },
  {
    name: 'record',
    async open({ page }) {
      await page.getByRole('button', { name: text.record.open }).click()
      await button(page, text.record.start).waitFor()
    },
    leave: ({ page }) => button(page, text.record.back).click(),
  },
  { name: 'export', open: ({ page }) => button(page, text.editor.export).click() },
  {
    name: 'export-done',
    async open(stage) {
      const { page } = stage
      if (stage.quick) {
        await escape(stage)
        await shorten(page)
        await button(page, text.editor.export).click()
      }
      await button(page, text.export.start).click()
      await page.getByText(text.export.doneTitle).waitFor({ timeout: 300_000 })
    },
  },
  {
    name: 'try',
    async open({ page }) {
      await button(page, text.try.afterExport).click()
      const lesson = page.frameLocator(`iframe[title="${text.try.frame}"]`).frameLocator('iframe')
      await lesson.getByRole('button', { name: /Start the lesson/ }).waitFor()
    },
    leave: ({ page }) => button(page, text.try.back).click(),
  },
  {
    name: 'library',
    async open({ page }) {
      await button(page, text.editor.back).click()
      await button(page, text.library.newLesson).waitFor()
    },
  },
  ...libraryScreens,
  {
    name: 'templates',
    async open({ page }) {
      await button(page, text.templates.start).click()
      const gallery = page.getByRole('list', { name: text.templates.list })
      await gallery.waitFor()
      await gallery.evaluate(async (list) => {
        const seen = [...list.querySelectorAll('img')].filter((img) => img.getBoundingClientRect().top < innerHeight)
        await Promise.all(seen.map((img) => img.decode().catch(() => undefined)))
      })
    },
  },
  {
    name: 'template-slots',
    async open({ page }) {
      await page.getByRole('button', { name: new RegExp(`^${text.templates.use('Exit ticket')}\\.`) }).click()
      const slots = page.getByRole('list', { name: text.templates.panel.slots })
      await slots.getByRole('textbox').first().fill('The water cycle')
      await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
    },
  },
  {
    name: 'template-save',
    async open({ page }) {
      await button(page, text.templates.panel.save).click()
      await page.getByRole('dialog').waitFor()
    },
    leave: escape,
  },
]

/** An address for examples: that of the machine which takes the pictures is nobody's business. */
const exampleAddress = 'http://192.168.1.20:50123/8f2c'

/** Shows the example's address and its code in the card for phones. */
async function hideAddress(page: Page): Promise<void> {
  const { size, data } = encode(exampleAddress, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((filled, x) => (filled ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark}"/></svg>`
  const card = page.getByRole('region', { name: text.phone.title })
  await card.evaluate(
    (element, { address, source, alt }) => {
      for (const img of element.querySelectorAll('img')) [img.src, img.alt] = [source, alt]
      for (const code of element.querySelectorAll('code')) code.textContent = address
      for (const label of element.querySelectorAll('button span, option'))
        if (/\d+\.\d+\.\d+\.\d+/.test(label.textContent)) label.textContent = new URL(address).hostname
    },
    {
      address: exampleAddress,
      source: `data:image/svg+xml,${encodeURIComponent(svg)}`,
      alt: text.phone.codeLabel(exampleAddress),
    },
  )
}

/** The clips of the sample one after the other, small. */
async function makeRecording(file: string): Promise<void> {
  const inputs = ['question', 'orbit', 'shadow'].map((name) => join(root, `resources/sample/${name}.mp4`))
  const graph = '[0:v][0:a][1:v][1:a][2:v][2:a]concat=n=3:v=1:a=1[v][a];[v]scale=270:480[s]'
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac']
  const read = inputs.flatMap((input) => ['-i', input])
  const args = ['-v', 'error', '-y', ...read, '-filter_complex', graph, '-map', '[s]', '-map', '[a]', ...codecs, file]
  await promisify(execFile)('ffmpeg', args, { timeout: 120_000 })
}

/** Leaves three seconds of the lesson, and most of its first caption. */
async function shorten(page: Page): Promise<void> {
  await clips(page).first().click()
  await page.keyboard.press('Home')
  for (const key of [...Array<string>(3).fill('Shift+ArrowRight'), 'i', 'x']) await page.keyboard.press(key)
  await settle(page)
}

/** Goes through all screens in order. */
export async function visitScreens(stage: Stage, visit: (screen: Screen) => Promise<void>): Promise<void> {
  for (const screen of screens) {
    if (screen.isThere && !(await screen.isThere(stage))) continue
    try {
      await screen.open(stage)
      await visit(screen)
      await screen.leave?.(stage)
    } catch (error) {
      throw new Error(`At the screen “${screen.name}”`, { cause: error })
    }
  }
}
