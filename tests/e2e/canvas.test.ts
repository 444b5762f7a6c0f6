import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs, goTo } from './lesson-steps.ts'

const run = promisify(execFile)
const words = text.canvas
const patient = { timeout: 60_000 }
let studio: Studio
let page: Page
let folder = ''

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const things = () => page.getByRole('listbox', { name: words.label })
const title = () => things().getByRole('option', { name: /^Text/ }).first()
const clip = () => things().getByRole('option', { name: words.clip('halves.mp4') })

async function savedDocument() {
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return (await invoke(studio, 'library.open', { projectId })).document
}

async function savedTitle() {
  const overlay = Object.values((await savedDocument()).overlays).find(({ content }) => content.kind === 'text')
  if (!overlay) throw new Error('no title')
  return overlay
}

async function savedPicture() {
  const [found] = Object.values((await savedDocument()).clips)
  if (!found) throw new Error('no clip')
  return found.picture
}

type Spot = { readonly x: number; readonly y: number }

async function middleOf(target: Locator): Promise<Spot> {
  const box = await target.boundingBox()
  if (!box) throw new Error('It is not on screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Drags by CSS pixels. Control lets go of the lines that a drag holds on to. */
async function drag(from: Spot, by: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.keyboard.down('Control')
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2)
  await page.mouse.move(from.x + by.x, from.y + by.y)
  await page.mouse.up()
  await page.keyboard.up('Control')
}

/** Of the picture on screen, at shares of its width and height. */
async function colourAt(across: number, down: number): Promise<readonly number[]> {
  return page.evaluate(
    ([x, y]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('section[aria-label] canvas[aria-hidden]')
      const pixel = canvas?.getContext('2d')?.getImageData(Math.floor(canvas.width * x), Math.floor(canvas.height * y), 1, 1)
      return [...(pixel?.data ?? [])].slice(0, 3)
    },
    [across, down] as const,
  )
}

const isRed = ([red = 0, green = 0]: readonly number[]): boolean => red > 150 && green < 100
const isBlue = ([red = 0, , blue = 0]: readonly number[]): boolean => blue > 150 && red < 100

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-canvas-'))
  const halves = 'color=c=red:s=270x960:r=30:d=6[l];color=c=blue:s=270x960:r=30:d=6[r];[l][r]hstack'
  const file = join(folder, 'halves.mp4')
  await run('ffmpeg', ['-v', 'error', '-filter_complex', halves, '-pix_fmt', 'yuv420p', file])
  studio = await launchStudio()
  page = studio.page
  page.setDefaultTimeout(60_000)
  await answerDialogs(studio, [file], join(folder, 'lesson.mp4'))
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.getByRole('tab', { name: text.editor.panels.overlays }).click()
  await page.getByRole('row', { name: text.overlays.presets.heading, exact: true }).click()
  await title().waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('a title on the picture', () => {
  it('is dragged by the mouse as one step', async () => {
    const { box } = await savedTitle()
    await drag(await middleOf(title()), { x: 0, y: 60 })
    await expect.poll(async () => (await savedTitle()).box.y, patient).toBeGreaterThan(box.y + 100)
    const moved = (await savedTitle()).box
    expect(moved.x).toBeCloseTo(box.x, 0)
    expect(moved).toMatchObject({ width: box.width, height: box.height })
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedTitle()).box, patient).toEqual(box)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(async () => (await savedTitle()).box, patient).toEqual(moved)
  })

  it('is turned and sized by its handles, by mouse and by keys', async () => {
    const turn = page.getByRole('slider', { name: /^Turn of/ })
    const size = page.getByRole('slider', { name: /^Size of/ })
    const before = await savedTitle()
    const middle = await middleOf(title())
    const grip = await middleOf(turn)
    // A quarter turn: from below the title to its left.
    await drag(grip, { x: middle.x - (grip.y - middle.y) - grip.x, y: middle.y - grip.y })
    await expect.poll(async () => Math.round((await savedTitle()).rotationDegrees / 5) * 5, patient).toBe(90)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedTitle()).rotationDegrees, patient).toBe(0)
    await turn.focus()
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowLeft']) await page.keyboard.press(key)
    await expect.poll(async () => (await savedTitle()).rotationDegrees, patient).toBe(-13)
    await page.keyboard.press('Home')
    await expect.poll(async () => (await savedTitle()).rotationDegrees, patient).toBe(0)
    await drag(await middleOf(size), { x: -60, y: -20 })
    await expect.poll(async () => (await savedTitle()).box.width, patient).toBeLessThan(before.box.width - 50)
    const smaller = await savedTitle()
    if (before.content.kind !== 'text' || smaller.content.kind !== 'text') throw new Error('no text')
    const factor = smaller.box.width / before.box.width
    expect(smaller.box.height / before.box.height).toBeCloseTo(factor, 2)
    expect(smaller.content.style.size / before.content.style.size).toBeCloseTo(factor, 2)
    await size.focus()
    await page.keyboard.press('Shift+ArrowUp')
    await expect.poll(async () => (await savedTitle()).box.width / smaller.box.width, patient).toBeCloseTo(1.1, 2)
  })

  it('is nudged by the arrow keys, and lined up with the picture', async () => {
    await title().focus()
    const { box } = await savedTitle()
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
    await expect.poll(async () => (await savedTitle()).box.y - box.y, patient).toBeCloseTo(1, 1)
    expect((await savedTitle()).box.x - box.x).toBeCloseTo(11, 1)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedTitle()).box, patient).toEqual(box)
    await page.getByRole('button', { name: new RegExp(`^${words.align}`) }).click()
    await page.getByRole('menuitem', { name: words.alignments.left, exact: true }).click()
    const left = async () => {
      const { x, width } = (await savedTitle()).box
      return 540 + x - width / 2
    }
    await expect.poll(left, patient).toBeCloseTo(0, 0)
  })

  it('has its words written where it stands', async () => {
    const spot = await middleOf(title())
    await page.mouse.dblclick(spot.x, spot.y)
    const field = page.getByRole('textbox', { name: /^Words of/ })
    await field.waitFor()
    await page.keyboard.type('Why do brakes squeal?')
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await expect.poll(async () => (await savedTitle()).content, patient).toMatchObject({ text: 'Why do brakes squeal?' })
    // The focus is back on the title: Enter writes on, and one step takes back what was written at first.
    await expect.poll(() => title().evaluate((element) => element === document.activeElement), patient).toBe(true)
    await page.keyboard.press('Enter')
    await field.waitFor()
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedTitle()).content, patient).not.toMatchObject({ text: 'Why do brakes squeal?' })
  })

  it('moves from one keyframe to the next', async () => {
    await goTo(page, 1, 6)
    await title().focus()
    await button(words.keyframe.here).click()
    await expect.poll(async () => (await savedTitle()).placementKeyframes.length, patient).toBe(1)
    await goTo(page, 3, 6)
    await expect.poll(() => button(words.keyframe.here).getAttribute('aria-pressed'), patient).toBe('false')
    await title().focus()
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(async () => (await savedTitle()).placementKeyframes.map(({ value }) => value.y), patient).toEqual([0, 200])
    // The numbers of the inspector hold for the keyframe at the playhead alone.
    const { box } = await savedTitle()
    await page.getByRole('slider', { name: text.overlays.inspector.opacity, exact: true }).focus()
    await page.keyboard.press('PageDown')
    await expect.poll(async () => (await savedTitle()).placementKeyframes[1]?.value.opacity, patient).toBeLessThan(1)
    expect((await savedTitle()).placementKeyframes[0]?.value).toMatchObject({ y: 0, opacity: 1 })
    expect(await savedTitle()).toMatchObject({ box, opacity: 1 })
    await page.getByRole('option', { name: new RegExp(`${text.timeline.keyframes(2)}$`) }).waitFor()
    await button(words.keyframe.before).click()
    await expect.poll(() => button(words.keyframe.here).getAttribute('aria-pressed'), patient).toBe('true')
    await page.getByRole('button', { name: new RegExp(`^${words.keyframe.easing}`) }).click()
    await page.getByRole('menuitemradio', { name: words.keyframe.easings.hold }).click()
    const ways = async () => (await savedTitle()).placementKeyframes.map(({ easing }) => easing)
    await expect.poll(ways, patient).toEqual(['hold', 'ease-in-out'])
    await page.keyboard.press('.')
    await expect.poll(() => button(words.keyframe.after).isDisabled(), patient).toBe(true)
    await page.keyboard.press('p')
    await expect.poll(async () => (await savedTitle()).placementKeyframes.length, patient).toBe(1)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedTitle()).placementKeyframes.length, patient).toBe(2)
  })
})

