import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { preflightSentences } from '#shared/messages/ui/preflight.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchChromium } from '../packages/browser.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { showTheme } from './show-theme.ts'

const run = promisify(execFile)
const words = text.preflight
const patient = { timeout: 60_000 }
const pictures = process.env['TIDBIT_PICTURES']
let studio: Studio
let page: Page
let folder = ''

const button = (name: string) => page.getByRole('button', { name, exact: true })
const row = (sentence: string) => page.getByRole('listitem').filter({ hasText: sentence })
const tab = (name: string) => page.getByRole('tab', { name, exact: true })

async function choose(option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${words.filter}$`) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function shoot(name: string): Promise<void> {
  if (!pictures) return
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' })
  }
  await page.evaluate(() => delete document.documentElement.dataset['theme'])
}

beforeAll(async () => {
  if (pictures) await mkdir(pictures, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'tidbit-preflight-'))
  // White, with a second that turns black and back ten times.
  const flashing = "drawbox=w=iw:h=ih:color=black:t=fill:enable='between(t,1,2)*lt(mod(t,0.2),0.099)'"
  const source = ['-f', 'lavfi', '-i', `color=white:s=180x320:r=30:d=3,${flashing}`, '-f', 'lavfi', '-i', 'sine=d=3']
  await run('ffmpeg', ['-v', 'error', ...source, '-pix_fmt', 'yuv420p', join(folder, 'flash.mp4')])
  studio = await launchStudio()
  page = studio.page
  await answerDialogs(studio, [join(folder, 'flash.mp4')], join(folder, 'report.html'))
  await button(text.library.empty.choose).first().click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await tab(text.editor.panels.overlays).click()
  await page.getByRole('row', { name: text.overlays.presets.keyword, exact: true }).click()
  const box = page.getByRole('textbox', { name: text.overlays.inspector.text, exact: true })
  await box.fill('Stop')
  await page.keyboard.press('Escape')
}, 120_000)

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('checking a lesson', () => {
  it('tells at once what can be told, in groups and by kind', async () => {
    await tab(text.editor.panels.check).click()
    await row(preflightSentences['captions.none']()).waitFor()
    await page.getByRole('heading', { name: words.groups.captions, exact: true }).waitFor()
    await shoot('check-live')
    await choose(words.filters.error(1))
    await expect.poll(() => row(preflightSentences['lesson.no-description']()).count(), patient).toBe(0)
    await choose(words.all(3))
  })

  it('looks at every picture, and leads to the flashing', async () => {
    await button(words.measure).click()
    const flashes = page.getByRole('button', { name: /flashes \d+ times within a second/ })
    await flashes.waitFor()
    await flashes.focus()
    await page.keyboard.press('Enter')
    const clock = page.locator(`[role=timer][aria-label="${text.editor.preview.timeLabel}"] strong`)
    await expect.poll(() => clock.textContent(), patient).toMatch(/0:0[01]/)
    await page.getByText(words.measuredNow).waitFor()
    await shoot('check-measured')
    expect(await findViolations(page, ['[role=tabpanel]'])).toEqual([])
  })

  it('ignores a finding, says so, and looks at it again', async () => {
    const sentence = preflightSentences['lesson.no-description']()
    await row(sentence).getByRole('button', { name: words.ignore, exact: true }).click()
    await button(words.ignoredCount(1)).click()
    await shoot('check-ignored')
    await row(sentence).getByRole('button', { name: words.lookAgain, exact: true }).click()
    await row(sentence).getByRole('button', { name: words.ignore, exact: true }).waitFor()
    await expect.poll(() => button(words.ignoredCount(1)).count(), patient).toBe(0)
  })

  it('saves the report as a page that is whole and accessible by itself', async () => {
    await button(words.saveReport).click()
    await page.getByText(words.saved('report.html')).waitFor()
    const file = join(folder, 'report.html')
    expect(await readFile(file, 'utf8')).toContain('flashes')
    const browser = await launchChromium()
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        // The page allows no script, and axe is one.
        const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 900, height: 1000 } })
        const report = await context.newPage()
        await report.goto(pathToFileURL(file).href)
        expect(await findViolations(report)).toEqual([])
        if (pictures) await report.screenshot({ path: join(pictures, `check-report-${colorScheme}.png`), fullPage: true })
        await context.close()
      }
    } finally {
      await browser.close()
    }
  })

  it('is summed up before an export, which leads back to it', async () => {
    await tab(text.editor.panels.media).click()
    await button(text.editor.export).click()
    // No captions, and what only the look at the pictures tells.
    await page.getByText(/^The check found 2 errors/).waitFor()
    await shoot('check-export')
    await button(words.exportOpen).click()
    await page.getByRole('heading', { name: new RegExp(`^${words.title}`) }).waitFor()
  })
})
