import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { expect, it } from 'vitest'
import { serve, watchTrouble } from './browser.ts'
import { buildSite } from './build-package.ts'
import { everyQuestion } from './every-question.ts'
import { Learner } from './learner.ts'
import { callsOf, platformPage } from './platform.ts'
import { sampleDocument } from './sample-document.ts'
import { findViolations } from './violations.ts'
import { setUpChromium } from './set-up.ts'

const tools = setUpChromium()

/** What every sheet of a phone promises: half of the picture stays, a finger hits everything, no rule is broken. */
async function checkSheet(page: Page, learner: Learner): Promise<void> {
  const sheet = await learner.dialog.boundingBox()
  expect(sheet?.height).toBeLessThanOrEqual(640 * 0.55 + 1)
  const targets = learner.dialog.locator('.tb-move, .tb-select, .tb-blank, textarea, .tb-panel-foot button, label.tb-choice')
  for (const target of await targets.all()) {
    const box = await target.boundingBox()
    if (box) expect(box.height).toBeGreaterThanOrEqual(48)
  }
  expect(await findViolations(page)).toEqual([])
}

it('asks every kind of question on a phone, by finger, and tells what was right of it', async () => {
  const site = await buildSite(sampleDocument({ questions: everyQuestion() }), 'web', tools.folder, tools.media)
  const context = await tools.browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const trouble = watchTrouble(page, 'file://')
  await page.goto(pathToFileURL(`${site}/index.html`).href)
  const learner = new Learner(page.mainFrame())
  await learner.start()

  await learner.waitForQuestion('The largest planet is (blank) , and its great red (blank) is older than any country.')
  await checkSheet(page, learner)
  await page.getByLabel('Blank 1 of 2').fill('jupitre')
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Write something in every blank first.').isVisible()).toBe(true)
  await page.getByLabel('Blank 2 of 2').fill('sea')
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Correct: storm').isVisible()).toBe(true)
  await learner.press('Continue')

  await learner.waitForQuestion('Put the planets in order, the nearest to the Sun first.')
  await checkSheet(page, learner)
  const names = () => page.locator('.tb-order-row .tb-choice-text').allTextContents()
  expect((await names()).toSorted()).toEqual(['Earth', 'Jupiter', 'Mercury', 'Neptune, which takes 165 years for one turn'])
  for (const [index, name] of ['Mercury', 'Earth', 'Jupiter'].entries())
    for (let at = (await names()).indexOf(name); at > index; at -= 1)
      await page.getByRole('button', { name: `Move up: ${name}` }).click()
  expect(await page.getByRole('status').textContent()).toMatch(/: now \d of 4/)
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Correct', { exact: true }).isVisible()).toBe(true)
  expect(await findViolations(page)).toEqual([])
  await learner.press('Continue')

  await learner.waitForQuestion('What goes around what?')
  await checkSheet(page, learner)
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Choose a partner for each first.').isVisible()).toBe(true)
  for (const [moon, planet] of [
    ['Europa', 'Jupiter'],
    ['Titan', 'Earth'],
    ['The Moon', 'Saturn'],
    ['Io', 'Jupiter'],
  ] as const)
    await page.getByLabel(moon, { exact: true }).selectOption({ label: planet })
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Correct: Saturn').isVisible()).toBe(true)
  expect(await learner.dialog.getByText('Titan has an atmosphere of its own.').isVisible()).toBe(true)
  expect(await page.getByRole('status').textContent()).toMatch(/Titan: Correct: Saturn.*The Moon: Correct: Earth/)
  expect(await findViolations(page)).toEqual([])
  await learner.press('Continue')

  await learner.waitForQuestion('Where is the red storm?')
  // The picture of this instant, not the one before it.
  expect(await learner.videoTime()).toBeCloseTo(1.61, 3)
  await checkSheet(page, learner)
  const [picture, sheet] = [await page.locator('.tb-spots').boundingBox(), await learner.dialog.boundingBox()]
  if (!picture || !sheet) throw new Error('nothing to tap')
  expect(picture.y).toBeGreaterThanOrEqual(-1)
  expect(picture.y + picture.height).toBeLessThanOrEqual(sheet.y + 1)
  expect(picture.width / picture.height).toBeCloseTo(9 / 16, 1)
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Tap a place in the picture first.').isVisible()).toBe(true)
  const tap = async (x: number, y: number) => {
    const box = await page.locator('.tb-spots').boundingBox()
    if (box) await page.touchscreen.tap(box.x + box.width * x, box.y + box.height * y)
  }
  await tap(0.5, 0.1)
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('That is the pole.').isVisible()).toBe(true)
  await learner.press('Try again')
  await tap(0.82, 0.66)
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('It turns once in six days.').isVisible()).toBe(true)
  expect(await findViolations(page)).toEqual([])
  await learner.press('Continue')

  await learner.waitForQuestion('Which planet would you visit?')
  await checkSheet(page, learner)
  await learner.choose('Saturn')
  await learner.press('Send answer')
  expect(await learner.dialog.getByText('Thank you').isVisible()).toBe(true)
  expect(await learner.dialog.locator('[data-verdict="right"], [data-verdict="wrong"]').count()).toBe(0)
  await learner.press('Continue')

  await learner.waitForQuestion('What surprised you most about Jupiter?')
  await checkSheet(page, learner)
  await page.locator('textarea').fill('木星'.repeat(200))
  await learner.press('Send answer')
  expect(await learner.dialog.locator('.tb-complaint').textContent()).toBe('This is too long to be kept. Please shorten it.')
  await page.locator('textarea').fill('That it has no ground.')
  await learner.press('Send answer')
  await learner.press('Continue')
  await page.getByText('Points: 6 of 10').waitFor()
  await page.getByRole('button', { name: 'Review answers' }).click()
  expect(
    await page.locator('.tb-review li').evaluateAll((items) => items.map((item) => item.getAttribute('data-verdict'))),
  ).toEqual(['wrong', 'right', 'wrong', 'right', 'noted', 'noted'])
  expect(await findViolations(page)).toEqual([])
  // axe tries to load the style sheets, which the policy of the page forbids.
  expect(trouble.filter((each) => each.startsWith('error'))).toEqual([])
  await context.close()
})

