import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchChromium } from '../packages/browser.ts'
import { unpack } from '../packages/build-package.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'

const run = promisify(execFile)
const words = text.challenge
const patient = { timeout: 60_000 }
const pictures = process.env['TIDBIT_PICTURES']
let studio: Studio
let page: Page
let browser: Browser
let folder = ''

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const hasFocus = (what: Locator) => expect.poll(() => what.evaluate((one) => one === document.activeElement), patient)
const phone = () => page.frameLocator(`iframe[title="${words.phone.label}"]`)

async function shoot(name: string): Promise<void> {
  if (!pictures) return
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme)
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' })
  }
  await page.evaluate(() => delete document.documentElement.dataset['theme'])
}

/** Types into the field that has the cursor; keys in angle brackets are pressed. */
async function type(...parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    if (part.startsWith('<')) await page.keyboard.press(part.slice(1, -1))
    else await page.keyboard.insertText(part)
  }
}

async function textColours(): Promise<readonly string[]> {
  return Object.values((await savedDocument()).overlays).flatMap(({ content }) =>
    content.kind === 'text' ? [content.style.colour] : [],
  )
}

/** Nothing is selected any more: the lesson itself is on the right. */
async function closeSelection(): Promise<void> {
  await page.getByRole('tab', { name: text.editor.panels.overlays, exact: true }).focus()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: text.schoolStyle.start }).waitFor()
}

/** How much of the picture at 1 s is pink, 0 to 1. */
async function pinkShare(file: string): Promise<number> {
  const picture = ['-frames:v', '1', '-vf', 'scale=90:160:flags=neighbor', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-ss', '1', '-i', file, ...picture], { encoding: 'buffer' })
  let pink = 0
  for (let at = 0; at < stdout.length; at += 3)
    if ((stdout[at] ?? 0) > 200 && (stdout[at + 1] ?? 0) < 70 && (stdout[at + 2] ?? 0) > 200) pink += 1
  return pink / (stdout.length / 3)
}

async function savedDocument() {
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return (await invoke(studio, 'library.open', { projectId })).document
}

beforeAll(async () => {
  if (pictures) await mkdir(pictures, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'tidbit-challenge-'))
  const source = ['-f', 'lavfi', '-i', 'color=c=0x203040:s=360x640:r=30:d=2', '-f', 'lavfi', '-i', 'sine=d=2']
  await run('ffmpeg', ['-v', 'error', ...source, '-pix_fmt', 'yuv420p', join(folder, 'brakes.mp4')])
  browser = await launchChromium()
  studio = await launchStudio()
  page = studio.page
  await answerDialogs(studio, [join(folder, 'brakes.mp4')], join(folder, 'package.zip'))
  await page.getByRole('button', { name: text.library.empty.choose, exact: true }).first().click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
})

afterAll(async () => {
  await studio.close()
  await browser.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('the school style', () => {
  const style = text.schoolStyle
  const inspector = () => page.getByRole('complementary', { name: text.editor.inspector.label })

  it('is set up, and a name banner follows it', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: text.editor.panels.overlays, exact: true }).click()
    await page.getByRole('row', { name: text.overlays.presets.banner, exact: true }).click()
    await page.getByRole('textbox', { name: text.overlays.inspector.text, exact: true }).waitFor()
    await closeSelection()
    await page.getByRole('button', { name: style.start }).click()
    await field(style.name).fill('Hill School')
    await field(style.bannerTitle).fill('Ana Silva')
    await inspector().getByLabel(`${style.colours.primary}: ${text.overlays.inspector.custom}`).fill('#ff00ff')
    await page.getByText(style.contrast(style.colours.text, style.colours.primary, '3.1')).waitFor()
    expect(await findViolations(page, ['aside'])).toEqual([])
    await field(style.name).scrollIntoViewIfNeeded()
    await shoot('style')
    await page.getByRole('button', { name: style.keep }).click()
    await page.getByText(style.kept('Hill School')).waitFor()
    await expect.poll(async () => (await savedDocument()).brandKit?.nameBanner.title, patient).toBe('Ana Silva')
    const { overlays } = await savedDocument()
    expect(Object.values(overlays).map(({ content }) => content.kind === 'text' && content.style.boxColour)).toContain(
      'brand:primary',
    )
  })

  it('is followed, or left, by any text', async () => {
    await page
      .getByRole('listbox', { name: /Overlays 1/ })
      .getByRole('option')
      .first()
      .click()
    const followed = (name: keyof typeof style.colours) =>
      inspector()
        .getByRole('radiogroup', { name: `${text.overlays.inspector.colour}: ${style.follow}` })
        .getByRole('radio', { name: style.followColour(style.colours[name]) })
    await expect.poll(() => followed('text').getAttribute('aria-checked'), patient).toBe('true')
    await followed('accent').click()
    await expect.poll(() => textColours(), patient).toContain('brand:accent')
    await shoot('follow')
    await page.keyboard.press('Control+z')
    await expect.poll(() => textColours(), patient).toEqual(['brand:text', 'brand:text'])
    await page.getByRole('tab', { name: text.editor.panels.overlays, exact: true }).focus()
    await page.keyboard.press('Escape')
  })

  it('waits in the library for other lessons, and is taken out and back by undo', async () => {
    await page.getByRole('button', { name: style.more }).click()
    await page.getByRole('menuitem', { name: style.remove }).click()
    await page.getByRole('button', { name: style.chooseOne('Hill School') }).click()
    await expect.poll(async () => (await savedDocument()).brandKit?.primaryColour, patient).toBe('#ff00ff')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedDocument()).brandKit, patient).toBe(null)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedDocument()).brandKit?.primaryColour, patient).toBe('#ff00ff')
  })
})

