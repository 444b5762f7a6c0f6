import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'

const words = text.typeAlong
const translation = text.translation
const sample = join(import.meta.dirname, '../../resources/sample/shadow.mp4')
const run = promisify(execFile)
const timeoutMs = 20_000
const poll = { timeout: timeoutMs }
let studio: Studio
let page: Page
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-by-hand-'))
  const speech = join(folder, 'speech.mp4')
  // Small and short, so that its sound is soon looked through and played.
  const clip = ['-t', '8', '-i', sample, '-vf', 'scale=180:320', '-preset', 'ultrafast', '-c:a', 'aac', speech]
  await run('ffmpeg', ['-v', 'error', '-y', ...clip])
  studio = await launchStudio()
  page = studio.page
  await answerDialogs(studio, [speech], '')
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.getByRole('tab', { name: text.captions.title }).click()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const valuesOf = (list: string) =>
  page
    .getByRole('list', { name: list })
    .locator('textarea')
    .evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value))
const captions = () => valuesOf(text.captions.listLabel)
const translations = () => valuesOf(translation.listLabel)
const isPlaying = async () => (await button(text.editor.preview.pause).count()) > 0

async function choose(entry: string): Promise<void> {
  await button(text.captions.more).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

async function look(name: string): Promise<void> {
  const shots = process.env['TIDBIT_SHOTS']
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}-${theme}.png`) })
    // What a theme can change.
    const rules = theme === 'light' ? 'all' : ['color-contrast']
    expect(await findViolations(page, ['[role="tabpanel"]'], rules)).toEqual([])
  }
}

describe('captions by hand', () => {
  it('types along by keys alone: the lesson plays, waits, and each Enter is one step', async () => {
    await choose(words.title)
    const typing = field(words.field)
    await expect.poll(() => typing.evaluate((element) => element === document.activeElement), poll).toBe(true)
    await press('Tab')
    await expect.poll(isPlaying, poll).toBe(true)
    // Nobody types: it waits.
    await page.getByText(words.states.held, { exact: true }).first().waitFor()
    await typing.pressSequentially('The sun makes a shadow.')
    await press('Enter')
    await expect.poll(captions, poll).toEqual(['The sun makes a shadow.'])
    await expect.poll(() => typing.inputValue(), poll).toBe('')
    await press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), poll).toMatch(/^(Play|Pause)$/)
    await button(words.close).click()
    await button(words.close).waitFor({ state: 'detached' })
    expect(await captions()).toEqual(['The sun makes a shadow.'])
    await page.keyboard.press('Control+z')
    await expect.poll(captions, poll).toEqual([])
  })

  it('makes captions of a script that a file holds, by the pauses where there is no model', async () => {
    const script = 'When the sun is low, shadows are long. At noon they are short! What moves, the sun or you?'
    await writeFile(join(folder, 'script.txt'), `\ufeff${script}`)
    await answerDialogs(studio, [join(folder, 'script.txt')], '')
    await choose(words.script.open)
    await button(words.script.file).click()
    await expect.poll(() => field(words.script.field).inputValue(), poll).toBe(script)
    await page.getByText(words.script.withoutModel).waitFor()
    // The second press neither cancels the first nor begins again.
    await button(words.script.run).dblclick()
    await expect.poll(async () => (await captions()).join(' '), poll).toBe(script)
    await button(words.script.run).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await expect.poll(captions, poll).toEqual([])
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(async () => (await captions()).join(' '), poll).toBe(script)
  })

  it('translates side by side by keys, and tells what is outdated', async () => {
    await choose(translation.open)
    await page.getByRole('button', { name: new RegExp(translation.language) }).click()
    await page.getByRole('option', { name: 'Hebrew', exact: true }).click()
    await button(translation.start).click()
    const fields = page.getByRole('list', { name: translation.listLabel }).locator('textarea')
    await expect.poll(() => fields.first().evaluate((element) => element === document.activeElement), poll).toBe(true)
    await page.keyboard.type('כשהשמש נמוכה')
    await press('Enter')
    await expect.poll(() => fields.nth(1).evaluate((element) => element === document.activeElement), poll).toBe(true)
    await press('Control+Shift+C')
    await expect.poll(async () => (await translations())[1], poll).not.toBe('')
    const count = await fields.count()
    await page.getByText(translation.progressOf(2, count), { exact: true }).waitFor()
    await press('Alt+Enter')
    await expect.poll(isPlaying, poll).toBe(true)
    await expect.poll(isPlaying, poll).toBe(false)
    await fields.first().focus()
    await press('Control+Enter')
    await expect.poll(() => fields.nth(2).evaluate((element) => element === document.activeElement), poll).toBe(true)
  })

  it('sends XLIFF to a translator and brings it back, although an original changed meanwhile', async () => {
    const sent = join(folder, 'sent.xlf')
    await answerDialogs(studio, [], sent)
    await button(translation.more).click()
    await page.getByRole('menuitem', { name: translation.xliff, exact: true }).click()
    await page.getByText(translation.saved('sent.xlf'), { exact: true }).first().waitFor()
    const xliff = await readFile(sent, 'utf8')
    const units = [...xliff.matchAll(/<trans-unit id="([^"]+)"[^>]*>\s*<source[^>]*>([^<]*)<\/source>/g)]
    const body = units.map(
      ([, id, source], index) =>
        `<trans-unit id="${id}"><source>${index === 0 ? 'Once it was otherwise' : source}</source><target>מספר ${index}</target></trans-unit>`,
    )
    const returned = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="he"><body>${body.join('')}<trans-unit id="gone"><source>Gone</source><target>נעלם</target></trans-unit></body></file></xliff>`
    await writeFile(join(folder, 'back.xlf'), returned)
    await answerDialogs(studio, [join(folder, 'back.xlf')], '')
    await button(translation.more).click()
    await page.getByRole('menuitem', { name: translation.bring, exact: true }).click()
    await expect.poll(translations, poll).toEqual(units.map((_, index) => `מספר ${index}`))
    await page.getByText(translation.unmatched(1)).waitFor()
    await page.getByText('Once it was otherwise').waitFor()
    await look('translation-back')
    await button(translation.confirm).click()
    await page.getByText(translation.progressOf(units.length, units.length), { exact: true }).waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.getByText(translation.progressOf(2, units.length), { exact: true }).waitFor()
    await button(translation.close).click()
    await page.getByRole('listbox', { name: text.timeline.lanes.clips }).waitFor()
  })
})
