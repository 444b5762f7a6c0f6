import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { openPromise } from 'yauzl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { questionTypes, type QuestionType } from '#shared/project/schema/question.ts'
import type { PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.quiz
let studio: Studio
let page: Page
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-questions-'))
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, 3)
  studio = await launchStudio()
  page = studio.page
  await studio.app.evaluate(
    ({ dialog }, [filePath, saveTo]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saveTo })
    },
    [clip, join(folder, 'lesson.zip')] as const,
  )
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const phone = () => page.frameLocator(`iframe[title="${words.phone.label}"]`)

/** A question a fifth of a second after the one before, with the cursor in its prompt. */
async function ask(type: QuestionType, prompt: string): Promise<void> {
  await page.getByRole('slider', { name: text.timeline.playhead }).focus()
  for (let frame = 0; frame < 6; frame += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('q')
  await expect.poll(() => field(words.prompt).inputValue()).toBe('')
  if (type !== 'single-choice') {
    await page.getByRole('button', { name: new RegExp(words.type) }).click()
    await page.getByRole('option', { name: words.types[type] }).click()
    await field(words.prompt).click()
  }
  await field(words.prompt).fill(prompt)
}

/** From the prompt on, as quickly as one types. */
async function typeAnswers(...answers: readonly string[]): Promise<void> {
  for (const answer of answers) {
    await page.keyboard.press('Enter')
    await page.keyboard.insertText(answer)
  }
}

const isReady = async (type: QuestionType): Promise<void> => {
  const row = page.getByRole('row').filter({ hasText: words.typeAndState(words.types[type]) })
  await row.first().waitFor({ timeout: 60_000 })
}

describe('the question editor', () => {
  it('asks with choices, all from the keyboard', async () => {
    await ask('single-choice', 'Which planet is red?')
    await typeAnswers('Mars', 'Venus', 'Earht')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => field(words.choice(2)).inputValue()).toBe('Earht')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('!')
    await expect.poll(() => field(words.choice(2)).inputValue()).toBe('Earht!')
    await page.keyboard.press('Backspace')
    await isReady('single-choice')
    await ask('multiple-choice', 'Which are planets?')
    await typeAnswers('Mars', 'Venus', 'The Moon')
    await page.getByRole('checkbox', { name: words.correct(2) }).click({ force: true })
    await isReady('multiple-choice')
    await ask('poll', 'Which one would you visit?')
    await typeAnswers('Mars', 'Venus')
    await isReady('poll')
    await ask('ordering', 'Order them from the Sun outwards')
    await typeAnswers('Mercury', 'Venus', 'Mars')
    await isReady('ordering')
    await ask('true-false', 'Mars has two moons.')
    await isReady('true-false')
  })

  it('asks for pairs, words and thoughts', async () => {
    await ask('matching', 'What belongs together?')
    await typeAnswers('Mars', 'Titan')
    await page.getByText(words.problems.emptyMatch).first().waitFor()
    await field(words.matching.match(1)).fill('planet')
    await field(words.matching.match(2)).fill('moon')
    await isReady('matching')
    await ask('short-answer', 'Which planet has rings?')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Saturn')
    await isReady('short-answer')
    await ask('fill-blank', 'Mars has ___ moons, called Phobos and ___.')
    await field(words.blanks.answers(1)).fill('two\n2')
    await page.getByText(words.problems.emptyBlank).first().waitFor()
    await field(words.blanks.answers(2)).fill('Deimos')
    await isReady('fill-blank')
    await ask('reflection', 'What would you take along?')
    await isReady('reflection')
  })

  it('asks for places that are drawn on the picture', async () => {
    await ask('hotspot', 'Where is the slanting line?')
    const picture = page.getByRole('group', { name: words.hotspot.picture })
    await picture.locator('img').waitFor()
    await picture.scrollIntoViewIfNeeded()
    const box = await picture.boundingBox()
    if (!box) throw new Error('no picture')
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.1)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.3, { steps: 4 })
    await page.mouse.up()
    // The cursor stands in its name.
    await page.keyboard.type('The line')
    const place = page.getByRole('button', { name: words.hotspot.place(1, 'The line') })
    await place.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await isReady('hotspot')
    await button(words.hotspot.add).click()
    await page.keyboard.type('A bar')
    await page.getByText(words.problems.overlap).first().waitFor()
    await page.getByRole('button', { name: words.hotspot.place(2, 'A bar') }).focus()
    await page.keyboard.press('Delete')
    await isReady('hotspot')
  })

  it('answers in the phone beside it as the player does', async () => {
    await page.getByRole('row').filter({ hasText: 'Which planet is red?' }).click()
    await phone().getByText('Earht').waitFor()
    await field(words.choice(2)).fill('Earth')
    await phone().getByText('Earth', { exact: true }).waitFor()
    await page.getByRole('button', { name: words.phone.enter }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
    const isChosen = async (): Promise<boolean> => {
      await page.keyboard.press('1')
      return phone().getByRole('radio', { name: 'Mars' }).isChecked()
    }
    await expect.poll(isChosen).toBe(true)
    await page.keyboard.press('Enter')
    await phone().getByText('Correct', { exact: false }).first().waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
    // By the pointer on the screen: the frame is drawn smaller than it is laid out.
    const shown = await page.locator('iframe').boundingBox()
    if (!shown) throw new Error('no phone')
    const goOn = async (): Promise<number> => {
      await page.mouse.click(shown.x + shown.width / 2, shown.y + shown.height * 0.94)
      // A second press would begin anew.
      const told = page.getByText(words.phone.continued).waitFor({ timeout: 5_000 })
      return told.then(
        () => 1,
        () => 0,
      )
    }
    await expect.poll(goOn, { interval: 500 }).toBe(1)
    // The frame reaches nothing around it.
    const frame = page.frames().find((each) => each.url().startsWith('app://learner'))
    expect(await frame?.evaluate(() => [self.origin, 'tidbit' in window, Object.keys(window).includes('require')])).toEqual([
      'null',
      false,
      false,
    ])
  })

  it('has names, contrast and an order that a screen reader follows', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
      for (const prompt of ['Which planet is red?', 'What belongs together?', 'Where is the slanting line?']) {
        await page.getByRole('row').filter({ hasText: prompt }).click()
        expect(await findViolations(page, ['aside', '[role="tabpanel"]', 'section:has(iframe)'])).toEqual([])
      }
    }
  })

  it('exports all ten kinds', async () => {
    await button(text.export.title).click()
    await page
      .getByRole('radio', { name: /in any browser/ })
      .first()
      .click({ force: true })
    await button(text.export.start).click()
    await page.getByText(text.export.doneTitle).waitFor({ timeout: 120_000 })
    const lesson = await readLesson(join(folder, 'lesson.zip'))
    expect(lesson.questions.map(({ type }) => type).toSorted()).toEqual([...questionTypes].toSorted())
    const of = (type: QuestionType): PlayerQuestion | undefined => lesson.questions.find((question) => question.type === type)
    expect(of('single-choice')?.choices.map(({ text: answer, correct }) => [answer, correct])).toEqual([
      ['Mars', true],
      ['Earth', false],
      ['Venus', false],
    ])
    expect(of('multiple-choice')?.choices.map(({ correct }) => correct)).toEqual([true, true, false])
    expect(of('matching')?.choices.map(({ match }) => match)).toEqual(['planet', 'moon'])
    expect(of('fill-blank')?.blanks).toEqual([['two', '2'], ['Deimos']])
    expect(of('hotspot')?.choices).toMatchObject([{ text: 'The line', correct: true }])
    const region = of('hotspot')?.choices[0]?.region
    expect(region?.x).toBeCloseTo(0.11, 1)
    expect(region?.width).toBeCloseTo(0.4, 1)
    expect([of('poll')?.scored, of('reflection')?.scored]).toEqual([false, false])
  })
})

async function readLesson(file: string): Promise<PlayerLesson> {
  const zip = await openPromise(file)
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'player/lesson.js') continue
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    const source = Buffer.concat(chunks).toString('utf8')
    return JSON.parse(source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1)) as PlayerLesson
  }
  throw new Error('The package has no lesson')
}
