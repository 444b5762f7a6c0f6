import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writePackage } from '#main/core/packaging/write-package.ts'
import { unpackH5pLibraries } from '#main/core/packaging/h5p-libraries.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import { findH5pPlayer } from '../../scripts/h5p-player.ts'
import { launchChromium, serve, type Site } from './browser.ts'
import { makeFolder, makeMedia, playerFolder, unpack } from './build-package.ts'
import { h5pDocument, h5pMedia, standInLibraries, writeTextZip } from './h5p-lesson.ts'

let browser: Browser
let site: Site

/** H5P's own core runs the package; its libraries are stand-ins (`standInLibraries`). */
const page = `<!doctype html><meta charset="utf-8"><title>H5P</title><div id="content"></div>
<script src="/dist/main.bundle.js"></script>
<script>
  new H5PStandalone.H5P(document.getElementById('content'), {
    h5pJsonPath: '/package', frameJs: '/dist/frame.bundle.js', frameCss: '/dist/styles/h5p.css',
  }).then(() => { document.body.dataset.state = 'ready' }, (error) => { document.body.dataset.state = String(error) })
</script>`

beforeAll(async () => {
  const folder = await makeFolder()
  const media = h5pMedia(await makeMedia(folder, 3))
  await writeTextZip(join(folder, 'libraries.h5p'), standInLibraries())
  const libraryFolder = await makeFolder()
  const h5pLibraries = await unpackH5pLibraries(join(folder, 'libraries.h5p'), libraryFolder, new AbortController().signal)
  const plan = planPackage(h5pDocument(), 'h5p', { preset: 'lms', posterTicks: null, h5pLibraries })
  if (!plan.ok) throw new Error(plan.error.code)
  await writePackage(plan.value, { playerFolder, media, assets: {}, libraryFolder }, join(folder, 'whole.h5p'))
  await unpack(join(folder, 'whole.h5p'), join(folder, 'site/package'))
  await cp(await findH5pPlayer(), join(folder, 'site/dist'), { recursive: true })
  site = await serve(join(folder, 'site'), { '/': page })
  browser = await launchChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

it('plays in H5P’s own core: every library loads, the film and its captions play, every question is made', async () => {
  const tab = await browser.newPage()
  const errors: string[] = []
  tab.on('pageerror', ({ message }) => errors.push(message))
  tab.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  await tab.goto(site.address)
  await tab.waitForSelector('body[data-state]', { timeout: 30_000 })
  expect(await tab.getAttribute('body', 'data-state')).toBe('ready')
  const frame = tab.frameLocator('iframe')
  await frame.locator('.stand-in').nth(8).waitFor({ timeout: 30_000 })
  expect(await frame.locator('.stand-in').allTextContents()).toEqual([
    'H5P.MultiChoice',
    'H5P.Blanks',
    'H5P.MultiChoice',
    'H5P.DragText',
    'H5P.TrueFalse',
    'H5P.DragText',
    'H5P.Blanks',
    'H5P.Questionnaire',
    'H5P.FreeTextQuestion',
  ])
  const video = frame.locator('video')
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => Math.round(element.duration)), { timeout: 20_000 })
    .toBe(3)
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.textTracks[0]?.cues?.length ?? 0), { timeout: 20_000 })
    .toBeGreaterThan(0)
  // Lesson text is text: nothing of it became an element or ran.
  expect(await frame.locator('img[src="x"]').count()).toBe(0)
  expect(errors.filter((error) => !error.includes('favicon'))).toEqual([])
  await tab.close()
})
