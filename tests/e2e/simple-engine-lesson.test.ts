import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { openPromise } from 'yauzl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs, goTo } from './lesson-steps.ts'

const run = promisify(execFile)
let studio: Studio
let page: Page
let folder = ''

/**
 * Three seconds of HEVC, filmed with the phone turned: upright it is red over blue, from 1.5 s on green over yellow. One lesson is
 * made of it without the full engine; each test goes on where the one before it stopped.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-simple-'))
  const colour = (name: string) => ['-f', 'lavfi', '-i', `color=c=${name}:s=160x180:r=30:d=1.5`]
  const sources = [...['red', 'blue', 'lime', 'yellow'].flatMap(colour), '-f', 'lavfi', '-i', 'sine=d=3:sample_rate=48000']
  const graph = '[0][1]hstack[a];[2][3]hstack[b];[a][b]concat=n=2:v=1:a=0[v]'
  const codecs = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1', '-c:a', 'aac']
  const options = ['-filter_complex', graph, '-map', '[v]', '-map', '4:a', '-pix_fmt', 'yuv420p', ...codecs]
  const flat = join(folder, 'flat.mov')
  await run('ffmpeg', ['-v', 'error', '-y', ...sources, ...options, flat], { timeout: 60_000 })
  const turn = ['-c', 'copy', '-tag:v', 'hvc1', '-metadata:s:v:0', 'rotate=270', join(folder, 'phone.mov')]
  await run('ffmpeg', ['-v', 'error', '-y', '-i', flat, ...turn], { timeout: 60_000 })
  await writeFile(join(folder, 'no-video.mp4'), 'this is not a video')
  studio = await launchStudio({ env: { TIDBIT_SIMPLE_ENGINE: '1' } })
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')

/** What the preview shows in the upper and in the lower half. */
function colours(): Promise<string> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return ''
    const name = (down: number): string => {
      const [red = 0, green = 0, blue = 0] = context.getImageData(canvas.width * 0.5, canvas.height * down, 1, 1).data
      const on = [red > 128 ? 'red' : '', green > 128 ? 'green' : '', blue > 128 ? 'blue' : ''].filter((each) => each !== '')
      return on.length === 0 ? 'black' : on.join('+')
    }
    return `${name(0.2)} over ${name(0.7)}`
  })
}

/** Pixels of white letters in the lower half, which is yellow. */
function whiteOnYellow(): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas')
    const half = canvas?.getContext('2d')?.getImageData(0, canvas.height / 2, canvas.width, canvas.height / 2).data ?? []
    return Array.from(half).filter((value, index) => index % 4 === 2 && value > 200).length
  })
}

const clock = () => page.getByRole('timer').textContent()

async function exportTo(place: RegExp, file: string): Promise<void> {
  await answerDialogs(studio, [join(folder, 'phone.mov')], join(folder, file))
  await button(text.export.title).click()
  await page.getByRole('radio', { name: place }).first().click({ force: true })
  await button(text.export.start).click()
  await page.getByText(text.export.doneTitle).waitFor({ timeout: 200_000 })
}

async function fetchMedia(variant: string, range?: string) {
  return page.evaluate(
    async ([name, wanted]) => {
      const poster = document.querySelector<HTMLImageElement>('img[src^="media://asset/"]')?.src ?? ''
      const address = poster.replace(/[^/]*$/, name)
      const answer = await fetch(address, wanted === '' ? {} : { headers: { Range: wanted } })
      const { headers, status } = answer
      return { status, range: headers.get('Content-Range'), length: (await answer.arrayBuffer()).byteLength }
    },
    [variant, range ?? ''] as const,
  )
}

