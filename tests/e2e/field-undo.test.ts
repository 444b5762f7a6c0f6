import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs, goTo } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'

let studio: Studio
let page: Page
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-field-undo-'))
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, 4)
  studio = await launchStudio()
  page = studio.page
  await answerDialogs(studio, [clip], join(folder, 'out.zip'))
  await button(text.library.empty.choose).click()
  await clips().first().waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 })
const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
const title = () => page.getByRole('textbox', { name: text.editor.titleLabel, exact: true })
const prompt = () => page.getByRole('textbox', { name: text.quiz.prompt, exact: true })
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

describe('undo in a text field', () => {
  it('takes back what was typed in the field, letter by letter runs, and types it again', async () => {
    await title().click()
    await press('End')
    await page.keyboard.type(' one')
    await press('Backspace')
    expect(await title().inputValue()).toBe('clip on')
    await press('Control+z')
    expect(await title().inputValue()).toBe('clip one')
    await press('Control+z')
    expect(await title().inputValue()).toBe('clip')
    await press('Control+Shift+z', 'Control+y')
    expect(await title().inputValue()).toBe('clip on')
    await press('Enter')
  })

  it('is the lesson’s where nothing was typed, and no other field changes', async () => {
    await goTo(page, 2, 4)
    await press('s')
    await eventually(() => clips().count()).toBe(2)
    await press('q')
    await eventually(() => prompt().evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('Why?')
    await press('Control+z')
    expect(await prompt().inputValue()).toBe('')
    // The question itself, then the cut, then the title: in the order in which they were made.
    await press('Control+z')
    await eventually(() => prompt().count()).toBe(0)
    await title().click()
    await press('Control+z')
    await eventually(() => clips().count()).toBe(1)
    expect(await title().inputValue()).toBe('clip on')
    await press('Control+z')
    await eventually(() => title().inputValue()).toBe('clip')
    await press('Control+Shift+z', 'Control+Shift+z')
    await eventually(() => clips().count()).toBe(2)
    expect(await title().inputValue()).toBe('clip on')
  })

  it('gives back a number that is being typed, then what the lesson had', async () => {
    await clips().first().click()
    const number = page.getByRole('textbox', { name: text.inspector.clip.in, exact: true }).first()
    const before = await number.inputValue()
    await number.click()
    await press('Control+a')
    await page.keyboard.type('7')
    await press('Control+z')
    expect(await number.inputValue()).toBe(before)
    await press('Control+z')
    await eventually(() => clips().count()).toBe(1)
    await press('Control+Shift+z')
    await eventually(() => clips().count()).toBe(2)
  })

  it('leaves the lesson alone from a dialog', async () => {
    await button(text.editor.shortcutsButton).click()
    await eventually(() => page.getByRole('dialog').evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
    await press('Control+z')
    await press('Escape')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    expect(await clips().count()).toBe(2)
  })

  it('stays in the search of the library', async () => {
    await button(text.editor.back).click()
    const search = page.getByRole('searchbox', { name: text.library.search })
    await search.click()
    await press('Control+z')
    expect(await search.inputValue()).toBe('')
    await page.keyboard.type('lava')
    await press('Control+z')
    expect(await search.inputValue()).toBe('')
    await press('Control+z', 'Control+y')
    expect(await search.inputValue()).toBe('lava')
  })
})
