import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { FrameLocator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { writePackage } from '#main/core/packaging/write-package.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildPlayer, makeMedia, planOf, playerFolder } from '../packages/build-package.ts'
import { h5pDocument, h5pMedia, standInLibraries, writeTextZip } from '../packages/h5p-lesson.ts'
import { sampleDocument } from '../packages/sample-document.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { showTheme } from './show-theme.ts'

const words = text.try
const patient = { timeout: 60_000 }
const pictures = process.env['TIDBIT_PICTURES']
let studio: Studio
let page: Page
let folder = ''

const lesson = (): FrameLocator => page.frameLocator(`iframe[title="${words.frame}"]`).frameLocator('iframe')
const log = () => page.getByRole('list', { name: words.log })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const inLesson = (name: string | RegExp) => lesson().getByRole('button', { name, exact: typeof name === 'string' })

async function shoot(name: string): Promise<void> {
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' })
  }
  await page.evaluate(() => delete document.documentElement.dataset['theme'])
}

/** In place of Interactive Video, which is in no package registry: reports and remembers through H5P's own core, as that does. */
const scoredScript = `H5P.InteractiveVideo = function (params, id, extras) {
  H5P.EventDispatcher.call(this)
  let times = extras.previousState?.times ?? 0
  this.getCurrentState = () => (times > 0 ? { times } : undefined)
  this.attach = ($container) => {
    const said = document.createElement('p')
    const button = Object.assign(document.createElement('button'), { textContent: 'Hand in' })
    const show = () => { said.textContent = 'Handed in: ' + times }
    button.addEventListener('click', () => { times += 1; show(); this.triggerXAPIScored(times, 4, 'completed', true) })
    show()
    $container.append(said, button)
  }
}`

async function choosePackage(file: string): Promise<void> {
  await answerDialogs(studio, [file], join(folder, 'log.txt'))
  await press(words.openPackage)
}

