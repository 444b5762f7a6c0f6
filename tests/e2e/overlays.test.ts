import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { visibleSpan } from '#shared/project/timeline.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { watchJob } from './watch-job.ts'

const run = promisify(execFile)
const words = text.overlays
let studio: Studio
let page: Page
let folder = ''

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const tile = (name: string) => page.getByRole('row', { name, exact: true })
const inspector = () => page.getByRole('complementary', { name: text.editor.inspector.label })
const patient = { timeout: 60_000 }

async function answerDialogs(open: string, save: string): Promise<void> {
  await studio.app.evaluate(
    ({ dialog }, [filePath, saveTo]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saveTo })
    },
    [join(folder, open), join(folder, save)] as const,
  )
}

/** The saved document: what an export would be made of. */
async function savedDocument() {
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return (await invoke(studio, 'library.open', { projectId })).document
}

const savedOverlays = async () => Object.values((await savedDocument()).overlays)

async function showKind(kind: keyof typeof words.kind): Promise<void> {
  await page.locator('label').filter({ hasText: words.kind[kind] }).first().click()
}

const small = { width: 180, height: 320 } as const

/** A picture of a film as R G B bytes. */
async function pictureAt(file: string, seconds: number): Promise<Buffer> {
  const size = `scale=${small.width}:${small.height}:flags=neighbor`
  const { stdout } = await run(
    'ffmpeg',
    [
      '-v',
      'error',
      '-ss',
      String(seconds),
      '-i',
      file,
      '-frames:v',
      '1',
      '-vf',
      size,
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-',
    ],
    { encoding: 'buffer' },
  )
  return stdout
}