describe('a challenge', () => {
  it('is made and written by keyboard alone, with its rubric', async () => {
    await page.getByRole('tab', { name: text.editor.panels.challenge, exact: true }).focus()
    await page.keyboard.press('Enter')
    await shoot('empty')
    await page.keyboard.press('Tab')
    for (let step = 0; step < 12; step += 1) {
      if (await page.evaluate((name) => document.activeElement?.textContent === name, words.make)) break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await field(words.hook).waitFor()
    await field(words.hook).focus()
    await type('How fast are you?', '<Tab>', 'Film your brake check.')
    const add = page.getByRole('button', { name: words.steps.add })
    const start = page.getByRole('button', { name: words.rubric.start })
    await add.focus()
    await type('<Enter>', '<Tab>', '<Enter>')
    await hasFocus(add).toBe(true)
    await start.focus()
    await type('<Enter>', '<Tab>', '<Enter>', '<ArrowUp>', '<Enter>')
    await hasFocus(start).toBe(true)
    await add.focus()
    await type('<Enter>', 'Push the bike', '<Enter>', 'Look at the pads', '<Enter>', '<Backspace>', '<Alt+ArrowUp>')
    await start.focus()
    await type('<Enter>', 'Both brakes', '<Enter>')
    await hasFocus(field(words.rubric.label(1, 'Both brakes'))).toBe(true)
    await type('<Control+a>', 'One', '<Tab>', '<Control+a>', '3', '<Tab>', '<Tab>', 'Front or rear')
    await field(words.rubric.label(3, 'Both brakes')).focus()
    await type('<Control+a>', '<Backspace>', '<Backspace>')
    await field(words.rubric.label(2, 'Both brakes')).focus()
    await type('<Control+a>', 'Both', '<Enter>', 'In time', '<Alt+ArrowUp>')
    await page.getByRole('button', { name: words.rubric.addCriterion }).focus()
    await type('<Enter>', 'Clear words')
    await field(words.handInWhere).focus()
    await type('https://school.example')
    await expect.poll(async () => (await savedDocument()).challenge?.handIn.where, patient).toBe('https://school.example')
    const challenge = (await savedDocument()).challenge
    expect(challenge).toMatchObject({
      hook: 'How fast are you?',
      brief: 'Film your brake check.',
      steps: ['Look at the pads', 'Push the bike'],
    })
    expect(
      challenge?.rubric.map(({ title, levels }) => [title, ...levels.map(({ label, points }) => `${label} ${points}`)]),
    ).toEqual([
      ['Both brakes', 'One 3', 'In time 3', 'Both 2'],
      ['Clear words', 'One 3', 'In time 3', 'Both 2'],
    ])
    expect(await findViolations(page, ['main'])).toEqual([])
    await field(words.hook).scrollIntoViewIfNeeded()
    await shoot('form')
    await page.getByRole('table', { name: words.rubric.caption }).scrollIntoViewIfNeeded()
    await shoot('rubric')
  })

  it('is read on the phone beside it as it is written', async () => {
    await phone().getByText('Film your brake check.').waitFor()
    expect(await phone().getByRole('radio').count()).toBe(6)
    await field(words.brief).fill('Film both brakes.')
    await phone().getByText('Film both brakes.').waitFor()
  })

  it('is taken out, with the focus where it is made again, and back by undo', async () => {
    await page.getByRole('button', { name: words.remove }).focus()
    await page.keyboard.press('Enter')
    await hasFocus(page.getByRole('button', { name: words.make })).toBe(true)
    await page.keyboard.press('Control+z')
    await field(words.brief).waitFor()
  })

  it('warns of what is missing and only hints at a day that has passed', async () => {
    await field(words.brief).fill('')
    await page.getByText(words.noBrief).waitFor()
    await page.keyboard.press('Control+z')
    await page.getByLabel(words.deadline).fill('2020-05-31')
    await page.getByText(words.deadlinePast).waitFor()
    await page.getByLabel(words.deadline).fill('2090-05-31')
    await expect.poll(() => page.getByText(words.deadlinePast).count(), patient).toBe(0)
  })

  it('comes back whole from lesson.json', async () => {
    await expect.poll(async () => (await savedDocument()).challenge?.deadline, patient).toBe('2090-05-31')
    const document = await savedDocument()
    const { lesson, dropped } = decompileLesson(document)
    expect(dropped.filter(({ path }) => path.startsWith('challenge'))).toEqual([])
    const parsed = parseLesson(JSON.parse(JSON.stringify(lesson)))
    expect(parsed.ok && parsed.value.challenge).toMatchObject({
      deadline: '2090-05-31',
      steps: ['Look at the pads', 'Push the bike'],
    })
  })

  it('travels in the package and is read there, beside a clip in the colours of the school', async () => {
    await answerDialogs(studio, [], join(folder, 'package.zip'))
    await page.getByRole('button', { name: text.export.title, exact: true }).first().click()
    await page
      .getByRole('radio', { name: /website/i })
      .first()
      .click({ force: true })
    await page.getByRole('button', { name: text.export.start, exact: true }).click()
    await page.getByText(text.export.doneTitle).waitFor({ timeout: 120_000 })
    const site = join(folder, 'site')
    await unpack(join(folder, 'package.zip'), site)
    const [clip] = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.mp4'))
    expect(await pinkShare(join(site, clip ?? 'no clip'))).toBeGreaterThan(0.01)
    const tab = await browser.newPage({ viewport: { width: 360, height: 640 } })
    await tab.goto(pathToFileURL(join(site, 'index.html')).href)
    await tab.getByRole('button', { name: 'Read the challenge' }).click()
    await tab.getByRole('group').getByText('In time').first().waitFor()
    expect(await tab.getByRole('link', { name: 'https://school.example' }).getAttribute('href')).toBe('https://school.example')
  })
})
