import type { BrowserContext, Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBreaches } from '#main/core/record-store/find-breaches.ts'
import { verbsOf, type Statement } from '#main/core/record-store/statement.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { serve, type Site } from './browser.ts'
import { buildSite, planOf } from './build-package.ts'
import { Learner } from './learner.ts'
import { startRecordStore, type RecordStoreServer } from './record-store.ts'
import { sampleDocument, sampleQuestion } from './sample-document.ts'
import { setUpChromium } from './set-up.ts'

const tools = setUpChromium()
let context: BrowserContext
let store: RecordStoreServer
let site: Site | null = null

beforeEach(async () => {
  store = await startRecordStore()
  context = await tools.browser.newContext({ viewport: { width: 360, height: 640 } })
})

afterEach(async () => {
  await context.close()
  await site?.close()
  site = null
  await store.close()
})

async function host(document: LessonDocument): Promise<void> {
  site = await serve(await buildSite(document, 'cmi5', tools.folder, tools.media))
}

async function launch(page: Page, query: string): Promise<Learner> {
  await page.goto(`${site?.address ?? ''}/index.html?${query}`)
  await page.waitForSelector('.tb-big-play')
  return new Learner(page.mainFrame())
}

/** Without what is told of the film and of the score so far. */
const lessonVerbs = (statements: readonly Statement[]): readonly string[] =>
  verbsOf(statements.filter(({ object }) => !object.id.endsWith('/video'))).filter((verb) => verb !== 'scored')

const patient = { timeout: 20_000 }

describe('cmi5.xml', () => {
  const structureOf = (document: LessonDocument): string => {
    const file = planOf(document, 'cmi5').files.find(({ path }) => path === 'cmi5.xml')
    return file?.kind === 'text' ? file.text : ''
  }

  it('names the lesson by absolute names, with its pass mark and what it takes to go on', () => {
    const marked = structureOf(sampleDocument({ completion: { minScorePercent: 82 } }))
    expect([...marked.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'urn:x-tidbit:lesson:lesson-planets/course',
      'urn:x-tidbit:lesson:lesson-planets',
    ])
    expect(marked).toContain('moveOn="CompletedAndPassed" masteryScore="0.82"')
    expect(marked).toContain('<url>index.html</url>')
  })

  it('has no pass mark where nothing is scored', () => {
    const questions = [sampleQuestion('q', 1, { scored: false })]
    const practice = structureOf(sampleDocument({ questions, completion: { minScorePercent: 80 } }))
    expect(practice).toContain('moveOn="Completed"')
    expect(practice).not.toContain('masteryScore')
  })
})

