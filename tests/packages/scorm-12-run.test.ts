import { describe, expect, it } from 'vitest'
import { emptyChallenge } from '#shared/challenge/new-challenge.ts'
import { findRefusals } from '#shared/package/capabilities.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { decodeState, freeTextBudget } from '#shared/quiz/state-encoding.ts'
import { serve } from './browser.ts'
import { buildSite } from './build-package.ts'
import type { Learner } from './learner.ts'
import { callsOf, type Call, type PlatformSettings } from './platform.ts'
import { sampleDocument, sampleQuestion } from './sample-document.ts'
import { learnerOn, open, setsOf, visitPlatform, type Journey } from './visit-platform.ts'
import { setUpChromium } from './set-up.ts'

const tools = setUpChromium()

async function withPlatform(document: LessonDocument, settings: PlatformSettings, journey: Journey): Promise<void> {
  await visitPlatform({ edition: 'scorm12', document, settings, ...tools }, journey)
}

function countCommits(calls: readonly Call[]): number {
  return calls.filter(([method]) => method === 'LMSCommit').length
}

function mostReflections(): LessonDocument {
  const asking = (count: number): LessonDocument => {
    const changes = { type: 'reflection', choices: [], scored: false, points: 0, retries: 0 } as const
    const questions = Array.from({ length: count }, (_, index) => sampleQuestion(`r${index}`, 0.2 + index / 10, changes))
    return sampleDocument({ questions })
  }
  let count = 1
  while (findRefusals(asking(count + 1)).length === 0) count += 1
  return asking(count)
}