/** The first question, which stands where the lesson begins. */
async function answerFirst(): Promise<void> {
  await inLesson(/Start the lesson/).click()
  const sheet = lesson().getByRole('dialog', { name: 'How many Earths fit side by side across Jupiter?' })
  await sheet.locator('label', { hasText: 'About eleven' }).click()
  await inLesson('Check answer').click()
  await inLesson('Continue').waitFor()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-try-'))
  await buildPlayer()
  const media = await makeMedia(folder)
  const document = sampleDocument({ completion: { minScorePercent: 80 } })
  for (const format of ['scorm12', 'cmi5'] as const)
    await writePackage(planOf(document, format), { playerFolder, media, assets: {} }, join(folder, `${format}.zip`))
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('trying a package as a learner', () => {
  it('shows what the lesson tells the platform, and goes on where the learner left', async () => {
    await choosePackage(join(folder, 'scorm12.zip'))
    await answerFirst()
    await log().getByText('The lesson told the platform: the answer was right.').first().waitFor()
    await log().getByText('The lesson asked the platform to save everything so far.').last().waitFor()
    await page.getByText(words.answered('How many Earths fit side by side across Jupiter?', true, true, 1)).waitFor()
    await shoot('try-scorm')
    expect(await findViolations(page)).toEqual([])
    await press(words.leaveAndReturn)
    await inLesson(/Continue from/).waitFor()
    await log().getByText(words.visit(2)).waitFor()
    await log().getByText('The lesson said goodbye to the platform.').waitFor()
    await press(words.newLearner)
    await inLesson(/Start the lesson/).waitFor()
    await press(words.saveLog)
    await expect.poll(() => readFile(join(folder, 'log.txt'), 'utf8').catch(() => ''), patient).toContain('LMSSetValue("cmi.')
  })

  it('keeps a hostile page in its place', async () => {
    const hostile = new ZipFile()
    hostile.addBuffer(Buffer.from('<!doctype html><title>Free</title><p>Free lesson'), 'index.html')
    hostile.end()
    await pipeline(hostile.outputStream, createWriteStream(join(folder, 'hostile.zip')))
    await press(words.back)
    await choosePackage(join(folder, 'hostile.zip'))
    await lesson().getByText('Free lesson').waitFor()
    const inside = page.frames().find((frame) => frame.url().includes('/package/'))
    if (!inside) throw new Error('no package')
    const reached = await inside.evaluate(async () => {
      const tries: Readonly<Record<string, () => unknown>> = {
        network: () => fetch('https://example.com/'),
        loopback: () => fetch('http://127.0.0.1:9/'),
        studio: () => fetch('app://studio/index.html', { mode: 'no-cors' }),
        media: () => fetch('media://asset/x/original', { mode: 'no-cors' }),
        bridge: () => Reflect.get(window.top ?? {}, 'tidbit') as unknown,
        ownBridge: () => Reflect.get(window, 'tidbit') ?? Promise.reject(new Error('none')),
        popup: () => window.open('https://example.com/') ?? Promise.reject(new Error('none')),
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        pageOfAnError: async () => {
          const frame = document.createElement('iframe')
          const shown = new Promise((resolve) => frame.addEventListener('load', resolve))
          frame.src = '/package/none.html'
          document.body.append(frame)
          await shown
          return frame.contentWindow?.fetch('media://asset/x/original', { mode: 'no-cors' }) ?? Promise.reject(new Error('none'))
        },
        peers: async () => {
          const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] })
          peer.createDataChannel('out')
          const way = new Promise((resolve, reject) =>
            peer.addEventListener('icecandidate', ({ candidate }) =>
              candidate ? resolve(candidate) : reject(new Error('none')),
            ),
          )
          await peer.setLocalDescription(await peer.createOffer())
          return way
        },
        node: () => Reflect.get(window, 'require') ?? Promise.reject(new Error('none')),
      }
      const outcomes: string[] = []
      const violated = new Set<string>()
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => void violated.add(effectiveDirective))
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          await attempt()
          outcomes.push(name)
        } catch {
          continue
        }
      }
      return { outcomes, violated: [...violated] }
    })
    // Its own policy holds it, before the window’s filter of requests does.
    expect(reached).toEqual({ outcomes: [], violated: ['connect-src'] })
    await inside.evaluate(() => {
      window.parent.parent.postMessage({ kind: 'stored', values: 'nonsense' }, '*')
      try {
        if (window.top) window.top.location.href = 'https://example.com/'
      } catch (error) {
        void error
      }
    })
    expect(page.url()).toBe('app://studio/')
    // Past the page of the platform, which says less.
    await inside.evaluate(() => {
      for (let sent = 0; sent < 20_000; sent += 1) window.parent.parent.postMessage({ kind: 'escape' }, '*')
    })
    await page.getByText(/This package never stops talking/).waitFor()
  })

  it('plays H5P with the libraries that another file lends, and goes on where the learner left', async () => {
    const media = h5pMedia(await makeMedia(folder))
    await writePackage(planOf(h5pDocument(), 'h5p'), { playerFolder, media, assets: {} }, join(folder, 'content.h5p'))
    const libraries = { ...standInLibraries(), 'H5P.InteractiveVideo-1.27/main.js': scoredScript }
    await writeTextZip(join(folder, 'libraries.h5p'), { 'h5p.json': '{"title":"Libraries"}', ...libraries })
    await press(words.back)
    await choosePackage(join(folder, 'content.h5p'))
    await page.getByText(/Still missing: H5P\.InteractiveVideo 1\.27, /).waitFor()
    await shoot('try-h5p-libraries')
    expect(await findViolations(page)).toEqual([])
    await answerDialogs(studio, [join(folder, 'content.h5p')], join(folder, 'log.txt'))
    await press(words.lendLibraries)
    await page.getByText(/“content\.h5p” brings nothing of what is missing here/).waitFor()
    await shoot('try-h5p-refused')
    await answerDialogs(studio, [join(folder, 'libraries.h5p')], join(folder, 'log.txt'))
    await press(words.lendLibraries)
    const content = lesson().frameLocator('iframe')
    await content.getByRole('button', { name: 'Hand in' }).click()
    await log().getByText('The learner completed the lesson. Score: 25 %.').waitFor()
    await page.getByText(`${words.points(1, 4)} (${words.percent(25)})`).waitFor()
    await log()
      .getByText(/^The lesson stored “state\/0”/)
      .first()
      .waitFor()
    await shoot('try-h5p')
    expect(await findViolations(page)).toEqual([])
    const inside = page.frames().find((frame) => frame.url().startsWith('about:') && frame.parentFrame()?.url().endsWith('/h5p/'))
    expect(
      await inside?.evaluate(() =>
        fetch('https://example.com/').then(
          () => 'reached',
          () => 'held',
        ),
      ),
    ).toBe('held')
    await press(words.leaveAndReturn)
    await content.getByText('Handed in: 1').waitFor()
    await press(words.newLearner)
    await content.getByText('Handed in: 0').waitFor()
  })

  it('hears cmi5 statements, also those that waited for the network', async () => {
    await press(words.back)
    await choosePackage(join(folder, 'cmi5.zip'))
    await inLesson(/Start the lesson/).waitFor()
    await log().getByText('The learner began the lesson.').first().waitFor()
    await page.getByRole('checkbox', { name: words.lost }).click({ force: true })
    await answerFirst()
    await log().getByText('The lesson tried to reach the platform and could not.').first().waitFor()
    expect(
      await log()
        .getByText(/^The learner answered/)
        .count(),
    ).toBe(0)
    await page.getByRole('checkbox', { name: words.lost }).click({ force: true })
    await log()
      .getByText(/^The learner answered “How many Earths fit side by side across Jupiter\?” with a: right\./)
      .waitFor()
    await shoot('try-cmi5')
    await press(words.leaveAndReturn)
    await log().getByText('The learner left the lesson.').waitFor()
    await inLesson(/Continue from/).waitFor()
  })

  it('says in one sentence what is no package', async () => {
    await press(words.back)
    await writeFile(join(folder, 'holiday.zip'), 'no zip at all')
    await choosePackage(join(folder, 'holiday.zip'))
    await page.getByText(/“holiday\.zip” is no package that can be opened here/).waitFor()
    await shoot('try-failed')
    await press(words.back)
  })

  it('makes a small package of a lesson that was never exported', async () => {
    const clip = join(folder, 'drop.mp4')
    const source = ['-f', 'lavfi', '-i', 'color=c=0x203040:s=360x640:r=30:d=2', '-f', 'lavfi', '-i', 'sine=d=2']
    await promisify(execFile)('ffmpeg', ['-v', 'error', ...source, '-pix_fmt', 'yuv420p', clip])
    await answerDialogs(studio, [clip], join(folder, 'log.txt'))
    await press(text.library.empty.choose)
    await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
    await press(words.button)
    await inLesson(/Start the lesson/).waitFor()
    await shoot('try-lesson')
    // The libraries that were lent to another file are still there.
    await page.locator('label', { hasText: words.kinds.h5p }).click()
    await lesson().frameLocator('iframe').getByRole('button', { name: 'Hand in' }).waitFor()
    await page.getByText(words.lentFrom('libraries.h5p')).waitFor()
    await page.getByRole('checkbox', { name: words.lost }).click({ force: true })
    await press(words.leaveAndReturn)
    await page.getByText(words.cannotOpenBody).waitFor()
    await shoot('try-lesson-h5p')
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('checkbox', { name: words.lost }).click({ force: true })
    await press(words.openAgain)
    await lesson().frameLocator('iframe').getByRole('button', { name: 'Hand in' }).waitFor()
    await press(words.back)
    await page.getByRole('button', { name: words.button, exact: true }).waitFor()
  })
})
