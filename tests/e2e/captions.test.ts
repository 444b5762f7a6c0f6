import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.captions
const lessonSeconds = 12
let studio: Studio
let page: Page
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-captions-'))
  await makeClip(join(folder, 'clip.mp4'), lessonSeconds)
  const few = ['Lava flows downhill', 'and cools to become rock', 'Basalt is dark', 'The sea boils']
  await writeFile(join(folder, 'few.srt'), toSrt(few, 2))
  const many = Array.from({ length: 2000 }, (_, index) => `Words number ${index + 1}`)
  await writeFile(join(folder, 'many.srt'), toSrt(many, lessonSeconds / 2001))
  studio = await launchStudio()
  page = studio.page
  await answerDialogs('clip.mp4')
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.getByRole('tab', { name: words.title }).click()
  await answerDialogs('few.srt')
  await button(words.import).click()
  await fields().nth(3).waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

function toSrt(lines: readonly string[], everySeconds: number): string {
  const stamp = (at: number): string => `00:00:${at.toFixed(3).padStart(6, '0').replace('.', ',')}`
  return lines
    .map((line, index) => {
      const start = index * everySeconds
      return `${index + 1}\n${stamp(start)} --> ${stamp(start + everySeconds * 0.9)}\n${line}`
    })
    .join('\n\n')
}

async function answerDialogs(...names: readonly string[]): Promise<void> {
  const paths = names.map((name) => join(folder, name))
  await studio.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
  }, paths)
}

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const fields = () => page.getByRole('list', { name: words.listLabel }).locator('textarea')
const texts = () => fields().evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).value))
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const cursor = () =>
  page.evaluate(() => {
    const field = document.activeElement
    return field instanceof HTMLTextAreaElement ? [field.value, field.selectionStart] : [field?.tagName]
  })

const picture = (): Promise<string> => page.evaluate(() => document.querySelector('canvas')?.toDataURL() ?? '')

/** What the preview shows once it does not change any more. */
async function settledPicture(): Promise<string> {
  let before = ''
  await expect
    .poll(
      async () => {
        const last = before
        before = await picture()
        return before === last
      },
      { interval: 700 },
    )
    .toBe(true)
  return before
}