describe('a teacher on a computer where the full engine does not run', () => {
  it('is told in one sentence that a file is no video', async () => {
    await answerDialogs(studio, [join(folder, 'no-video.mp4')], join(folder, 'unused.mp4'))
    await button(text.library.empty.choose).click()
    await page.getByText(/“no-video\.mp4” is not a video/).waitFor({ timeout: 60_000 })
  })

  it('brings in a clip, which is converted, and sees it upright', async () => {
    await answerDialogs(studio, [join(folder, 'phone.mov')], join(folder, 'unused.mp4'))
    await button(text.editor.media.add).click()
    await clips().first().waitFor({ timeout: 60_000 })
    expect(await clips().first().textContent()).toContain('3.0 s')
    await page.getByText(text.editor.preview.simple).waitFor()
    await expect.poll(colours, { timeout: 60_000 }).toBe('red over blue')
  })

  it('gets the poster and the copy in pieces, and never the original', async () => {
    await expect.poll(() => fetchMedia('poster').then(({ status }) => status), { timeout: 60_000 }).toBe(200)
    const whole = await fetchMedia('film')
    expect(whole).toMatchObject({ status: 200, range: null })
    expect(await fetchMedia('film', 'bytes=10-19')).toEqual({ status: 206, range: `bytes 10-19/${whole.length}`, length: 10 })
    expect(await fetchMedia('film', 'bytes=-5')).toMatchObject({ status: 206, length: 5 })
    expect(await fetchMedia('film', `bytes=${whole.length}-`)).toMatchObject({ status: 416 })
    expect(await fetchMedia('original')).toMatchObject({ status: 404 })
  })

  it('has a picture that did not come asked for again, in the place of which a sign stands meanwhile', async () => {
    const poster = page.locator('img[src*="/poster"]').first()
    await expect
      .poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 60_000 })
      .toBeGreaterThan(0)
    // On a busy machine it may have been asked for more than once already.
    const timesAsked = async (): Promise<number> =>
      Number(/[?&]again=(\d+)$/.exec((await poster.getAttribute('src')) ?? '')?.[1] ?? 0)
    const before = await timesAsked()
    await poster.evaluate((image) => {
      image.dispatchEvent(new Event('error'))
      return new Promise<void>((resolve) => {
        const look = (): void => (image.isConnected ? void requestAnimationFrame(look) : resolve())
        look()
      })
    })
    await expect.poll(timesAsked).toBe(before + 1)
    await expect.poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  })

  it('goes to a picture, steps by one, and plays to the end', async () => {
    await goTo(page, 2, 3)
    await expect.poll(colours).toBe('green over red+green')
    await goTo(page, 0.5, 3)
    await expect.poll(colours).toBe('red over blue')
    const before = await clock()
    await button(text.editor.preview.frameForward).click()
    await expect.poll(clock).not.toBe(before)
    await goTo(page, 1, 3)
    await button(text.editor.preview.play).click()
    await expect.poll(colours, { timeout: 60_000, interval: 20 }).toBe('green over red+green')
    await button(text.editor.preview.play).waitFor({ timeout: 60_000 })
    expect(await clock()).toContain('0:03.00')
  })

  it('plays what is left of a clip one stretch after the other', async () => {
    for (const cut of [1, 2]) {
      await goTo(page, cut, 3)
      await page.keyboard.press('s')
    }
    await expect.poll(() => clips().count()).toBe(3)
    await clips().nth(1).click()
    await page.keyboard.press('Delete')
    await expect.poll(() => clips().count()).toBe(2)
    await button(text.editor.preview.toStart).click()
    await expect.poll(colours).toBe('red over blue')
    await button(text.editor.preview.play).click()
    const seen: string[] = []
    const watch = async () => {
      const now = `${(await clock())?.startsWith('0:00') ? 'first' : 'second'}: ${await colours()}`
      if (seen.at(-1) !== now) seen.push(now)
      return clock()
    }
    await expect.poll(watch, { timeout: 60_000, interval: 20 }).toMatch(/^0:02\.00/)
    expect(seen[0]).toBe('first: red over blue')
    expect(seen.at(-1)).toBe('second: green over red+green')
    expect(seen.length).toBeLessThanOrEqual(3)
    for (const _ of [1, 2, 3]) await page.keyboard.press('Control+z')
    await expect.poll(() => clips().count()).toBe(1)
  })

  it('cuts the start off, which the preview does not show any more', async () => {
    await goTo(page, 2, 3)
    await page.keyboard.press('[')
    await expect.poll(() => clips().first().textContent()).toContain('1.0 s')
    await button(text.editor.preview.toStart).click()
    await expect.poll(colours).toBe('green over red+green')
    await button(text.editor.preview.play).click()
    const seen = new Set<string>()
    await expect
      .poll(
        async () => {
          seen.add(await colours())
          return clock()
        },
        { timeout: 60_000, interval: 20 },
      )
      .toMatch(/^0:01\.00/)
    expect([...seen]).toEqual(['green over red+green'])
  })

  it('asks a question and writes a caption, which the preview shows', async () => {
    await goTo(page, 0.5, 1)
    await page.keyboard.press('q')
    await page.keyboard.type('What was that?')
    await page.getByRole('textbox', { name: text.quiz.choice(1), exact: true }).fill('A colour')
    await page.getByRole('textbox', { name: text.quiz.choice(2), exact: true }).fill('A car')
    await goTo(page, 0, 1)
    expect(await whiteOnYellow()).toBe(0)
    await page.getByRole('tab', { name: text.captions.title }).click()
    await button(text.captions.add).click()
    await page.keyboard.type('A colour')
    await expect.poll(whiteOnYellow).toBeGreaterThan(20)
  })

  it('exports a package that holds the converted clip, upright, and the question', async () => {
    await exportTo(/Moodle/, 'simple.zip')
    await page.keyboard.press('Escape')
    const zip = await openPromise(join(folder, 'simple.zip'), { lazyEntries: true, autoClose: false })
    const found = new Map<string, Buffer>()
    for await (const entry of zip.eachEntry()) {
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      found.set(entry.fileName, Buffer.concat(chunks))
    }
    zip.close()
    expect(found.get('player/lesson.js')?.toString('utf8')).toContain('What was that?')
    const [name, film] = [...found].find(([each]) => each.endsWith('.mp4')) ?? ['', Buffer.alloc(0)]
    expect(name).not.toBe('')
    await writeFile(join(folder, 'packed.mp4'), film)
    const picture = ['-frames:v', '1', '-vf', 'scale=1:2:flags=area', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
    const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', join(folder, 'packed.mp4'), ...picture], { encoding: 'buffer' })
    const [red = 0, green = 0, , lowRed = 0, lowGreen = 0] = stdout
    expect([red < 60, green > 180, lowRed > 180, lowGreen > 180]).toEqual([true, true, true, true])
  })
})