describe('the picture itself', () => {
  it('is found behind the title, by Alt and by Tab', async () => {
    const spot = await middleOf(title())
    await page.mouse.click(spot.x, spot.y)
    await expect.poll(() => title().getAttribute('aria-selected'), patient).toBe('true')
    await page.keyboard.down('Alt')
    await page.mouse.click(spot.x, spot.y)
    await page.keyboard.up('Alt')
    await expect.poll(() => clip().getAttribute('aria-selected'), patient).toBe('true')
    await expect.poll(() => title().getAttribute('aria-selected'), patient).toBe('false')
    await title().focus()
    await page.keyboard.press('Tab')
    await expect.poll(() => clip().evaluate((element) => element === document.activeElement), patient).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => clip().getAttribute('aria-selected'), patient).toBe('false')
    // As a screen reader presses it, with no pointer.
    await clip().evaluate((element: HTMLElement) => element.click())
    await expect.poll(() => clip().getAttribute('aria-selected'), patient).toBe('true')
    await clip().focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => clip().getAttribute('aria-selected'), patient).toBe('false')
  })

  it('says so where its track is locked, and stays', async () => {
    await button(text.timeline.track.lock(text.timeline.lanes.clips)).click()
    await expect.poll(() => clip().getAttribute('aria-disabled'), patient).toBe('true')
    await clip().focus()
    await page.keyboard.press('ArrowRight')
    const told = page.getByText(words.locked(words.clip('halves.mp4')))
    await told.waitFor()
    // It lies over the picture's upper edge, and goes by itself where it is not put away.
    await button(text.common.dismiss)
      .press('Enter', { timeout: 5_000 })
      .catch(() => null)
    await told.waitFor({ state: 'detached' })
    await clip().focus()
    expect((await savedPicture()).placement.x).toBe(0)
    await page.keyboard.press('Control+z')
    await expect.poll(() => clip().getAttribute('aria-disabled'), patient).toBeNull()
    await clip().focus()
    await page.keyboard.press('Escape')
  })

  it('is cropped by its edges, and whole again with one step', async () => {
    await expect.poll(async () => isRed(await colourAt(0.1, 0.9)), patient).toBe(true)
    await clip().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    const left = page.getByRole('slider', { name: words.crop.edges.left })
    await left.waitFor()
    // The left half goes.
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowRight')
    const upper = await middleOf(page.getByRole('slider', { name: words.crop.edges.top }))
    await drag(upper, { x: 0, y: 50 })
    await page.keyboard.press('Enter')
    await left.waitFor({ state: 'detached' })
    await expect.poll(async () => (await savedPicture()).crop, patient).toMatchObject({ x: 0.5, width: 0.5 })
    expect((await savedPicture()).crop?.y).toBeGreaterThan(0.05)
    await expect.poll(async () => isBlue(await colourAt(0.1, 0.9)), patient).toBe(true)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedPicture()).crop, patient).toBeNull()
    await expect.poll(async () => isRed(await colourAt(0.1, 0.9)), patient).toBe(true)
  })

  it('keeps what was cropped when the picture is left by a press beside it, and adds no step where nothing changed', async () => {
    const left = page.getByRole('slider', { name: words.crop.edges.left })
    const crop = async () => {
      await clip().focus()
      if ((await clip().getAttribute('aria-selected')) === 'false') await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await left.waitFor()
    }
    await crop()
    await page.keyboard.press('Shift+ArrowRight')
    const stage = await page.getByRole('region', { name: text.editor.preview.label }).boundingBox()
    if (!stage) throw new Error('no preview')
    await page.mouse.click(stage.x + stage.width * 0.2, stage.y + 30)
    await left.waitFor({ state: 'detached' })
    await expect.poll(async () => (await savedPicture()).crop, patient).toMatchObject({ x: 0.1, width: 0.9 })
    await crop()
    await page.keyboard.press('Enter')
    await left.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedPicture()).crop, patient).toBeNull()
  })

  it('moves only once it is selected, and the preview follows', async () => {
    const box = await clip().boundingBox()
    if (!box) throw new Error('no clip on screen')
    const low = { x: box.x + box.width / 2, y: box.y + box.height * 0.9 }
    await page.keyboard.press('Escape')
    await drag(low, { x: 60, y: 0 })
    expect((await savedPicture()).placement.x).toBe(0)
    await drag(low, { x: 60, y: 0 })
    await expect.poll(async () => (await savedPicture()).placement.x, patient).toBeGreaterThan(100)
    await expect.poll(async () => isRed(await colourAt(0.02, 0.9)), patient).toBe(false)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await savedPicture()).placement.x, patient).toBe(0)
  })
})