describe('the caption list', () => {
  it('splits, joins and goes on by keys alone, without losing a letter that is typed at once', async () => {
    await fields().nth(1).focus()
    await press('Home', ...Array.from({ length: 9 }, () => 'ArrowRight'), 'Enter')
    await page.keyboard.type('down ')
    await expect
      .poll(texts)
      .toEqual(['Lava flows downhill', 'and cools', 'down to become rock', 'Basalt is dark', 'The sea boils'])
    await press('Home', 'Backspace')
    await page.keyboard.type('right ')
    expect(await cursor()).toEqual(['and cools right down to become rock', 16])
    await press('Tab', 'ArrowUp', 'Shift+Tab')
    expect(await cursor()).toEqual(['Lava flows downhill', 19])
    await press('Control+z', 'Control+z', 'Control+z', 'Control+z')
    await expect.poll(texts).toEqual(['Lava flows downhill', 'and cools to become rock', 'Basalt is dark', 'The sea boils'])
  })

  it('warns as one types, and divides a text that is too long', async () => {
    await fields().nth(3).focus()
    await press('End')
    await page.keyboard.type(' and steams where it meets the hot lava of the volcano')
    await page
      .getByText(/^Too fast to follow/)
      .first()
      .waitFor()
    await fields().nth(3).fill('Lava is molten rock. '.repeat(476))
    await page.getByText(words.tooLong(9996)).first().waitFor()
    await button(words.divide).click()
    await page.getByText(/there are 6 seconds for them/).waitFor()
    expect(await fields().count()).toBe(4)
    await fields().nth(3).fill('The sea boils')
  })

  it('takes a typed time', async () => {
    const start = page.getByRole('textbox', { name: words.startLabel('0:06.00'), exact: true })
    await start.fill('6,5')
    await press('Enter')
    await page.getByRole('textbox', { name: words.startLabel('0:06.50'), exact: true }).waitFor()
    await press('Control+z')
    await start.waitFor()
  })

  it('finds and replaces in one step', async () => {
    await press('Control+f')
    await page.keyboard.type('LAVA')
    await expect.poll(texts).toEqual(['Lava flows downhill', 'The sea boils'])
    await page.getByRole('textbox', { name: words.find.replace }).fill('Magma')
    await button(words.find.replaceAll).click()
    await press('Escape')
    await expect.poll(async () => (await texts())[0]).toBe('Magma flows downhill')
    await press('Control+z')
    await expect.poll(async () => (await texts())[0]).toBe('Lava flows downhill')
  })

  it('shifts those from the selected one on', async () => {
    await fields().nth(2).focus()
    await button(words.shift.title).click()
    await page.getByText(words.shift.whichOnes.here, { exact: true }).click()
    await button(words.shift.run).click()
    for (const start of ['0:02.00', '0:04.50', '0:06.50'])
      await page.getByRole('textbox', { name: words.rowLabel(start), exact: true }).waitFor()
    await press('Control+z')
  })

  it('has names and contrast in both themes, with every tool', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
      for (const tool of [words.find.title, words.shift.title, words.tracks.title, words.look.title]) {
        await button(tool).click()
        expect(await findViolations(page, ['[role="tabpanel"]'])).toEqual([])
      }
    }
  })

  it('changes the look of all captions', async () => {
    await page.getByRole('radio', { name: words.look.names.karaoke }).click({ force: true })
    await page.getByRole('group', { name: words.look.highlight }).or(page.getByText(words.look.highlight)).first().waitFor()
    await page.getByRole('slider', { name: words.look.position.bottom }).focus()
    await press('ArrowRight', 'ArrowRight')
    await page.getByText(words.look.units(280), { exact: true }).waitFor()
  })

  it('goes through the looks by key, and moves captions to the top', async () => {
    const look = (name: keyof typeof words.look.names) => page.getByRole('radio', { name: words.look.names[name], exact: true })
    await look('karaoke').focus()
    await press('ArrowRight')
    await expect.poll(() => look('singalong').isChecked()).toBe(true)
    await page.getByRole('radio', { name: words.look.places.bottom, exact: true }).focus()
    await press('ArrowLeft')
    await page.getByText(words.look.middleCovers).waitFor()
    await press('ArrowLeft')
    await page.getByRole('slider', { name: words.look.position.top }).waitFor()
  })

  it('keeps the look for the school, and forgets it again', async () => {
    await button(words.look.keepForSchool).click()
    await page.getByText(words.look.isSchools).waitFor()
    await page.getByRole('tab', { name: text.editor.panels.captions, exact: true }).focus()
    await press('Escape')
    await button(text.schoolStyle.removeCaptions).click()
    await page.getByText(text.schoolStyle.captionsRemoved).waitFor()
    await button(words.look.keepForSchool).waitFor()
    await button(words.look.title).click()
  })

  it('lets a word stand out by key, and no longer by the same key', async () => {
    await fields().first().click()
    await press('Home', 'Control+b')
    const chosen = page.getByRole('group', { name: words.emphasis.title }).getByRole('button', { pressed: true })
    await chosen.waitFor()
    expect((await fields().first().inputValue()).startsWith((await chosen.textContent()) ?? '?')).toBe(true)
    await press('Control+b')
    await chosen.waitFor({ state: 'detached' })
  })

  it('keeps a second language beside the first', async () => {
    await button(words.tracks.title).click()
    await button(words.tracks.add).click()
    await page.getByText(words.empty).waitFor()
    await button(words.addHere).click()
    await page.keyboard.type('Lava fließt')
    await expect.poll(texts).toEqual(['Lava fließt'])
    // The look that was chosen last is drawn, and nothing comes after it.
    const usual = await settledPicture()
    // Not the switch of their lane, which is called so, too.
    const preview = page.getByRole('button', { name: new RegExp(`^(?!Hide|Show).*${words.tracks.preview}$`) })
    await preview.click()
    await page.getByRole('option', { name: /subtitles$/ }).click()
    await expect.poll(picture, { timeout: 60_000 }).not.toBe(usual)
    const translated = await settledPicture()
    await preview.click()
    await page.getByRole('option', { name: words.tracks.previewNone, exact: true }).click()
    await expect.poll(picture, { timeout: 60_000 }).not.toBe(translated)
    await button(words.tracks.remove).click()
    await expect.poll(async () => (await texts()).length).toBe(4)
    await button(words.tracks.title).click()
  })

  it('stays quick with two thousand captions', async () => {
    await answerDialogs('many.srt')
    await button(words.more).click()
    await page.getByRole('menuitem', { name: words.import }).click()
    await page.getByRole('heading', { name: /2,000/ }).waitFor()
    expect(await fields().count()).toBeLessThan(40)
    const scroller = page.getByRole('list', { name: words.listLabel }).locator('..')
    await scroller.evaluate((element) => (element.scrollTop = element.scrollHeight))
    await expect.poll(async () => (await texts()).at(-1)).toBe('Words number 2000')
    await fields().last().focus()
    await press('Shift+Tab', 'Shift+Tab')
    expect(await cursor()).toEqual(['Words number 1998', 17])
    await page.keyboard.type(' abcdefghi')
    await expect.poll(async () => (await cursor())[0]).toBe('Words number 1998 abcdefghi')
    await button(words.more).click()
    await page.getByRole('menuitem', { name: words.clear }).click()
    await page.getByText(words.empty).waitFor()
  })
})
