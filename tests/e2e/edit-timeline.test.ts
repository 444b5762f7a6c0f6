import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'
import { timelineHands, type Place } from './timeline-hands.ts'

let studio: Studio
let page: Page
let folder = ''

const clipSeconds = 4
const { lane, placeOf, secondsOf, drag } = timelineHands(() => page, clipSeconds)
const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const focused = () => page.locator(':focus')

const open = (files: readonly string[]): Promise<void> =>
  answerDialogs(
    studio,
    files.map((file) => join(folder, file)),
    join(folder, 'saved'),
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-timeline-'))
  await makeClip(join(folder, 'one.mp4'), clipSeconds)
  await makeClip(join(folder, 'two.mp4'), clipSeconds)
  const cues = ['1\n00:00:00,500 --> 00:00:01,500\nFirst', '2\n00:00:02,000 --> 00:00:02,800\nSecond']
  await writeFile(join(folder, 'captions.srt'), cues.join('\n\n'))
  studio = await launchStudio()
  page = studio.page
  await open(['one.mp4', 'two.mp4'])
  await button(text.library.empty.choose).click()
  await lane('clips').nth(1).waitFor()
  await open(['captions.srt'])
  await page.getByRole('tab', { name: text.captions.title }).click()
  await button(text.captions.import).click()
  await lane('captions').nth(1).waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('the timeline', () => {
  it('shows all clips that were added', async () => {
    const [last, scroller] = [await placeOf('clips', 1), page.viewportSize() ?? { width: 1440 }]
    expect(last.x + last.width).toBeLessThan(scroller.width)
  })

  it('draws how loud a clip is', async () => {
    const waveform = lane('clips').first().locator('canvas')
    await waveform.waitFor({ timeout: 120_000 })
    const drawn = await waveform.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      const highest = Array.from({ length: width }, (_, x) => {
        const rows = Array.from({ length: height }, (_row, y) => pixels[(y * width + x) * 4 + 3] ?? 0)
        return rows.filter((alpha) => alpha > 127).length / height
      })
      return { width, shares: highest.slice(10, -10).toSorted((a, b) => a - b) }
    })
    const clip = await placeOf('clips', 0)
    expect(drawn.width).toBeGreaterThan(clip.width - 4)
    // The tone has an eighth of the full amplitude all along; drawn is the root.
    expect(drawn.shares[0]).toBeGreaterThan(0.25)
    expect(drawn.shares.at(-1)).toBeLessThan(0.5)
  })

  it('shows what lies beside the clips, and deletes it by the keyboard', async () => {
    await page.getByRole('tab', { name: text.editor.media.title }).click()
    await button(text.clipSettings.tracks.use('one.mp4')).click()
    await page.getByRole('menuitem', { name: text.clipSettings.tracks.kinds.music }).click()
    const track = page.getByRole('listbox', { name: 'Music' }).getByRole('option')
    await track.click()
    await expect.poll(() => track.getAttribute('aria-selected')).toBe('true')
    const [bar, clip] = [await track.boundingBox(), await placeOf('clips', 0)]
    expect(bar?.width).toBeCloseTo(clip.width, 0)
    await page.keyboard.press('Delete')
    await expect.poll(() => track.count()).toBe(0)
    expect(await lane('clips').count()).toBe(2)
  })

  it('locks captions, and hides them in the preview, from their own header', async () => {
    const lock = button(text.timeline.track.lock('Captions'))
    await lock.click()
    await expect.poll(() => lock.getAttribute('aria-pressed')).toBe('true')
    const before = await lane('captions').count()
    await lane('captions').first().click()
    await page.keyboard.press('Delete')
    await page.getByText(describeError({ code: 'edit.captions-locked', params: {}, retryable: false })).waitFor()
    expect(await lane('captions').count()).toBe(before)
    await lock.click()
    const hide = button(text.timeline.track.hideInPreview('Captions'))
    await hide.click()
    const hidden = page.locator('[data-lane][data-kind="captions"][data-hidden]')
    await hidden.waitFor()
    expect(await hide.getAttribute('aria-pressed')).toBe('true')
    await hide.click()
    await expect.poll(() => hidden.count()).toBe(0)
    expect(await hide.getAttribute('aria-pressed')).toBe('false')
  })

  it('moves a caption and each of its ends by mouse', async () => {
    const second = await placeOf('captions', 1)
    await drag(second, second.width / 2, 0.5)
    await expect.poll(() => secondsOf('captions', 1)).toEqual({ start: 2.5, length: 0.8 })
    await drag(await placeOf('captions', 1), 3, -0.3)
    await expect.poll(() => secondsOf('captions', 1)).toEqual({ start: 2.2, length: 1.1 })
    const moved = await placeOf('captions', 1)
    await drag(moved, moved.width - 3, 9)
    await expect.poll(() => secondsOf('captions', 1)).toEqual({ start: 2.2, length: 1.8 })
  })

  it('gives a drag up on Escape and takes a finished one back on undo', async () => {
    await drag(await placeOf('captions', 1), 20, -0.8, 'Escape')
    await expect.poll(() => secondsOf('captions', 1)).toEqual({ start: 2.2, length: 1.8 })
    await page.keyboard.press('Control+z')
    await expect.poll(() => secondsOf('captions', 1)).toEqual({ start: 2.2, length: 1.1 })
  })

  it('moves a question by mouse', async () => {
    await page.getByRole('slider', { name: text.timeline.playhead }).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('q')
    await page.keyboard.type('Why?')
    await drag(await placeOf('questions', 0), 20, 3)
    await expect.poll(async () => (await secondsOf('questions', 0)).start).toBe(3)
  })

  it('keeps the focus in reach when what had it is deleted', async () => {
    await lane('captions').first().focus()
    await page.keyboard.press('Delete')
    await expect.poll(() => lane('captions').count()).toBe(1)
    await expect.poll(() => focused().getAttribute('role')).toBe('option')

    await page.getByRole('tab', { name: text.captions.title }).click()
    await page.getByRole('list', { name: text.captions.listLabel }).getByRole('button').last().focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => lane('captions').count()).toBe(0)
    await expect.poll(() => focused().textContent()).toContain(text.captions.title)

    await lane('questions').first().click()
    await button(text.quiz.delete).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => lane('questions').count()).toBe(0)
    await expect.poll(() => focused().getAttribute('aria-label')).toBe(text.editor.inspector.label)
  })
})