describe('a SCORM 1.2 package on a platform', () => {
  it('scores right, wrong and second tries, commits every answer, leaves, resumes and passes', async () => {
    await withPlatform(sampleDocument({ completion: { minScorePercent: 80 } }), { masteryScore: 80 }, async (site, context) => {
      const { page, learner, trouble } = await open(site, context)
      await learner.start()
      await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
      expect(await learner.isPaused()).toBe(true)
      expect(await learner.videoTime()).toBeCloseTo(1, 1)
      await learner.choose('Two')
      await learner.press('Check answer')
      const committed = countCommits(await callsOf(page))
      await learner.press('Try again')
      await learner.choose('About eleven')
      await learner.press('Check answer')
      expect(countCommits(await callsOf(page))).toBeGreaterThan(committed)
      await learner.press('Continue')
      await learner.waitForQuestion('Which gases is Jupiter mostly made of?')
      const halfway = await setsOf(page)
      expect(halfway).toMatchObject({
        'cmi.interactions.0.id': 'q-earths',
        'cmi.interactions.0.type': 'choice',
        'cmi.interactions.0.student_response': 'b',
        'cmi.interactions.0.correct_responses.0.pattern': 'a',
        'cmi.interactions.0.result': 'wrong',
        'cmi.interactions.0.weighting': '1',
        'cmi.interactions.1.id': 'q-earths',
        'cmi.interactions.1.student_response': 'a',
        'cmi.interactions.1.result': 'correct',
        'cmi.core.lesson_status': 'incomplete',
        'cmi.core.exit': 'suspend',
      })
      expect(halfway['cmi.core.score.raw']).toBeUndefined()

      await page.reload()
      const again = await learnerOn(page)
      await again.at.getByRole('button', { name: 'Continue from 0:02' }).click()
      await again.answerRest('Jupitre')
      const end = await setsOf(page)
      expect(end).toMatchObject({
        'cmi.core.score.raw': '100',
        'cmi.core.score.min': '0',
        'cmi.core.score.max': '100',
        'cmi.core.lesson_status': 'passed',
        'cmi.core.exit': '',
        'cmi.interactions.0.student_response': 'e,h',
        'cmi.interactions.0.correct_responses.0.pattern': 'e,h',
        'cmi.interactions.1.type': 'true-false',
        'cmi.interactions.1.student_response': 'f',
        'cmi.interactions.2.type': 'fill-in',
        'cmi.interactions.2.student_response': 'Jupitre',
        'cmi.interactions.2.result': 'correct',
      })
      expect(end['cmi.core.session_time']).toMatch(/^\d{4}:\d{2}:\d{2}\.\d{2}$/)
      expect(end['cmi.interactions.2.latency']).toMatch(/^\d{4}:\d{2}:\d{2}\.\d{2}$/)
      expect((end['cmi.suspend_data'] ?? '').length).toBeLessThan(4096)
      expect((await callsOf(page)).filter(([method]) => method === 'refused')).toEqual([])
      expect(trouble).toEqual([])

      // Leaving the lesson alone, as a platform's own navigation does.
      await page.evaluate(() => document.getElementById('lesson')?.remove())
      expect(await page.evaluate(() => Reflect.get(window, 'platformStatus')())).toMatchObject({
        lesson_status: 'passed',
        raw: '100',
      })
      expect((await callsOf(page)).filter(([method]) => method === 'LMSFinish')).toHaveLength(1)
    })
  })

  it('fails below the pass mark only at the end, then passes in a second round', async () => {
    await withPlatform(sampleDocument({ completion: { minScorePercent: 60 } }), { masteryScore: 60 }, async (site, context) => {
      const { page, learner } = await open(site, context)
      await learner.start()
      await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
      for (const button of ['Try again', 'Continue']) {
        await learner.choose('Two')
        await learner.press('Check answer')
        await learner.press(button)
      }
      await learner.waitForQuestion('Which gases is Jupiter mostly made of?')
      await learner.choose('Oxygen')
      await learner.press('Check answer')
      await learner.press('Continue')
      await learner.waitForQuestion('You could stand on the surface of Jupiter.')
      await learner.choose('False')
      await learner.press('Check answer')
      await learner.press('Continue')
      await learner.waitForQuestion('What is the largest planet called?')
      expect((await setsOf(page))['cmi.core.lesson_status']).toBe('incomplete')
      await learner.at.getByLabel('Your answer').fill('Saturn')
      await learner.press('Check answer')
      await learner.press('Continue')
      await learner.at.getByText('Not passed yet').waitFor()
      expect(await setsOf(page)).toMatchObject({
        'cmi.core.lesson_status': 'failed',
        'cmi.core.score.raw': '16.66',
        'cmi.core.exit': 'suspend',
      })
      await learner.press('Answer again')
      await learner.answerSample('Jupiter')
      expect(await setsOf(page)).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })
      expect((await callsOf(page)).filter(([method]) => method === 'refused')).toEqual([])
    })
  })

  it('takes in a platform that appears only after the first answer', async () => {
    await withPlatform(sampleDocument(), { apiDelayMs: 4500 }, async (site, context) => {
      const { page, learner } = await open(site, context)
      await learner.at.getByText('cannot reach your learning platform').waitFor()
      await learner.start()
      await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
      await learner.choose('About eleven')
      await learner.press('Check answer')
      await expect.poll(async () => (await setsOf(page))['cmi.interactions.0.student_response'], { timeout: 40_000 }).toBe('a')
      expect(await learner.at.getByText('cannot reach your learning platform').isVisible()).toBe(false)
      expect(await setsOf(page)).toMatchObject({ 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '16.66' })
    })
  })

  it('shows the challenge in the platform’s frame, before the clip and again on a later visit, beside what it reports', async () => {
    const challenge = {
      ...emptyChallenge,
      brief: 'Build the giant of the planets from things at home.',
      rubric: [{ title: 'Size', levels: [{ label: 'True to scale', description: '', points: 3 }] }],
      handIn: { what: 'One picture', where: 'https://school.example/hand-in' },
    }
    const lesson = { ...sampleDocument({ completion: { minScorePercent: 80 } }), challenge }
    await withPlatform(lesson, { masteryScore: 80 }, async (site, context) => {
      const { page, learner, trouble } = await open(site, context)
      const shown = (at: Learner) => at.at.getByRole('region', { name: 'Challenge' })
      await learner.press('Read the challenge')
      await shown(learner)
        .getByRole('radio', { name: /True to scale/ })
        .waitFor()
      await learner.press('Close the challenge')
      await learner.start()
      await learner.answerSample('Jupiter')
      await learner.press('Read the challenge')
      await shown(learner).getByText(challenge.brief).waitFor()
      await shown(learner).getByText('True to scale').click()
      await shown(learner).locator('.tb-rubric .tb-primary').click()
      expect(await setsOf(page)).toMatchObject({ 'cmi.core.score.raw': '100', 'cmi.core.lesson_status': 'passed' })

      await page.reload()
      const again = await learnerOn(page)
      await again.press('Read the challenge')
      await shown(again).getByRole('link', { name: challenge.handIn.where }).waitFor()
      expect(await page.evaluate(() => Reflect.get(window, 'platformStatus')())).toMatchObject({
        lesson_status: 'passed',
        raw: '100',
      })
      expect((await callsOf(page)).filter(([method]) => method === 'refused')).toEqual([])
      expect(trouble).toEqual([])
    })
  })

  it('keeps every word of as many reflections as the export admits, within what the standard keeps', async () => {
    const document = mostReflections()
    const lesson = compilePlayerLesson(document, { poster: true })
    const room = freeTextBudget(lesson)
    const written = lesson.questions.map(
      ({ id }, index) => [id, `${index} ${'Jupiter is big. '.repeat(20)}`.slice(0, room)] as const,
    )
    await withPlatform(document, {}, async (site, context) => {
      const { page, learner, trouble } = await open(site, context)
      const write = async ({ at, dialog }: Learner, [id, words]: (typeof written)[number]): Promise<void> => {
        await at.locator(`[data-question="${id}"]`).waitFor()
        await dialog.locator('.tb-field').fill(words)
        await dialog.locator('button[type=submit]').click()
        await dialog.getByRole('button', { name: 'Continue', exact: true }).click()
      }
      await learner.start()
      for (const reflection of written.slice(0, -1)) await write(learner, reflection)
      // The last one on another visit, which knows the others from the platform alone.
      await page.reload()
      const again = await learnerOn(page)
      await again.start()
      for (const reflection of written.slice(-1)) await write(again, reflection)
      await again.at.locator('.tb-result').waitFor()
      const { 'cmi.suspend_data': stored = '' } = await setsOf(page)
      expect(stored.length).toBeLessThanOrEqual(4096)
      const { questions } = decodeState(lesson, stored)
      const kept = written.map(([id]) => [id, questions[id]?.record?.answer])
      expect(kept).toEqual(written.map(([id, text]) => [id, { kind: 'text', text }]))
      expect((await callsOf(page)).filter(([method]) => method === 'refused')).toEqual([])
      expect(trouble).toEqual([])
    })
  })

  it.each([
    [
      'throws',
      `({ LMSInitialize() { throw new Error('down') }, LMSGetValue() { throw new Error('down') }, LMSSetValue() { throw new Error('down') }, LMSCommit() { throw new Error('down') }, LMSFinish() { throw new Error('down') } })`,
    ],
    [
      'initialises and then throws',
      `({ LMSInitialize: () => 'true', LMSGetValue() { throw new Error('down') }, LMSSetValue() { throw new Error('down') }, LMSCommit() { throw new Error('down') }, LMSFinish() { throw new Error('down') } })`,
    ],
    [
      'answers nonsense',
      `({ LMSInitialize: () => 'true', LMSGetValue: () => '<html>502</html>', LMSSetValue: () => null, LMSCommit: () => undefined, LMSFinish: () => 7 })`,
    ],
  ])('teaches on when the platform %s', async (_what, api) => {
    const only = sampleQuestion('q', 1, { retries: 0 })
    const root = await buildSite(sampleDocument({ questions: [only] }), 'scorm12', tools.folder, tools.media)
    const site = await serve(root, {
      '/platform': `<!doctype html><title>Broken</title><link rel="icon" href="data:,"><script>window.API = ${api}</script><iframe id="lesson" src="index.html" width="400" height="600"></iframe>`,
    })
    const context = await tools.browser.newContext({ viewport: { width: 420, height: 640 } })
    const { page, learner, trouble } = await open(site, context)
    await learner.start()
    await learner.waitForQuestion(only.prompt)
    await learner.choose('About eleven')
    await learner.press('Check answer')
    await learner.press('Continue')
    await learner.at.getByText('Points: 1 of 1', { exact: true }).waitFor()
    await page.goto('about:blank')
    expect(trouble).toEqual([])
    await context.close()
    await site.close()
  })
})