it('tells who cannot see the picture which place was right, by keyboard alone', async () => {
  const spot = everyQuestion().find(({ type }) => type === 'hotspot')
  if (!spot) throw new Error('no place to find')
  const site = await buildSite(sampleDocument({ questions: [{ ...spot, retries: 0 }] }), 'web', tools.folder, tools.media)
  const page = await tools.browser.newPage()
  await page.goto(pathToFileURL(`${site}/index.html`).href)
  const learner = new Learner(page.mainFrame())
  await learner.start()
  await learner.waitForQuestion('Where is the red storm?')
  await page.getByRole('button', { name: 'Choose from a list instead' }).press('Enter')
  await learner.press('Check answer')
  expect(await learner.dialog.getByText('Choose an answer first.').isVisible()).toBe(true)
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: 'The pole' }).isChecked()).toBe(true)
  await page.keyboard.press('Enter')
  expect(await learner.dialog.getByText('Correct: The oval in the lower half').isVisible()).toBe(true)
  expect(await page.getByRole('status').textContent()).toContain('Correct: The oval in the lower half')
  expect(await findViolations(page)).toEqual([])
  await page.close()
})

/** Takes the first card by its handle and drops it on the second one's place. */
async function dragFirst(page: Page, learner: Learner): Promise<void> {
  const rows = learner.at.locator('.tb-order-row')
  const [handle, second] = [await rows.locator('.tb-handle').first().boundingBox(), await rows.nth(1).boundingBox()]
  if (!handle || !second) throw new Error('nothing to drag')
  const x = handle.x + handle.width / 2
  await page.mouse.move(x, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(x, second.y + second.height / 2 + 4, { steps: 12 })
  await page.mouse.up()
}

it('tells a platform what was answered, by keyboard, and remembers it', async () => {
  const root = await buildSite(sampleDocument({ questions: everyQuestion() }), 'scorm12', tools.folder, tools.media)
  const site = await serve(root, { '/platform': await platformPage('scorm12') })
  const context = await tools.browser.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${site.address}/platform`)
  let learner = await learnerOn(page)
  const { keyboard } = page
  const next = async () => {
    await keyboard.press('Enter')
    await learner.at.getByRole('button', { name: 'Continue' }).waitFor()
    await keyboard.press('Enter')
  }
  await learner.start()

  await learner.at.locator('.tb-blank').first().waitFor()
  // On the narrowest phone, too, no line begins with a comma.
  const wide = page.viewportSize() ?? { width: 360, height: 640 }
  await page.setViewportSize({ width: 320, height: 568 })
  await learner.at.waitForFunction(() => innerWidth <= 320)
  expect(await learner.at.evaluate(commaIsBesideBlank)).toBe(true)
  await page.setViewportSize(wide)
  await keyboard.type('Jupiter')
  await keyboard.press('Tab')
  await keyboard.type('spot')
  await next()

  await learner.waitForQuestion('Put the planets in order, the nearest to the Sun first.')
  const names = () => learner.at.locator('.tb-order-row .tb-choice-text').allTextContents()
  const before = await names()
  await dragFirst(page, learner)
  expect(await names()).toEqual([before[1], before[0], ...before.slice(2)])
  for (const [index, name] of ['Mercury', 'Earth', 'Jupiter'].entries()) {
    const row = learner.at.locator('.tb-order-row', { hasText: name })
    await row.locator('.tb-move').first().focus()
    for (let place = (await names()).indexOf(name); place > index; place -= 1) await keyboard.press('ArrowUp')
    expect(await learner.at.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`Move up: ${name}`)
  }
  await learner.at.getByRole('button', { name: 'Check answer' }).focus()
  await next()

  await learner.waitForQuestion('What goes around what?')
  await keyboard.press('ArrowDown')
  for (const planet of ['Jupiter', 'Saturn', 'Earth', 'Jupiter']) {
    await keyboard.type(planet)
    await keyboard.press('Tab')
  }
  await next()

  await learner.waitForQuestion('Where is the red storm?')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowUp')
  await next()

  await learner.waitForQuestion('Which planet would you visit?')
  const first = await readTold(page, 4)
  await page.reload()
  learner = await learnerOn(page)
  await learner.start()
  await learner.waitForQuestion('Which planet would you visit?')
  await keyboard.press('2')
  await next()

  await learner.waitForQuestion('What surprised you most about Jupiter?')
  await keyboard.type('No ground.')
  await keyboard.press('Tab')
  await next()
  await learner.at.getByText('Points: 10 of 10').waitFor()

  expect([...first, ...(await readTold(page, 2))]).toEqual([
    ['q-blank', 'fill-in', 'Jupiter; spot', 'Jupiter; storm', 'correct'],
    ['q-order', 'sequencing', 'm,e,j,n', 'm,e,j,n', 'correct'],
    ['q-match', 'matching', 'a.a,b.b,c.c,d.a', 'a.a,b.b,c.c,d.a', 'correct'],
    ['q-spot', 'choice', 's', 's', 'correct'],
    ['q-poll', 'choice', 'b', undefined, 'neutral'],
    ['q-think', 'fill-in', 'No ground.', undefined, 'neutral'],
  ])
  // What was answered before the reload came back with the state.
  await learner.press('Review answers')
  const review = await learner.at.locator('.tb-review li').allTextContents()
  expect(review[0]).toContain('You answered: Jupiter; spot')
  expect(review[1]).toContain('1. Mercury, 2. Earth, 3. Jupiter')
  expect(review[2]).toContain('Europa – Jupiter, Titan – Saturn, The Moon – Earth, Io – Jupiter')
  expect(review[3]).toContain('You answered: The oval in the lower half')
  await context.close()
  await site.close()
})

async function learnerOn(page: Page): Promise<Learner> {
  const frame = await (await page.waitForSelector('#lesson')).contentFrame()
  if (!frame) throw new Error('no lesson frame')
  await frame.waitForSelector('.tb-big-play')
  return new Learner(frame)
}

/** Id, type, answer, first right answer and result of the first interactions of this visit; the platform refused nothing. */
async function readTold(page: Page, count: number): Promise<readonly (readonly (string | undefined)[])[]> {
  const calls = await callsOf(page)
  expect(calls.filter(([name]) => name === 'refused')).toEqual([])
  const sets = new Map(calls.flatMap(([name, key = '', value = '']) => (name === 'LMSSetValue' ? [[key, value] as const] : [])))
  return Array.from({ length: count }, (_, index) =>
    ['id', 'type', 'student_response', 'correct_responses.0.pattern', 'result'].map((key) =>
      sets.get(`cmi.interactions.${index}.${key}`),
    ),
  )
}

function commaIsBesideBlank(): boolean {
  const blank = document.querySelector('.tb-blank')
  const words = document.createTreeWalker(document.querySelector('.tb-sentence') ?? document, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (words.nextNode()) {
    const at = words.currentNode.textContent?.indexOf(',') ?? -1
    if (at < 0) continue
    range.setStart(words.currentNode, at)
    range.setEnd(words.currentNode, at + 1)
  }
  const [comma, field] = [range.getBoundingClientRect(), blank?.getBoundingClientRect()]
  return field !== undefined && comma.width > 0 && comma.top >= field.top && comma.bottom <= field.bottom
}
