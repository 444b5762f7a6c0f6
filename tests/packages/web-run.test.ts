import { rm } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, watchTrouble } from './browser.ts'
import { buildPlayer, buildSite, makeFolder, makeMedia } from './build-package.ts'
import { Learner } from './learner.ts'
import { sampleDocument, sampleQuestion } from './sample-document.ts'
import { findViolations } from './violations.ts'

let folder = ''
let browser: Browser
let address = ''
let optionalAddress = ''
let hebrewAddress = ''

beforeAll(async () => {
  await buildPlayer()
  folder = await makeFolder()
  const media = await makeMedia(folder)
  const site = await buildSite(sampleDocument({ completion: { minScorePercent: 60 } }), 'web', folder, media)
  address = pathToFileURL(`${site}/index.html`).href
  const optional = sampleDocument({
    questions: [sampleQuestion('q-optional', 1, { required: false }), sampleQuestion('q-end', 3, { prompt: 'The last one?' })],
  })
  optionalAddress = pathToFileURL(`${await buildSite(optional, 'web', await makeFolder(), media)}/index.html`).href
  const english = sampleDocument()
  const hebrew = { ...english, metadata: { ...english.metadata, language: 'he' } }
  hebrewAddress = pathToFileURL(`${await buildSite(hebrew, 'web', await makeFolder(), media)}/index.html`).href
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(
  context: BrowserContext,
  where = address,
): Promise<{ readonly page: Page; readonly learner: Learner; readonly trouble: readonly string[] }> {
  const page = await context.newPage()
  const trouble = watchTrouble(page, 'file://')
  await page.goto(where)
  await page.waitForSelector('.tb-big-play')
  return { page, learner: new Learner(page.mainFrame()), trouble }
}

/** Shown, and above the sheet. */
async function captionsAreClear(page: Page): Promise<boolean> {
  const captions = await page.locator('.tb-caption-line').boundingBox()
  const sheet = await page.locator('.tb-question').boundingBox()
  return captions !== null && sheet !== null && captions.y + captions.height <= sheet.y
}

describe('the web package, opened from a folder', () => {
  it('plays, asks, scores and resumes under its own policy, with its own font, asking nobody', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, bypassCSP: false })
    const { page, learner, trouble } = await open(context)
    await learner.start()
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    expect(await learner.videoTime()).toBeCloseTo(1, 1)
    expect(
      await page.evaluate(() => [...document.fonts].filter((font) => font.family === 'Inter').map((font) => font.status)),
    ).toContain('loaded')
    const sheet = await learner.dialog.boundingBox()
    expect(sheet?.height).toBeLessThanOrEqual(640 * 0.55 + 1)
    for (const choice of await learner.dialog.locator('label').all())
      expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(48)
    await expect.poll(() => captionsAreClear(page)).toBe(true)
    await learner.choose('About eleven')
    await learner.press('Check answer')
    expect(await learner.dialog.getByText('Yes: 143,000 km against 12,700 km.').isVisible()).toBe(true)
    // Told, too, it leaves the picture its half; what does not fit is scrolled to.
    expect((await learner.dialog.boundingBox())?.height).toBeLessThanOrEqual(640 * 0.55 + 1)
    await expect.poll(() => captionsAreClear(page)).toBe(true)
    await learner.press('Continue')
    await learner.waitForQuestion('Which gases is Jupiter mostly made of?')
    await page.reload()
    await learner.at.getByRole('button', { name: 'Continue from 0:02' }).click()
    await learner.answerRest('Saturn')
    expect(await page.getByText('Points: 4 of 6').isVisible()).toBe(true)
    expect(await page.getByText('Passed', { exact: true }).isVisible()).toBe(true)
    expect(trouble).toEqual([])
    await context.close()
  })

  it('does not let a jump pass an open question, and goes on where it was skipped', async () => {
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } })
    const { page, learner } = await open(context, optionalAddress)
    await learner.start()
    await page.keyboard.press('End')
    await learner.waitForQuestion('The last one?')
    expect(await learner.videoTime()).toBeCloseTo(3, 1)
    await learner.press('Watch again')
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await learner.press('Skip')
    await learner.waitForQuestion('The last one?')
    await learner.choose('Two')
    await learner.press('Check answer')
    await learner.press('Continue')
    await page.getByRole('heading', { name: 'Your result' }).waitFor()
    expect(await page.getByText('Points: 0 of 2').isVisible()).toBe(true)
    await context.close()
  })

  it('is done from start to end by keyboard alone', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const { page, learner, trouble } = await open(context)
    const { keyboard } = page
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await keyboard.press('k')
    expect(await learner.isPaused()).toBe(true)
    await keyboard.press('c')
    expect(await page.locator('.tb-captions').isVisible()).toBe(false)
    await keyboard.press('c')
    await keyboard.press('m')
    expect(await page.locator('video').evaluate((video) => (video as HTMLVideoElement).muted)).toBe(true)
    await keyboard.press('t')
    expect(await focused()).toBe('Transcript')
    await keyboard.press('Escape')
    expect(await page.locator('.tb-transcript').isVisible()).toBe(false)
    await keyboard.press('k')
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    expect(await focused()).toBe('How many Earths fit side by side across Jupiter?')
    await keyboard.press('Escape')
    expect(await learner.dialog.isVisible()).toBe(true)
    await keyboard.press('Enter')
    await keyboard.press('2')
    await keyboard.press('Enter')
    expect(await focused()).toBe('Try again')
    expect(await page.locator('[aria-live]').textContent()).toContain('Not quite')
    await keyboard.press('Escape')
    expect(await focused()).toBe('Try again')
    await keyboard.press('Enter')
    await keyboard.press('ArrowDown')
    await keyboard.press('Space')
    // Around the dialog and never out of it.
    for (let step = 0; step < 8; step += 1) {
      await keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
    }
    await page.locator('.tb-choice-input').first().focus()
    await keyboard.press('Enter')
    expect(await focused()).toBe('Continue')
    await keyboard.press('Enter')
    await learner.waitForQuestion('Which gases is Jupiter mostly made of?')
    await keyboard.press('1')
    await keyboard.press('3')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await learner.waitForQuestion('You could stand on the surface of Jupiter.')
    await keyboard.press('2')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await learner.waitForQuestion('What is the largest planet called?')
    await keyboard.type('jupiter')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your result' }).waitFor()
    expect(await focused()).toBe('Your result')
    expect(await page.getByText('Points: 6 of 6').isVisible()).toBe(true)
    expect(trouble).toEqual([])
    await context.close()
  })

  it.each([
    [320, 568],
    [360, 640],
    [640, 360],
  ])('shows what matters whole on a phone of %d x %d', async (width, height) => {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', hasTouch: true })
    const { page, learner } = await open(context)
    const inside = (inner: string, outer: string) =>
      page.evaluate(
        ([one, other]) => {
          const a = document.querySelector(one)?.getBoundingClientRect()
          const b = document.querySelector(other)?.getBoundingClientRect()
          return !!a && !!b && a.top >= b.top - 1 && a.bottom <= b.bottom + 1 && a.left >= b.left - 1 && a.right <= b.right + 1
        },
        [inner, outer] as const,
      )
    const play = await page.locator('.tb-big-play').boundingBox()
    expect((play?.x ?? 0) + (play?.width ?? 0) / 2).toBeCloseTo(width / 2, 0)
    expect((play?.y ?? 0) + (play?.height ?? 0) / 2).toBeCloseTo(height / 2, 0)
    const words = await page.locator('.tb-start-words').boundingBox()
    const frame = await page.locator('.tb-frame').boundingBox()
    if (width > height) expect(words?.x).toBeGreaterThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0) - 1)
    expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(0)
    await page.mouse.click(20, 20)
    expect(await page.locator('.tb-start').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Settings' }).click()
    expect(await page.locator('.tb-settings').evaluate((sheet) => sheet.scrollHeight - sheet.clientHeight)).toBeLessThanOrEqual(1)
    await page.keyboard.press('Escape')
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    expect(await inside('.tb-choice:last-child', '.tb-question .tb-panel-body')).toBe(true)
    await learner.choose('More than a hundred')
    await learner.press('Check answer')
    expect(await inside('.tb-verdict-title', '.tb-question .tb-panel-body')).toBe(true)
    // From 640 px on the picture keeps its half also then, and what is told is scrolled to; smaller phones show all of it.
    if (height > width && height > 620)
      expect((await learner.dialog.boundingBox())?.height).toBeLessThanOrEqual(height * 0.55 + 1)
    else {
      expect(await inside('.tb-choice:last-child', '.tb-question .tb-panel-body')).toBe(true)
      if (height > width) expect(await inside('.tb-prompt', '.tb-question .tb-panel-body')).toBe(true)
    }
    await learner.press('Continue')
    await learner.answerRest('Saturn')
    await learner.press('Review answers')
    expect(await inside('.tb-review-prompt', '.tb-result .tb-panel-body')).toBe(true)
    await context.close()
  })

  it('keeps the result inside its narrow sheet beside an upright film', async () => {
    const context = await browser.newContext({ viewport: { width: 568, height: 320 }, reducedMotion: 'reduce' })
    const { page, learner } = await open(context)
    await learner.start()
    await learner.answerSample('Saturn')
    const [badge, sheet] = await Promise.all(['.tb-badge', '.tb-result'].map((name) => page.locator(name).boundingBox()))
    if (!badge || !sheet) throw new Error('no result')
    expect(badge.x + badge.width).toBeLessThanOrEqual(sheet.x + sheet.width - 16)
    await context.close()
  })

  it('scrolls the answers with the arrow keys and leaves the sound alone', async () => {
    const context = await browser.newContext({ viewport: { width: 640, height: 360 }, reducedMotion: 'reduce' })
    const { page, learner } = await open(context)
    await learner.start()
    await learner.answerSample('Saturn')
    await learner.press('Review answers')
    const body = page.locator('.tb-result .tb-panel-body')
    const top = () => body.evaluate((element) => element.scrollTop)
    const before = await top()
    await body.focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(top).toBeGreaterThan(before)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('video').evaluate((video) => (video as HTMLVideoElement).volume)).toBe(1)
    expect(await page.locator('.tb-result').isVisible()).toBe(true)
    await context.close()
  })

  it('hides the captions under an open transcript that says the same', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const { page, learner } = await open(context)
    await learner.start()
    await page.keyboard.press('k')
    expect(await page.locator('.tb-caption-line').isVisible()).toBe(true)
    expect(await page.locator('.tb-duration').evaluate((span) => span.getBoundingClientRect().top)).toBeLessThan(
      await page.locator('.tb-bar').evaluate((bar) => bar.getBoundingClientRect().bottom),
    )
    await page.getByRole('button', { name: 'Transcript' }).click()
    expect(await page.locator('.tb-caption-line').isVisible()).toBe(false)
    await context.close()
  })

  it('asks a question that was sought exactly, required or not', async () => {
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } })
    for (const where of [address, optionalAddress]) {
      const { page, learner } = await open(context, where)
      await learner.start()
      await page.keyboard.press('k')
      await page.locator('.tb-seek input').evaluate((slider: HTMLInputElement) => {
        slider.value = '1000'
        slider.dispatchEvent(new Event('input', { bubbles: true }))
      })
      await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
      expect(await learner.videoTime()).toBeLessThan(1.1)
      await page.close()
    }
    await context.close()
  })

  it('says its own words in English where it has no others, and the author’s in theirs', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const { page, learner } = await open(context, hebrewAddress)
    const spoken = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((found) => [
          found.closest('[lang]')?.getAttribute('lang'),
          found.closest('[dir]')?.getAttribute('dir'),
          getComputedStyle(found).direction,
        ])
    const own = ['en', 'ltr', 'ltr']
    const author = ['he', 'rtl', 'rtl']
    expect(await spoken('html')).toEqual(author)
    expect(await spoken('.tb-start h1')).toEqual(author)
    expect(await spoken('.tb-facts')).toEqual(own)
    await learner.start()
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    expect(await spoken('.tb-prompt')).toEqual(author)
    expect(await spoken('.tb-choice-text')).toEqual(author)
    expect(await spoken('.tb-eyebrow')).toEqual(own)
    await learner.choose('Two')
    await learner.press('Check answer')
    expect(await spoken('.tb-verdict-title')).toEqual(own)
    expect(await spoken('.tb-verdict p + p span')).toEqual(author)
    expect(await page.locator('[aria-live] [lang="he"]').allTextContents()).toEqual([
      'That would be Neptune’s size, roughly halved.',
      'Look at the picture once more.',
    ])
    await context.close()
  })

  it.each([
    [320, 640, 'light'],
    [844, 390, 'dark'],
  ] as const)('breaks no accessibility rule at %d x %d (%s)', async (width, height, colorScheme) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      bypassCSP: true,
      reducedMotion: 'reduce',
    })
    const { page, learner } = await open(context)
    const states: Record<string, readonly string[]> = {}
    const check = async (state: string) => {
      states[state] = await findViolations(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${state} fits`).toBe(true)
      if (!(await page.locator('.tb-bar').isVisible())) return
      const bar = await page.locator('.tb-bar').evaluate((element) => element.scrollWidth - element.clientWidth)
      expect(bar, `${state}: the bar fits`).toBeLessThanOrEqual(0)
    }
    await check('start')
    await learner.start()
    await page.keyboard.press('k')
    await check('paused')
    await page.getByRole('button', { name: 'Settings' }).click()
    await check('settings')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Transcript' }).click()
    await check('transcript')
    await page.keyboard.press('Escape')
    await page.keyboard.press('k')
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await check('question')
    await learner.choose('Two')
    await learner.press('Check answer')
    await check('wrong')
    await learner.press('Try again')
    await learner.choose('About eleven')
    await learner.press('Check answer')
    await check('right')
    await learner.press('Continue')
    await learner.answerRest('Saturn')
    await learner.press('Review answers')
    await check('result')
    expect(states).toEqual(Object.fromEntries(Object.keys(states).map((state) => [state, []])))
    await context.close()
  })
})