describe('how the picture is shown', () => {
  it('is on a device, with what covers it, and over all of the window', async () => {
    const preview = page.getByRole('region', { name: text.editor.preview.label })
    const device = () => preview.locator('[data-device]').getAttribute('data-device')
    expect(await device()).toBe('phone')
    await page.getByRole('button', { name: new RegExp(`^${words.view.device}`) }).click()
    await page.getByRole('menuitemradio', { name: words.view.devices.desktop }).click()
    await expect.poll(device, patient).toBe('desktop')
    await page.getByRole('button', { name: new RegExp(`^${words.view.safe}`) }).click()
    await page.getByRole('menuitemradio', { name: words.view.safes.social }).click()
    await page.getByText(words.view.covered(words.view.safes.social)).waitFor()
    const kept = { device: 'desktop', safeZones: 'social' }
    await expect.poll(() => invoke(studio, 'app.getSettings', {}), patient).toMatchObject(kept)
    await title().focus()
    const timeline = page.getByRole('slider', { name: text.timeline.playhead })
    const share = () => preview.evaluate((element) => element.getBoundingClientRect().width / window.innerWidth)
    expect(await share()).toBeLessThan(0.8)
    await page.keyboard.press('f')
    await expect.poll(share, patient).toBe(1)
    expect(await timeline.evaluate((element) => element.closest('[inert]') !== null)).toBe(true)
    await button(words.view.leaveFull).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(share, patient).toBeLessThan(0.8)
    expect(await timeline.evaluate((element) => element.closest('[inert]') !== null)).toBe(false)
  })

  it('has names, contrast and an order that a screen reader follows', async () => {
    const places = [`section[aria-label="${text.editor.preview.label}"]`]
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
      await title().focus()
      if ((await title().getAttribute('aria-selected')) === 'false') await page.keyboard.press('Enter')
      await page.getByRole('slider', { name: /^Turn of/ }).waitFor()
      expect(await findViolations(page, places), theme).toEqual([])
    }
    await clip().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('slider', { name: words.crop.edges.left }).waitFor()
    expect(await findViolations(page, places), 'crop').toEqual([])
  })
})
