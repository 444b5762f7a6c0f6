import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { fillLibrary } from '../bench/start/fill-library.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

const words = text.library
const lessonCount = 1000
let userData: string
let studio: Studio
let page: Page

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'tidbit-large-'))
  await fillLibrary(userData, lessonCount)
  studio = await launchStudio({ userData })
  page = studio.page
})
afterAll(async () => {
  await studio.close()
  await rm(userData, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const cards = () => page.getByRole('list', { name: words.listLabel }).getByRole('listitem')
const titles = () => cards().getByRole('heading').allTextContents()

async function choose(menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${menu}: `) }).click()
  await page.getByRole('menuitemradio', { name: entry, exact: true }).click()
}

describe('a library of a thousand lessons', () => {
  it('shows the newest first, says how many there are, and draws the others as one scrolls', async () => {
    await page.getByText(words.count(lessonCount), { exact: true }).waitFor()
    expect((await titles())[0]).toContain(`Lesson ${lessonCount}`)
    expect(await cards().first().getAttribute('aria-setsize')).toBe(String(lessonCount))
    expect(await cards().count()).toBeLessThan(lessonCount / 2)
    const further = page.getByRole('button', { name: /^Open Lesson 860:/ })
    await expect
      .poll(
        async () => {
          await cards().last().scrollIntoViewIfNeeded()
          return further.count()
        },
        { timeout: 90_000, interval: 50 },
      )
      .toBe(1)
  })

  it('is searched as one types', async () => {
    await page.getByRole('searchbox', { name: words.search }).fill('lesson 77')
    await expect.poll(titles, { timeout: 60_000 }).toHaveLength(11)
    await page.getByRole('searchbox', { name: words.search }).fill('')
    await page.getByText(words.count(lessonCount), { exact: true }).waitFor()
  })

  it('is shown by tag and by state, and says so where nothing fits', async () => {
    const [first = ''] = await titles()
    await button(words.more(first)).click()
    await page.getByRole('menuitem', { name: words.menu.tags }).click()
    await page.getByRole('textbox', { name: words.tags.label }).fill('Year 8, energy, year 8')
    await page.keyboard.press('Enter')
    await page.getByTitle(words.tags.of(['Year 8', 'energy'])).waitFor()
    await choose(words.filter.tag, 'energy')
    await page.getByText(words.count(1), { exact: true }).waitFor()
    expect(await titles()).toEqual([first])
    expect(await findViolations(page)).toEqual([])
    await choose(words.filter.show, words.filter.shows.exported)
    await page.getByText(words.filter.none.title).waitFor()
    await button(words.filter.none.clear).click()
    await page.getByText(words.count(lessonCount), { exact: true }).waitFor()
  })

  it('gives deleted lessons back, at once and later', async () => {
    const [first = ''] = await titles()
    await button(words.more(first)).click()
    await page.getByRole('menuitem', { name: words.menu.delete }).click()
    await page.getByText(words.count(lessonCount - 1), { exact: true }).waitFor()
    await choose(words.filter.show, words.filter.shows.deleted)
    await button(words.takeBack(first)).click()
    await page.getByText(words.filter.noneDeleted.title).waitFor()
    await choose(words.filter.show, words.filter.shows.all)
    await page.getByText(words.count(lessonCount), { exact: true }).waitFor()
  })
})
