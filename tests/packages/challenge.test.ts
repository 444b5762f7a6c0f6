import { mkdir, rm } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClipId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Challenge } from '#shared/project/schema/question.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { launchChromium, watchTrouble } from './browser.ts'
import { buildPlayer, buildSite, makeFolder, makeMedia } from './build-package.ts'
import { Learner } from './learner.ts'
import { sampleDocument, sampleQuestion } from './sample-document.ts'
import { findViolations } from './violations.ts'

const challenge: Challenge = {
  hook: 'Can you make a planet spin?',
  brief: 'Show how day and night come about, with things you find at home. <b>One take</b>, no cuts.',
  modelClipId: 'clip-1' as ClipId,
  durationLimitTicks: secondsToTicks(45),
  steps: ['Find a lamp and a ball', 'Mark your home town on the ball', 'Turn it and say when the sun rises', ' '],
  materials: ['A lamp', 'A ball'],
  safetyNote: 'Do not look into the lamp.',
  rubric: [
    {
      title: 'The explanation',
      levels: [
        { label: 'Beginning', description: 'Day and night are named.', points: 1 },
        { label: 'Getting there', description: 'It is the planet that turns, not the lamp.', points: 2 },
        { label: 'Excellent', description: 'Says when the sun rises and why.', points: 4 },
      ],
    },
    { title: 'Seen and heard', levels: [{ label: 'Clear', description: '', points: 1.5 }] },
    { title: ' ', levels: [{ label: '', description: 'Not named yet', points: 1 }] },
  ],
  hashtag: '#spinning',
  deadline: '2027-05-31',
  teamSize: { min: 1, max: 3 },
  handIn: { what: 'One clip', where: 'https://school.example/hand-in, or by stick' },
  withoutFilming: 'Draw four pictures and describe them.',
}

let folder = ''
let browser: Browser
let address = ''
let plainAddress = ''
let judgedAddress = ''
let watchedAddress = ''

async function addressOf(document: LessonDocument, media: Awaited<ReturnType<typeof makeMedia>>): Promise<string> {
  return pathToFileURL(`${await buildSite(document, 'web', await makeFolder(), media)}/index.html`).href
}

beforeAll(async () => {
  await buildPlayer()
  folder = await makeFolder()
  const media = await makeMedia(folder, 2)
  const question = sampleQuestion('q-earths', 1)
  address = await addressOf({ ...sampleDocument({ seconds: 2, questions: [question] }), challenge }, media)
  const unsaid = { ...challenge, rubric: [], modelClipId: null, safetyNote: '', steps: [], hashtag: '', deadline: null }
  plainAddress = await addressOf({ ...sampleDocument({ seconds: 2, questions: [] }), challenge: unsaid }, media)
  const judged = { watchedPercent: null, questionsAnswered: true, minScorePercent: null }
  judgedAddress = await addressOf({ ...sampleDocument({ seconds: 2, questions: [], completion: judged }), challenge }, media)
  const completion = { watchedPercent: 90, questionsAnswered: false, minScorePercent: null }
  watchedAddress = await addressOf({ ...sampleDocument({ seconds: 2, questions: [], completion }), challenge }, media)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const page = (where: Page) => where.getByRole('region', { name: 'Challenge' })

async function isWithin(where: Page): Promise<boolean> {
  return where.evaluate(() => {
    const body = document.querySelector('.tb-challenge .tb-panel-body')
    return body !== null && body.scrollWidth <= body.clientWidth && document.documentElement.scrollWidth <= window.innerWidth
  })
}

/** Whether nothing lies over what has the focus. */
async function isFocusSeen(where: Page): Promise<boolean> {
  return where.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return true
    const { left, top, width, height } = focused.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return focused.contains(seen)
  })
}