/** How much of a picture has a colour, 0 to 1. */
function shareOf(picture: Buffer, [red, green, blue]: readonly [number, number, number]): number {
  let count = 0
  for (let at = 0; at < picture.length; at += 3) {
    const away = [red, green, blue].reduce((sum, value, index) => sum + Math.abs(value - (picture[at + index] ?? 0)), 0)
    if (away < 60) count += 1
  }
  return count / (small.width * small.height)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-overlays-'))
  const size = 'color=c=0x203040:s=540x960:r=30:d=6'
  const clip = ['-f', 'lavfi', '-i', size, '-f', 'lavfi', '-i', 'sine=d=6', '-pix_fmt', 'yuv420p', join(folder, 'dark.mp4')]
  await run('ffmpeg', ['-v', 'error', ...clip])
  await run('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'color=c=0x00ff00:s=400x200',
    '-frames:v',
    '1',
    join(folder, 'logo.png'),
  ])
  studio = await launchStudio()
  page = studio.page
  await answerDialogs('dark.mp4', 'lesson.mp4')
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.getByRole('tab', { name: text.editor.panels.overlays }).click()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('text and stickers', () => {
  it('are added with the keyboard, with the cursor in the words', async () => {
    await tile(words.presets.heading).focus()
    // Two columns: two rows down.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const field = inspector().getByRole('textbox', { name: words.inspector.text })
    await expect.poll(() => field.evaluate((element) => element === document.activeElement), patient).toBe(true)
    await page.keyboard.type('Why?')
    await expect
      .poll(async () => (await savedOverlays()).map(({ content }) => content), patient)
      .toMatchObject([{ kind: 'text', text: 'Why?' }])
  })

  it('are found by what one types, emoji too, and one undo takes one away', async () => {
    await showKind('stickers')
    await page.getByRole('searchbox').fill('idea')
    await tile('Light bulb').click()
    await expect.poll(async () => (await savedOverlays()).length, patient).toBe(2)
    await inspector().getByText('Light bulb').first().waitFor()
    await inspector().getByRole('radio', { name: words.inspector.corners.center }).focus()
    // Right, bottom left, bottom.
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
    await inspector().getByText(words.inspector.corners.bottom, { exact: true }).waitFor()
    await page.getByRole('searchbox').fill('🦊')
    await tile(words.emojiName('🦊')).click()
    const names = async () => (await savedOverlays()).flatMap(({ content }) => (content.kind === 'sticker' ? [content.name] : []))
    await expect.poll(names, patient).toEqual(['light-bulb', '🦊'])
    await button(text.editor.undo('add text or sticker')).click()
    await expect.poll(names, patient).toEqual(['light-bulb'])
    await page.getByRole('searchbox').fill('qqq')
    await page.getByText(words.noSticker('qqq')).waitFor()
  })

  it('are placed, coloured and timed in the inspector', async () => {
    await showKind('shapes')
    await tile(words.shapes['filled-rectangle']).click()
    const shape = async () => (await savedOverlays()).find(({ content }) => content.kind === 'shape')
    await expect.poll(shape, patient).toBeDefined()
    // Until then the inspector may still be the light bulb's, which has no colours.
    await inspector().getByRole('option', { name: words.inspector.colours['#2bb89b'] }).first().waitFor()
    await inspector().getByRole('radio', { name: words.inspector.corners.center }).focus()
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
    await expect.poll(async () => (await shape())?.box, patient).toMatchObject({ anchorPoint: 'top-left', x: 64, y: 96 })
    await inspector().getByRole('option', { name: words.inspector.colours['#2bb89b'] }).first().click()
    await expect.poll(async () => (await shape())?.content, patient).toMatchObject({ fill: '#2bb89b' })
    const length = inspector().getByRole('textbox', { name: words.inspector.length })
    await length.fill('2.5')
    await length.press('Enter')
    const shown = async () => {
      const document = await savedDocument()
      const overlay = Object.values(document.overlays).find(({ content }) => content.kind === 'shape')
      const span = overlay && visibleSpan(document, overlay.anchor, overlay.durationTicks)
      return span && (span.endTicks - span.startTicks) / 120_000
    }
    await expect.poll(shown, patient).toBe(2.5)
  })

  it('can be a picture of one’s own', async () => {
    await showKind('pictures')
    await answerDialogs('logo.png', 'lesson.mp4')
    await button(words.choosePicture).click()
    await expect
      .poll(async () => (await savedOverlays()).find(({ content }) => content.kind === 'image')?.box, patient)
      .toMatchObject({ width: 620, height: 310 })
  })

  it('show a part of a picture where that is all that is wanted', async () => {
    const picture = page.getByRole('listbox', { name: text.canvas.label }).getByRole('option', { name: /^Picture/ })
    await picture.waitFor()
    await picture.focus()
    if ((await picture.getAttribute('aria-selected')) === 'false') await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    const left = page.getByRole('slider', { name: text.canvas.crop.edges.left })
    await left.waitFor()
    await expect.poll(() => left.evaluate((element) => element === document.activeElement), patient).toBe(true)
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await left.waitFor({ state: 'detached' })
    const cropped = async () => (await savedOverlays()).find(({ content }) => content.kind === 'image')
    await expect.poll(async () => (await cropped())?.content, patient).toMatchObject({ crop: { x: 0.5, width: 0.5 } })
    expect((await cropped())?.box).toMatchObject({ width: 310, height: 310 })
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await cropped())?.box, patient).toMatchObject({ width: 620, height: 310 })
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(async () => (await cropped())?.box, patient).toMatchObject({ width: 310, height: 310 })
  })

  it('have names, contrast and an order that a screen reader follows', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
      for (const kind of theme === 'light' ? (['stickers', 'shapes', 'pictures'] as const) : (['text', 'stickers'] as const)) {
        await showKind(kind)
        expect(await findViolations(page, ['aside', '[role="tabpanel"]']), `${kind}, ${theme}`).toEqual([])
      }
    }
  })

  it('are part of the exported picture', async () => {
    await answerDialogs('logo.png', 'lesson.mp4')
    const document = await savedDocument()
    const { revision } = await invoke(studio, 'library.open', { projectId: document.id })
    const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: 'lesson', extension: 'mp4' })
    if (!grant) throw new Error('no grant')
    const order = { projectId: document.id, revision, format: 'mp4', preset: 'low', burnCaptions: false } as const
    const { jobId } = await invoke(studio, 'export.start', { ...order, grantId: grant.grantId })
    expect((await watchJob(studio, jobId)).at(-1)?.job).toMatchObject({ state: 'succeeded' })
    const early = await pictureAt(join(folder, 'lesson.mp4'), 2)
    const late = await pictureAt(join(folder, 'lesson.mp4'), 5.9)
    // The panel of the text, the rectangle, the picture, and the light bulb over it.
    for (const colour of [
      [111, 77, 189],
      [43, 184, 155],
      [0, 255, 0],
      [255, 201, 60],
    ] as const) {
      expect(shareOf(early, colour), colour.join()).toBeGreaterThan(0.002)
      expect(shareOf(late, colour), colour.join()).toBe(0)
    }
  })
})
