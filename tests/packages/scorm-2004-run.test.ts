import { describe, expect, it } from 'vitest'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { callsOf } from './platform.ts'
import { sampleDocument } from './sample-document.ts'
import { learnerOn, open, setsOf, visitPlatform, type Journey } from './visit-platform.ts'
import { setUpChromium } from './set-up.ts'

const tools = setUpChromium()

async function withPlatform(document: LessonDocument, masteryScore: number, journey: Journey): Promise<void> {
  await visitPlatform({ edition: 'scorm2004', document, settings: { masteryScore }, ...tools }, journey)
}

const hundredths = /^PT(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,2})?S)?$/

describe('a SCORM 2004 package on a platform', () => {
  it('tells progress, completion and success apart, leaves, resumes and passes', async () => {
    await withPlatform(sampleDocument({ completion: { minScorePercent: 80 } }), 80, async (site, context) => {
      const { page, learner, trouble } = await open(site, context)
      await learner.start()
      await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
      await learner.choose('Two')
      await learner.press('Check answer')
      await learner.press('Try again')
      await learner.choose('About eleven')
      await learner.press('Check answer')
      await learner.press('Continue')
      await learner.waitForQuestion('Which gases is Jupiter mostly made of?')
      const halfway = await setsOf(page)
      expect(halfway).toMatchObject({
        'cmi.interactions.0.id': 'q-earths',
        'cmi.interactions.0.type': 'choice',
        'cmi.interactions.0.learner_response': 'b',
        'cmi.interactions.0.result': 'incorrect',
        'cmi.interactions.0.description': '{lang=en}How many Earths fit side by side across Jupiter?',
        'cmi.interactions.1.result': 'correct',
        'cmi.completion_status': 'incomplete',
        'cmi.success_status': 'unknown',
        'cmi.exit': 'suspend',
      })
      expect(halfway['cmi.score.scaled']).toBeUndefined()
      expect(Number(halfway['cmi.progress_measure'])).toBeGreaterThan(0)
      expect(Number(halfway['cmi.progress_measure'])).toBeLessThan(1)

      await page.reload()
      const again = await learnerOn(page)
      await again.at.getByRole('button', { name: 'Continue from 0:02' }).click()
      await again.answerRest('Jupitre')
      const end = await setsOf(page)
      expect(end).toMatchObject({
        'cmi.score.raw': '100',
        'cmi.score.scaled': '1',
        'cmi.score.min': '0',
        'cmi.score.max': '100',
        'cmi.progress_measure': '1',
        'cmi.completion_status': 'completed',
        'cmi.success_status': 'passed',
        'cmi.exit': 'suspend',
        'cmi.interactions.0.learner_response': 'e[,]h',
        'cmi.interactions.0.correct_responses.0.pattern': 'e[,]h',
        'cmi.interactions.1.learner_response': 'false',
        'cmi.interactions.2.type': 'fill-in',
        'cmi.interactions.2.result': 'correct',
      })
      expect(end['cmi.session_time']).toMatch(hundredths)
      expect(end['cmi.interactions.2.latency']).toMatch(hundredths)
      expect(end['cmi.interactions.2.timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ$/)
      expect((await callsOf(page)).filter(([method]) => method === 'refused')).toEqual([])
      expect(trouble).toEqual([])

      // Leaving the lesson alone, as a platform's own navigation does.
      await page.evaluate(() => document.getElementById('lesson')?.remove())
      expect((await callsOf(page)).filter(([method]) => method === 'Terminate')).toHaveLength(1)
    })
  })

  it('is completed but failed below the pass mark, passes in a second round, and stays passed on a later visit', async () => {
    await withPlatform(sampleDocument({ completion: { minScorePercent: 60 } }), 60, async (site, context) => {
      const { page, learner } = await open(site, context)
      await learner.start()
      await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
      for (const button of ['Try again', 'Continue']) {
        await learner.choose('Two')
        await learner.press('Check answer')
        await learner.press(button)
      }
      await learner.answerRest('Saturn')
      await expect.poll(async () => (await setsOf(page))['cmi.score.raw']).toBeDefined()
      const first = await setsOf(page)
      expect(Number(first['cmi.score.scaled'])).toBeCloseTo(Number(first['cmi.score.raw']) / 100, 4)
      await learner.press('Answer again')
      await learner.answerSample('Jupiter')
      const passed = { 'cmi.success_status': 'passed', 'cmi.completion_status': 'completed', 'cmi.score.scaled': '1' }
      expect(await setsOf(page)).toMatchObject(passed)

      await page.reload()
      const again = await learnerOn(page)
      await again.at.locator('.tb-big-play').click()
      await page.evaluate(() => document.getElementById('lesson')?.remove())
      expect(await page.evaluate(() => Reflect.get(window, 'platformStatus')())).toMatchObject({
        completion: 'completed',
        success: 'passed',
      })
      expect((await callsOf(page)).filter(([method]) => method === 'refused')).toEqual([])
    })
  })
})
