import type { Locator, Page } from 'playwright'
import { expect, it } from 'vitest'
import type { GivenAnswer, JourneyStep, PlatformResult } from '#shared/journey/journey.ts'
import { resolveAnswer } from '#shared/journey/resolve-answer.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { choiceAt } from '#shared/quiz/hotspot.ts'
import type { PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import type { Learner } from '../learner.ts'
import { callsOf } from '../platform.ts'
import { learnerOn, open, visitPlatform } from '../visit-platform.ts'
import { journeys } from './journeys.ts'
import { lessonSeconds } from './lessons.ts'
import { setUpChromium } from '../set-up.ts'

const tools = setUpChromium(lessonSeconds)

/** A learner in a hurry: what is watched, is watched in full. */
const speed = 6

type Visit = { readonly page: Page; learner: Learner }

async function take(step: JourneyStep, visit: Visit, lesson: PlayerLesson): Promise<void> {
  const { at, dialog } = visit.learner
  switch (step.do) {
    case 'play':
      await at.locator('.tb-big-play').click()
      await at.locator('video').evaluate((video, rate) => ((video as HTMLVideoElement).playbackRate = rate), speed)
      return
    case 'watch':
      if (step.to === undefined) await at.locator('.tb-question, .tb-result').first().waitFor({ timeout: 60_000 })
      else await expect.poll(() => visit.learner.videoTime(), { timeout: 60_000 }).toBeGreaterThanOrEqual(step.to)
      return
    case 'answer':
      await answer(step.with, dialog, lesson)
      await dialog.locator('.tb-buttons button[type=submit]').click({ clickCount: step.twice ? 2 : 1 })
      await dialog.locator('.tb-verdict-title').waitFor()
      if (step.next === 'wait') return
      await dialog.locator(`.tb-buttons button[type=${step.next === 'retry' ? 'button' : 'submit'}]`).click()
      if (step.next === 'retry') await dialog.locator('.tb-verdict-title').waitFor({ state: 'hidden' })
      else await dialog.waitFor({ state: 'detached' })
      return
    case 'lose-network':
    case 'regain-network':
      await visit.page.context().setOffline(step.do === 'lose-network')
      return
    case 'skip':
      await dialog.locator('.tb-buttons button[type=button]').click()
      await dialog.waitFor({ state: 'detached' })
      return
    case 'new-round':
      await at.locator('[data-does="new-round"]').click()
      await at.locator('.tb-result').waitFor({ state: 'detached' })
      return
    case 'leave':
      await visit.page.evaluate(() => document.getElementById('lesson')?.remove())
      return
    case 'return':
      await visit.page.reload()
      visit.learner = await learnerOn(visit.page)
      return
    default:
      throw new Error(`${step.do} is not gone in Chromium`)
  }
}

async function answer(given: GivenAnswer, dialog: Locator, lesson: PlayerLesson): Promise<void> {
  const id = await dialog.getAttribute('data-question')
  const question = lesson.questions.find((each) => each.id === id)
  const wanted = question && resolveAnswer(question, given)
  if (!question || !wanted) throw new Error(`no answer to ${String(id)}`)
  const pick = (code: string) => dialog.locator(`label:has(input[value="${code}"])`).click()
  switch (wanted.kind) {
    case 'text':
      return dialog.locator('.tb-field').fill(wanted.text)
    case 'blanks':
      for (const [index, text] of wanted.texts.entries()) await dialog.locator('.tb-blank').nth(index).fill(text)
      return
    case 'pairs':
      for (const [code, partner] of wanted.pairs) await dialog.locator(`select[id$="-${code}"]`).selectOption(partner)
      return
    case 'point':
      await dialog.locator('[aria-controls=tb-places]').click()
      return pick(choiceAt(question, wanted)?.code ?? '')
    case 'choices':
      if (question.type === 'ordering') return putInOrder(question, wanted.codes, dialog)
      for (const code of wanted.codes) await pick(code)
  }
}

async function putInOrder(question: PlayerQuestion, codes: readonly string[], dialog: Locator): Promise<void> {
  for (const [place, code] of codes.entries()) {
    const text = question.choices.find((choice) => choice.code === code)?.text ?? ''
    const row = dialog.locator('.tb-order-row', { hasText: text })
    const at = async () => (await dialog.locator('.tb-order-row').allInnerTexts()).findIndex((words) => words.includes(text))
    for (let index = await at(); index > place; index = await at()) await row.locator('.tb-move').first().click()
  }
}

async function resultOf(page: Page): Promise<PlatformResult> {
  const status = await page.evaluate(() => Reflect.get(window, 'platformStatus')() as Record<string, string>)
  const { lesson_status, raw, completion, success, scaled } = status
  if (completion === undefined)
    return {
      score: raw === '' ? null : Number(raw),
      completed: ['passed', 'failed', 'completed'].includes(lesson_status ?? ''),
      success: lesson_status === 'passed' || lesson_status === 'failed' ? lesson_status : 'unknown',
    }
  return {
    score: scaled === '' ? null : Math.round(Number(scaled) * 10_000) / 100,
    completed: completion === 'completed',
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
  }
}

const rows = journeys
  .filter((row) => row.inChromium)
  .flatMap((row) => (['scorm12', 'scorm2004'] as const).map((edition) => [row.name, edition, row] as const))

it.each(rows)('%s, in Chromium (%s), as without a display', async (_, edition, row) => {
  const lesson = compilePlayerLesson(row.lesson, { poster: true })
  const mark = lesson.completion.minScorePercent
  const settings = mark === null ? {} : { masteryScore: mark }
  await visitPlatform({ edition, document: row.lesson, settings, ...tools }, async (site, context) => {
    const { page, learner, trouble } = await open(site, context)
    const visit: Visit = { page, learner }
    for (const step of row.steps) await take(step, visit, lesson)
    await expect.poll(() => resultOf(page)).toEqual(row.expect)
    // Without a network nothing is stored, until all of it is.
    const calls = await callsOf(page)
    expect(calls.some(([method]) => method === 'refused')).toBe(row.steps.some((step) => step.do === 'lose-network'))
    expect(calls.at(-1)?.[0]).not.toBe('refused')
    expect(trouble).toEqual([])
  })
})

it('goes some journeys in both', () => {
  expect(rows.length).toBeGreaterThanOrEqual(18)
})