describe('clips on the timeline', () => {
  const undo = () => page.keyboard.press('Control+z')
  const typeName = async (field: string, name: string): Promise<void> => {
    const input = page.getByRole('textbox', { name: field })
    await input.waitFor()
    await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  const picked = () => lane('clips').and(page.locator('[aria-selected="true"]'))

  it('moves a cut by dragging it, and nothing else', async () => {
    await page.getByRole('slider', { name: text.timeline.playhead }).focus()
    await page.keyboard.press('Home')
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 's']) await page.keyboard.press(key)
    await expect.poll(() => lane('clips').count()).toBe(3)
    const [left, right, last] = [await placeOf('clips', 0), await placeOf('clips', 1), await placeOf('clips', 2)]
    await page.mouse.move(right.x, right.y + right.height / 2)
    await page.mouse.down()
    await page.mouse.move(right.x - left.width / 2, right.y + right.height / 2, { steps: 6 })
    await page.mouse.up()
    await expect.poll(async () => (await placeOf('clips', 0)).width / left.width).toBeCloseTo(0.5, 1)
    await expect.poll(async () => (await placeOf('clips', 1)).width / right.width).toBeCloseTo(1.5, 1)
    await expect.poll(async () => (await placeOf('clips', 2)).x).toBeCloseTo(last.x, 0)
    await undo()
    await expect.poll(async () => (await placeOf('clips', 0)).width).toBeCloseTo(left.width, 0)

    await lane('clips').nth(1).click()
    for (let frame = 0; frame < 6; frame += 1) await page.keyboard.press('Alt+Shift+ArrowLeft')
    await expect.poll(async () => (await placeOf('clips', 0)).width / left.width).toBeCloseTo(0.9, 1)
    expect((await placeOf('clips', 2)).x).toBeCloseTo(last.x, 0)
    await undo()
    await expect.poll(async () => (await placeOf('clips', 0)).width).toBeCloseTo(left.width, 0)
  })

  it('picks several by Shift, lifts them from a menu, and lets go on Escape', async () => {
    await lane('clips').nth(0).click()
    await lane('clips')
      .nth(1)
      .click({ modifiers: ['Shift'] })
    await expect.poll(() => picked().count()).toBe(2)
    await lane('clips').nth(1).click({ button: 'right' })
    await page.getByRole('menuitem', { name: text.timeline.menu.lift }).click()
    await expect.poll(() => lane('clips').count()).toBe(2)
    await expect.poll(() => lane('clips').first().getAttribute('aria-label')).toContain(text.timeline.gap)
    await undo()
    await expect.poll(() => lane('clips').count()).toBe(3)
    await expect.poll(() => picked().count()).toBe(2)
    await page.keyboard.press('Escape')
    await expect.poll(() => picked().count()).toBe(0)
  })

  it('picks what a box touches', async () => {
    const [first, second] = [await placeOf('clips', 0), await placeOf('clips', 1)]
    const content = (await page.locator('[data-rows]').boundingBox()) ?? first
    const belowPx = content.y + content.height - 4
    await page.mouse.move(second.x + 20, belowPx)
    await page.mouse.down()
    await page.mouse.move(first.x + 20, first.y + 20, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => picked().count()).toBe(2)
    await page.keyboard.press('Escape')
  })

  it('goes on with the keyboard: a range, one more, and all of a lane', async () => {
    await lane('clips').nth(0).click()
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => picked().count()).toBe(2)
    await page.keyboard.press('Control+a')
    await expect.poll(() => picked().count()).toBe(3)
    await page.keyboard.press('Escape')
  })

  it('keeps what is under the pointer there while it zooms', async () => {
    const before = await placeOf('clips', 2)
    await page.mouse.move(before.x, before.y + 10)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -240)
    await page.keyboard.up('Control')
    await expect.poll(async () => (await placeOf('clips', 2)).width / before.width).toBeGreaterThan(1.2)
    await expect.poll(async () => Math.abs((await placeOf('clips', 2)).x - before.x)).toBeLessThan(3)
    await button(text.timeline.zoomFit).click()
  })

  const pull = async (from: Place, byPx: number): Promise<void> => {
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + byPx, y, { steps: 8 })
    await page.mouse.up()
  }

  it('slides a clip between its neighbours', async () => {
    const tool = (name: keyof typeof text.timeline.tools) => page.getByRole('radio', { name: text.timeline.tools[name] })
    await tool('slide').click()
    const [left, middle, right] = [await placeOf('clips', 0), await placeOf('clips', 1), await placeOf('clips', 2)]
    await pull(middle, left.width / 2)
    await expect.poll(async () => (await placeOf('clips', 0)).width / left.width).toBeCloseTo(1.5, 1)
    await expect.poll(async () => (await placeOf('clips', 1)).width / middle.width).toBeCloseTo(1, 1)
    await expect.poll(async () => (await placeOf('clips', 2)).width / right.width).toBeCloseTo(0.75, 1)
    await undo()
    await expect.poll(async () => (await placeOf('clips', 0)).width).toBeCloseTo(left.width, 0)
    await tool('select').click()
  })

  it('drags a copy away with Alt, and leaves the clip where it is', async () => {
    const [first, last] = [await placeOf('clips', 0), await placeOf('clips', 2)]
    await page.keyboard.down('Alt')
    await pull(first, last.x + last.width - first.x)
    await page.keyboard.up('Alt')
    await expect.poll(() => lane('clips').count()).toBe(4)
    expect((await placeOf('clips', 3)).width / (await placeOf('clips', 0)).width).toBeCloseTo(1, 1)
    await undo()
    await expect.poll(() => lane('clips').count()).toBe(3)
  })

  it('moves along by the overview, and by holding the playhead at an edge', async () => {
    const scrolled = () => page.locator('#timeline-lanes').evaluate(({ scrollLeft }) => scrollLeft)
    const ruler = page.getByRole('slider', { name: text.timeline.playhead })
    await ruler.focus()
    await page.keyboard.press('Home')
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('+')
    const overview = page.getByRole('scrollbar', { name: text.timeline.overview })
    const bar = await overview.boundingBox()
    const lanes = await page.locator('#timeline-lanes').boundingBox()
    const marks = await ruler.boundingBox()
    if (!bar || !lanes || !marks) throw new Error('The timeline is not on screen')
    await overview.focus()
    await page.keyboard.press('Home')
    await expect.poll(scrolled).toBe(0)
    await page.mouse.move(bar.x + 4, bar.y + bar.height / 2)
    await page.mouse.down()
    await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2, { steps: 4 })
    await page.mouse.up()
    await expect.poll(scrolled).toBeGreaterThan(lanes.width / 3)
    await overview.press('Home')
    await expect.poll(scrolled).toBe(0)

    await page.mouse.move(lanes.x + lanes.width / 2, marks.y + marks.height / 2)
    await page.mouse.down()
    await page.mouse.move(lanes.x + lanes.width - 3, marks.y + marks.height / 2, { steps: 4 })
    await expect.poll(scrolled).toBeGreaterThan(200)
    await page.mouse.up()
    await ruler.press('Home')
    await expect.poll(scrolled).toBe(0)
    await button(text.timeline.zoomFit).click()
  })

  it('marks an instant, and moves the mark', async () => {
    await page.getByRole('slider', { name: text.timeline.playhead }).focus()
    await page.keyboard.press('Home')
    await button(text.timeline.marker.add).click()
    const marker = page.getByRole('button', { name: text.timeline.marker.at('', '0:00.00') })
    const place = await marker.boundingBox()
    if (!place) throw new Error('The marker is not on screen')
    await page.mouse.move(place.x + 3, place.y + 5)
    await page.mouse.down()
    await page.mouse.move(place.x + 3 + (await placeOf('clips', 0)).width, place.y + 5, { steps: 5 })
    await page.mouse.up()
    const moved = page.getByRole('button', { name: text.timeline.marker.at('', '0:02.00') })
    await moved.waitFor()
    await moved.dblclick()
    await typeName(text.timeline.marker.name, 'Turn')
    const named = page.getByRole('button', { name: text.timeline.marker.at('Turn', '0:02.00') })
    await named.click({ button: 'right' })
    await page.getByRole('menuitem', { name: text.timeline.marker.delete }).click()
    await expect.poll(() => named.count()).toBe(0)
  })

  it('mutes, locks and renames a track from its header', async () => {
    const lock = button(text.timeline.track.lock('Music'))
    await lock.click()
    await expect.poll(() => lock.getAttribute('aria-pressed')).toBe('true')
    await lock.click()
    await button(text.timeline.track.menu('Music')).click()
    await page.getByRole('menuitem', { name: text.timeline.track.rename }).click()
    await typeName(text.timeline.track.name, 'Guitar')
    await button(text.timeline.track.mute('Guitar')).click()
    await expect.poll(() => button(text.timeline.track.mute('Guitar')).getAttribute('aria-pressed')).toBe('true')
  })

  it('gets more room by the line above it, which keys move', async () => {
    const height = () => page.locator('#timeline-lanes').evaluate((lanes) => lanes.clientHeight)
    const before = await height()
    const line = page.getByRole('separator', { name: text.editor.timelineHeight.label })
    await line.focus()
    await page.keyboard.press('End')
    await expect.poll(height).toBeGreaterThan(before)
    await page.keyboard.press('Enter')
    await expect.poll(height).toBe(before)
  })

  it('plays a clip faster by a key, and says so on the clip', async () => {
    await lane('clips').first().click()
    await page.keyboard.press('e')
    await lane('clips').first().getByText(text.timeline.speed(1.25)).waitFor()
    await page.keyboard.press('w')
    await expect.poll(() => lane('clips').first().getByText(text.timeline.speed(1.25)).count()).toBe(0)
  })

  it('gets a track that is asked for', async () => {
    await button(text.timeline.track.add).click()
    await page.getByRole('menuitem', { name: text.timeline.track.kinds.effects }).click()
    const header = (name: string) => page.getByRole('toolbar', { name: text.timeline.track.header(name) })
    await header('Sounds').waitFor()
    const topOf = async (name: string): Promise<number> => (await header(name).boundingBox())?.y ?? Number.NaN
    const isAbove = async (): Promise<boolean> => (await topOf('Sounds')) < (await topOf('Guitar'))
    expect(await isAbove()).toBe(false)
    const grip = await page
      .locator('[data-movable]')
      .filter({ has: header('Sounds') })
      .getByText('Sounds')
      .boundingBox()
    if (!grip) throw new Error('The name of the track is not on screen')
    const x = grip.x + 10
    await page.mouse.move(x, grip.y + 6)
    await page.mouse.down()
    await page.mouse.move(x, grip.y + 6 + (await topOf('Guitar')) - (await topOf('Sounds')), { steps: 5 })
    await expect.poll(isAbove).toBe(true)
    await page.mouse.up()
    await page.keyboard.press('Control+z')
    await expect.poll(isAbove).toBe(false)
    await page.keyboard.press('Control+z')
    await page.getByRole('toolbar', { name: text.timeline.track.header('Sounds') }).waitFor({ state: 'detached' })
  })

  it('goes over the others and comes back among them by Alt and an arrow, with the focus', async () => {
    const before = await lane('clips').count()
    await lane('clips').nth(1).click()
    const id = await lane('clips').nth(1).getAttribute('data-item')
    const over = page.getByRole('listbox', { name: 'Picture in picture', exact: true }).getByRole('option')
    await page.keyboard.press('Alt+ArrowUp')
    await over.waitFor()
    await expect.poll(() => focused().getAttribute('data-item')).toBe(id)
    expect(await lane('clips').count()).toBe(before - 1)
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => lane('clips').count()).toBe(before)
    await expect.poll(() => focused().getAttribute('data-item')).toBe(id)
  })

  it('goes over the others where it is dragged above them, and back where that is given up', async () => {
    const before = await lane('clips').count()
    const [clip, ruler] = [
      await placeOf('clips', 1),
      await page.getByRole('slider', { name: text.timeline.playhead }).boundingBox(),
    ]
    const over = page.getByRole('listbox', { name: 'Picture in picture', exact: true }).getByRole('option')
    const pullUp = async (): Promise<void> => {
      await page.mouse.move(clip.x + clip.width / 2, clip.y + clip.height / 2)
      await page.mouse.down()
      await page.mouse.move(clip.x + clip.width / 2, (ruler?.y ?? 0) + 4, { steps: 5 })
      await over.waitFor()
      await page.mouse.move(clip.x + clip.width / 2 + 6, (ruler?.y ?? 0) + 8, { steps: 2 })
      expect(await over.count()).toBe(1)
    }
    await pullUp()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect.poll(() => lane('clips').count()).toBe(before)
    // A neighbour gets the focus meanwhile, and is not chosen by that.
    const chosen = (): Promise<(string | null)[]> =>
      Promise.all([0, 1].map((place) => lane('clips').nth(place).getAttribute('aria-selected')))
    expect(await chosen()).toEqual(['false', 'true'])
    await pullUp()
    await page.mouse.up()
    await expect.poll(() => lane('clips').count()).toBe(before - 1)
    await page.keyboard.press('Control+z')
    await expect.poll(() => lane('clips').count()).toBe(before)
    expect(await chosen()).toEqual(['false', 'true'])
  })

  it('breaks no rule of accessibility, in both themes', async () => {
    await lane('clips').first().click()
    await button(text.timeline.marker.add).click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await findViolations(page, [`section[aria-label="${text.timeline.label}"]`])).toEqual([])
    }
  })

  it('is kept under a name, and gone back to from the history', async () => {
    const { versions } = text.library
    const count = await lane('clips').count()
    await lane('clips').first().click()
    await page.keyboard.press('h')
    await button(versions.open).click()
    await page.getByRole('textbox', { name: versions.keepName }).fill('With all clips')
    await page.keyboard.press('Enter')
    const kept = page.getByRole('listitem').filter({ hasText: 'With all clips' })
    await kept.waitFor()
    // As large as only a picture of the lesson itself is made.
    const picture = kept.locator('img')
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 60_000 }).toBe(270)
    await page.keyboard.press('Escape')
    await kept.waitFor({ state: 'detached' })
    await lane('clips').first().click()
    await page.keyboard.press('Delete')
    await expect.poll(() => lane('clips').count()).toBe(count - 1)
    await page.keyboard.press('h')
    await button(versions.open).click()
    await kept.getByRole('button', { name: versions.goBack }).click()
    await expect.poll(() => lane('clips').count()).toBe(count)
  })
})