describe('a cmi5 package with a record store', () => {
  it('leaves, resumes, passes and goes back to the course', async () => {
    await host(sampleDocument({ completion: { minScorePercent: 80 } }))
    const page = await context.newPage()
    const first = store.launch({ masteryScore: 0.8 })
    const learner = await launch(page, first)
    await learner.start()
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await learner.choose('About eleven')
    await learner.press('Check answer')
    await learner.press('Continue')
    await expect.poll(() => lessonVerbs(store.statements), patient).toEqual(['initialized', 'answered'])
    expect(store.statements.find(({ verb }) => verb.id.endsWith('/answered'))).toMatchObject({
      object: {
        id: 'https://school.example/activity/7/question/q-earths',
        definition: { interactionType: 'choice', correctResponsesPattern: ['a'] },
      },
      result: { response: 'a', success: true, score: { scaled: 1 } },
    })
    await page.locator('video').evaluate((video: HTMLVideoElement) => {
      video.muted = false
      for (const volume of [1, 0.9, 0.8, 0.7, 0.6, 0.5]) video.volume = volume
    })
    const changed = () => store.statements.find(({ verb }) => verb.id.endsWith('/interacted'))
    await expect.poll(changed, patient).toMatchObject({
      object: { id: 'https://school.example/activity/7/video' },
      context: {
        extensions: {
          'https://w3id.org/xapi/video/extensions/volume': 0.5,
          'https://w3id.org/xapi/video/extensions/cc-enabled': true,
          'https://w3id.org/xapi/video/extensions/cc-subtitle-lang': 'en',
        },
      },
    })
    expect(store.statements.filter(({ verb }) => verb.id.endsWith('/interacted'))).toHaveLength(1)
    await page.goto('about:blank')
    await expect.poll(() => lessonVerbs(store.statements).at(-1), patient).toBe('terminated')

    // Its session is over, but what is kept is there, so nothing alarms the learner.
    const loadedAgain = await launch(page, first)
    await loadedAgain.at.getByRole('button', { name: /Continue from/ }).waitFor()
    expect(await loadedAgain.at.getByText('cannot reach your learning platform').isVisible()).toBe(false)

    const again = await launch(page, store.launch({ masteryScore: 0.8 }))
    await again.at.getByRole('button', { name: /Continue from/ }).click()
    await again.answerRest('Jupitre')
    await expect.poll(() => lessonVerbs(store.statements), patient).toContain('passed')
    const passed = store.statements.find(({ verb }) => verb.id.endsWith('/passed'))
    expect(passed).toMatchObject({
      object: { id: 'https://school.example/activity/7' },
      result: { success: true, score: { scaled: 1, min: 0 } },
      context: { extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.8 } },
    })
    await context.route('https://school.example/**', (route) => route.fulfill({ body: 'The course' }))
    await again.press('Back to the course')
    await page.getByText('The course').waitFor()
    await expect.poll(() => lessonVerbs(store.statements).filter((verb) => verb === 'terminated'), patient).toHaveLength(2)

    const third = await launch(page, store.launch({ masteryScore: 0.8 }))
    await third.at.locator('.tb-big-play').click()
    await expect.poll(() => lessonVerbs(store.statements).filter((verb) => verb === 'initialized'), patient).toHaveLength(3)
    await page.goto('about:blank')
    await expect.poll(() => lessonVerbs(store.statements).filter((verb) => verb === 'terminated'), patient).toHaveLength(3)
    expect(findBreaches(store.statements, store)).toEqual([])
    expect(store.offences).toEqual([])
  })

  it('says that the learner failed only when the session ends', async () => {
    const only = sampleQuestion('q', 1, { retries: 0 })
    await host(sampleDocument({ questions: [only], completion: { minScorePercent: 60 } }))
    const page = await context.newPage()
    const learner = await launch(page, store.launch({ masteryScore: 0.6 }))
    await learner.start()
    await learner.waitForQuestion(only.prompt)
    await learner.dialog.locator('label').last().click()
    await learner.press('Check answer')
    await learner.press('Continue')
    await expect.poll(() => lessonVerbs(store.statements), patient).toContain('completed')
    expect(lessonVerbs(store.statements)).not.toContain('failed')
    await page.goto('about:blank')
    await expect
      .poll(() => lessonVerbs(store.statements), patient)
      .toEqual(['initialized', 'answered', 'completed', 'failed', 'terminated'])
    expect(findBreaches(store.statements, store)).toEqual([])
  })

  it('keeps what cannot be sent, and sends it in order when the record store is back, also from a later page', async () => {
    await host(sampleDocument({ completion: { minScorePercent: 80 } }))
    const page = await context.newPage()
    const learner = await launch(page, store.launch())
    await learner.start()
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await expect.poll(() => lessonVerbs(store.statements), patient).toEqual(['initialized'])
    store.isAway = true
    await learner.choose('Two')
    await learner.press('Check answer')
    await learner.press('Try again')
    await learner.choose('About eleven')
    await learner.press('Check answer')
    await learner.press('Continue')
    await learner.waitForQuestion('Which gases is Jupiter mostly made of?')
    store.isAway = false
    await expect.poll(() => lessonVerbs(store.statements), patient).toEqual(['initialized', 'answered', 'answered'])
    store.isAway = true
    await learner.choose('Hydrogen', 'Helium')
    await learner.press('Check answer')
    await page.goto('about:blank')
    store.isAway = false
    await launch(page, store.launch())
    await expect.poll(() => lessonVerbs(store.statements).filter((verb) => verb === 'answered'), patient).toHaveLength(3)
    const answered = store.statements.filter(({ verb }) => verb.id.endsWith('/answered'))
    expect(answered.at(-1)).toMatchObject({ object: { id: 'https://school.example/activity/7/question/q-gases' } })
    expect(store.offences).toEqual([])
  })

  it('tells what was answered before the record store was there, as soon as it is', async () => {
    await host(sampleDocument({ completion: { minScorePercent: 80 } }))
    const page = await context.newPage()
    store.isAway = true
    const learner = await launch(page, store.launch())
    await learner.start()
    await learner.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await learner.choose('About eleven')
    await learner.press('Check answer')
    await learner.press('Continue')
    expect(store.statements).toEqual([])
    store.isAway = false
    await expect.poll(() => lessonVerbs(store.statements), patient).toEqual(['initialized', 'answered'])
    await expect.poll(() => [...store.states.keys()], patient).toContain('tidbit-lesson')
    expect(findBreaches(store.statements, store)).toEqual([])
    expect(store.offences).toEqual([])
  })

  it('scores and keeps nothing in a review, and teaches on where nobody launched it', async () => {
    await host(sampleDocument({ completion: { minScorePercent: 80 } }))
    const page = await context.newPage()
    const learner = await launch(page, store.launch({ launchMode: 'Review' }))
    await learner.start()
    await learner.answerSample('Jupiter')
    await page.goto('about:blank')
    await expect.poll(() => lessonVerbs(store.statements), patient).toEqual(['initialized', 'terminated'])
    expect([...store.states.keys()]).toEqual(['LMS.LaunchData'])
    const alone = await launch(page, '')
    await alone.at.getByText('cannot reach your learning platform').waitFor()
    await alone.start()
    await alone.waitForQuestion('How many Earths fit side by side across Jupiter?')
  })
})
