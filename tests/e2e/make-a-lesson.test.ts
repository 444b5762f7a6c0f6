import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { openPromise } from 'yauzl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs, goTo } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'

const run = promisify(execFile)
let studio: Studio
let page: Page
let folder = ''

/** One teacher, one lesson, from the first clip to the finished files: each test goes on where the one before it stopped. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-lesson-'))
  await makeClip(join(folder, 'my clip.mp4'), 4)
  const cues = ['1\n00:00:00,200 --> 00:00:01,600\nFirst words 👋🏽', '2\n00:00:02,900 --> 00:00:03,900\nAfter the cut']
  await writeFile(join(folder, 'captions.srt'), cues.join('\n\n'))
  await writeFile(join(folder, 'no-video.mp4'), 'this is not a video')
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
const captions = () => page.getByRole('listbox', { name: text.timeline.lanes.captions }).getByRole('option')

async function exportTo(place: RegExp, file: string): Promise<void> {
  await answerDialogs(studio, [join(folder, 'my clip.mp4')], join(folder, file))
  await button(text.export.title).click()
  await page.getByRole('radio', { name: place }).first().click({ force: true })
  await button(text.export.start).click()
  await page.getByText(text.export.doneTitle).waitFor({ timeout: 120_000 })
}

describe('a teacher', () => {
  it('starts a lesson with a clip', async () => {
    await answerDialogs(studio, [join(folder, 'my clip.mp4')], join(folder, 'unused.mp4'))
    await button(text.library.empty.choose).click()
    await clips().first().waitFor()
    await page.getByRole('textbox', { name: text.editor.titleLabel }).fill('Waves')
    await page.keyboard.press('Enter')
    expect(await clips().first().textContent()).toContain('4.0 s')
  })

  it('is told in one sentence that a file is no video', async () => {
    await answerDialogs(studio, [join(folder, 'no-video.mp4')], join(folder, 'unused.mp4'))
    await button(text.editor.media.add).click()
    await page.getByText(/“no-video\.mp4” is not a video/).waitFor()
    expect(await clips().count()).toBe(1)
  })

  it('sees the picture and hears the lesson play', async () => {
    const centre = (): Promise<number[]> =>
      page.evaluate(() => {
        const canvas = document.querySelector('canvas')
        const context = canvas?.getContext('2d')
        return canvas && context ? [...context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data] : []
      })
    await expect.poll(async () => (await centre()).slice(0, 3).some((value) => value > 30), { timeout: 60_000 }).toBe(true)
    await page.getByRole('button', { name: text.editor.preview.play, exact: true }).click()
    await expect.poll(() => page.getByRole('timer').textContent(), { timeout: 60_000 }).toMatch(/0:0[2-4]/)
    await button(text.editor.preview.toStart).click()
  })

  it('trims, undoes and does it again', async () => {
    await goTo(page, 3, 4)
    await page.keyboard.press(']')
    await expect.poll(() => clips().first().textContent()).toMatch(/[23]\.\d s/)
    const trimmed = await clips().first().textContent()
    await page.keyboard.press('Control+z')
    await expect.poll(() => clips().first().textContent()).toContain('4.0 s')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => clips().first().textContent()).toBe(trimmed)
  })

  it('splits and deletes a part', async () => {
    await goTo(page, 1, 3)
    await page.keyboard.press('s')
    await expect.poll(() => clips().count()).toBe(2)
    await page.keyboard.press('Control+z')
    await expect.poll(() => clips().count()).toBe(1)
  })

  it('imports captions, writes one and keeps what was trimmed away out of sight', async () => {
    await answerDialogs(studio, [join(folder, 'captions.srt')], join(folder, 'unused.mp4'))
    await page.getByRole('tab', { name: text.captions.title }).click()
    await button(text.captions.import).click()
    await expect.poll(() => captions().count()).toBeGreaterThanOrEqual(1)
    await goTo(page, 2, 3)
    await button(text.captions.add).click()
    await page.keyboard.type('Written here')
    await expect
      .poll(() => captions().allTextContents())
      .toEqual(expect.arrayContaining([expect.stringContaining('Written here')]))
  })

  it('asks a question where the playhead stands', async () => {
    await goTo(page, 1.5, 3)
    await page.keyboard.press('q')
    await page.keyboard.type('What was that?')
    await page.getByRole('textbox', { name: text.quiz.choice(1), exact: true }).fill('A wave')
    await page.getByRole('textbox', { name: text.quiz.choice(2), exact: true }).fill('A car')
    await expect
      .poll(() => page.getByRole('listbox', { name: text.timeline.lanes.questions }).textContent())
      .toContain('What was that?')
  })

  it('exports a video whose length and captions are right', async () => {
    await exportTo(/Social/, 'waves.mp4')
    await page.keyboard.press('Escape')
    const { stdout } = await run('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name,width,height,duration',
      '-of',
      'json',
      join(folder, 'waves.mp4'),
    ])
    const { streams } = JSON.parse(stdout) as {
      streams: { codec_name: string; width?: number; height?: number; duration: string }[]
    }
    expect(streams[0]).toMatchObject({ codec_name: 'h264', width: 1080, height: 1920 })
    expect(Number(streams[0]?.duration)).toBeGreaterThan(2.7)
    expect(Number(streams[0]?.duration)).toBeLessThan(3.3)
    const vtt = await readFile(join(folder, 'waves.vtt'), 'utf8')
    expect(vtt).toContain('First words 👋🏽')
    expect(vtt).toContain('Written here')
  })

  it('exports a package with the question in it', async () => {
    await exportTo(/Moodle/, 'waves.zip')
    await page.keyboard.press('Escape')
    const zip = await openPromise(join(folder, 'waves.zip'), { lazyEntries: true, autoClose: false })
    const texts = new Map<string, string>()
    for await (const entry of zip.eachEntry()) {
      if (!/manifest|lesson\.js$/.test(entry.fileName)) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      texts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
    }
    zip.close()
    expect(texts.get('player/lesson.js')).toContain('What was that?')
    expect(texts.get('imsmanifest.xml')).toContain('<schemaversion>1.2</schemaversion>')
  })

  it('finds the lesson in the library again, as it was', async () => {
    await button(text.editor.back).click()
    await page.getByRole('searchbox', { name: text.library.search }).fill('was that')
    await page
      .getByRole('button', { name: /^Open Waves/ })
      .or(page.getByRole('link', { name: /^Open Waves/ }))
      .first()
      .click()
    await expect
      .poll(() => page.getByRole('listbox', { name: text.timeline.lanes.questions }).textContent())
      .toContain('What was that?')
    await page.keyboard.press('Control+z')
    await expect
      .poll(() => page.getByRole('listbox', { name: text.timeline.lanes.questions }).textContent())
      .not.toContain('A car')
  })
})