describe('the challenge in a package', () => {
  it('is read before and after the clip, by keyboard, at any size, without a violation', async () => {
    const pictures = process.env['TIDBIT_PICTURES']
    if (pictures) await mkdir(pictures, { recursive: true })
    for (const [width, height, colorScheme] of [
      [320, 568, 'light'],
      [390, 844, 'dark'],
      [1280, 720, 'light'],
      [740, 360, 'dark'],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
      const tab = await context.newPage()
      await tab.goto(address)
      const read = tab.getByRole('button', { name: 'Read the challenge' })
      await read.focus()
      await tab.keyboard.press('Enter')
      await page(tab).waitFor()
      expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('Challenge')
      expect(await isWithin(tab)).toBe(true)
      expect(await findViolations(tab)).toEqual([])
      for (let step = 0; step < 3; step += 1) {
        await tab.keyboard.press('Shift+Tab')
        expect(await isFocusSeen(tab)).toBe(true)
      }
      if (pictures) {
        await tab.screenshot({ path: `${pictures}/challenge-${width}.png` })
        await page(tab).getByRole('button', { name: 'Finish the challenge' }).scrollIntoViewIfNeeded()
        await tab.screenshot({ path: `${pictures}/challenge-${width}-rubric.png` })
      }
      await tab.keyboard.press('Escape')
      expect(await page(tab).count()).toBe(0)
      expect(await read.evaluate((button) => button === document.activeElement)).toBe(true)
      if (pictures) await tab.screenshot({ path: `${pictures}/challenge-${width}-start.png` })
      await context.close()
    }
  })

  it('holds every part, as text, and follows the result', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const tab = await context.newPage()
    const trouble = watchTrouble(tab, 'file://')
    await tab.goto(address)
    const learner = new Learner(tab.mainFrame())
    await learner.start()
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await learner.choose('About eleven')
    await learner.press('Check answer')
    await learner.press('Continue')
    await tab.getByRole('button', { name: 'Read the challenge' }).click({ timeout: 40_000 })
    const shown = page(tab)
    expect(await shown.getByRole('heading').allTextContents()).toEqual([
      'Challenge',
      'Step by step: tick what you have done',
      'What you need',
      'Take care',
      'Hand in',
      'Take part without filming yourself',
      'How answers are judged',
    ])
    expect(await shown.locator('.tb-brief').textContent()).toBe(challenge.brief)
    expect(await shown.locator('.tb-challenge-facts li').allTextContents()).toEqual([
      '0:45 at most',
      'Until May 31, 2027',
      'Team of 1 to 3',
      '#spinning',
    ])
    expect(await shown.locator('ol li').allTextContents()).toEqual(challenge.steps.slice(0, 3))
    expect(await shown.getByRole('group').evaluateAll((groups) => groups.map((group) => group.textContent))).toContain(
      'The explanationBeginningDay and night are named.1 pointGetting thereIt is the planet that turns, not the lamp.2 pointsExcellentSays when the sun rises and why.4 points',
    )
    const link = shown.getByRole('link', { name: 'https://school.example/hand-in' })
    expect(await link.getAttribute('href')).toBe('https://school.example/hand-in')
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
    await tab.getByRole('button', { name: 'Close the challenge' }).click()
    await tab.getByRole('heading', { name: 'Your result' }).waitFor()
    await tab.getByRole('button', { name: 'Read the challenge' }).click()
    await tab.getByRole('button', { name: 'Watch the model answer' }).click()
    await expect.poll(() => learner.isPaused()).toBe(false)
    expect(await shown.count()).toBe(0)
    expect(trouble).toEqual([])
    await context.close()
  })

  it('opens by itself at the end of a clip without questions, and leaves out what was left out', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const tab = await context.newPage()
    await tab.goto(plainAddress)
    await new Learner(tab.mainFrame()).start()
    const shown = page(tab)
    await shown.waitFor({ timeout: 40_000 })
    expect(await shown.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'What you need',
      'Hand in',
      'Take part without filming yourself',
    ])
    expect(await shown.getByRole('radio').count()).toBe(0)
    expect(await tab.getByRole('button', { name: 'Watch the model answer' }).count()).toBe(0)
    await tab.keyboard.press('Escape')
    await tab.getByRole('button', { name: 'Challenge' }).click()
    await shown.waitFor()
    await context.close()
  })
  it('is done by keyboard: steps ticked, time taken, judged by oneself, scored and remembered', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const tab = await context.newPage()
    await tab.goto(judgedAddress)
    await new Learner(tab.mainFrame()).start()
    const shown = page(tab)
    await shown.waitFor({ timeout: 40_000 })
    await shown.getByRole('checkbox').nth(1).press('Space')
    await shown.getByRole('button', { name: 'Start the timer' }).press('Enter')
    await expect.poll(() => shown.getByRole('timer').textContent()).toMatch(/^0:4[0-4] left$/)
    const finish = shown.getByRole('button', { name: 'Finish the challenge' })
    await finish.press('Enter')
    await shown.getByText('Choose a level in every row first.').waitFor()
    expect(await tab.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('tb-criterion-0')
    await shown.getByRole('radio', { name: /Getting there/ }).press('Space')
    // Looking at the model answer once more must not cost what is chosen already.
    await tab.keyboard.press('Escape')
    await tab.getByRole('button', { name: 'Challenge' }).click()
    expect(await shown.getByRole('radio', { name: /Getting there/ }).isChecked()).toBe(true)
    await shown.locator('.tb-panel-body').press('Space')
    for (const level of [/Clear/, /Not named yet/]) await shown.getByRole('radio', { name: level }).press('Space')
    await shown.getByText('Points you give yourself: 4.5 of 6.5').waitFor()
    expect(await findViolations(tab)).toEqual([])
    await finish.press('Enter')
    await tab.getByText('Points: 4.5 of 6.5').waitFor()
    await tab.getByText('Completed', { exact: true }).waitFor()
    await tab.reload()
    await tab.getByRole('button', { name: 'Read the challenge' }).click()
    await shown.waitFor()
    expect(await shown.getByRole('checkbox').nth(1).isChecked()).toBe(true)
    expect(await shown.getByRole('radio', { name: /Getting there/ }).isChecked()).toBe(true)
    await shown.getByRole('button', { name: 'Let the timer go on' }).waitFor()
    await shown.getByRole('button', { name: 'Judge again' }).waitFor()
    await context.close()
  })

  it('keeps what is ticked before the clip begins, should the phone end the page behind the camera', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const tab = await context.newPage()
    await tab.goto(judgedAddress)
    await tab.getByRole('button', { name: 'Read the challenge' }).click()
    await page(tab).getByRole('checkbox').first().check()
    const isKept = (): Promise<boolean> =>
      tab.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('tidbit-lesson:')))
    expect(await isKept()).toBe(false)
    await tab.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    expect(await isKept()).toBe(true)
    await context.close()
  })

  it('lets a learner who skipped over what counts know so first', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const tab = await context.newPage()
    // As where a browser refuses to play by itself: nothing is watched, however slow the machine is.
    await tab.addInitScript(() => {
      HTMLMediaElement.prototype.play = () => Promise.reject(new Error('refused'))
    })
    await tab.goto(watchedAddress)
    const learner = new Learner(tab.mainFrame())
    await learner.start()
    await tab.keyboard.press('End')
    await expect.poll(() => learner.videoTime()).toBeGreaterThan(1.9)
    await tab.keyboard.press('k')
    await tab.getByText('Not complete yet').waitFor()
    expect(await page(tab).count()).toBe(0)
    await learner.press('Read the challenge')
    await page(tab).waitFor()
    await context.close()
  })
})
