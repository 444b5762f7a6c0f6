import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

/** Chromium's own camera and microphone: a picture that changes, and a beep every second. The permission is ours to give. */
const switches = ['--use-fake-device-for-media-stream']
const words = text.record

let folder = ''
let userData = ''
let studio: Studio

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-record-'))
  userData = join(folder, 'user-data')
  studio = await launchStudio({ userData, switches })
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => studio.page.getByRole('button', { name, exact: true }).first()
const clips = () => studio.page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
const shoot = (name: string) =>
  process.env['TIDBIT_SHOTS']
    ? studio.page.screenshot({ path: join(process.env['TIDBIT_SHOTS'], `${name}.png`) })
    : Promise.resolve()

/** Of the clip that is being recorded, without its pauses. */
async function untilRecorded(seconds: number): Promise<void> {
  const timer = studio.page.getByRole('timer', { name: words.elapsed })
  const shown = async (): Promise<number> => {
    const [minutes = '', rest = ''] = ((await timer.textContent()) ?? '').trim().split(':')
    return Number(minutes) * 60 + Number(rest)
  }
  await expect.poll(shown, { timeout: 60_000 }).toBeGreaterThanOrEqual(seconds)
}

async function openRecorder(): Promise<void> {
  await button(words.open).click()
  await expect.poll(() => button(words.start).isEnabled(), { timeout: 60_000 }).toBe(true)
}

/** All that lies in the folders of recordings: notes beside the clips of each lesson. */
async function listRecordings() {
  const root = join(userData, 'recordings')
  const names = await readdir(root, { recursive: true })
  const clipNames = names.filter((name) => name.endsWith('.webm'))
  const sizes = await Promise.all(clipNames.map(async (name) => (await stat(join(root, name))).size))
  return { clips: clipNames, notes: names.filter((name) => name.endsWith('.json')), sizes }
}

/** How far the pictures of a recording go that may still be written. */
async function secondsIn(file: string): Promise<number> {
  const copy = join(folder, 'so-far.webm')
  await copyFile(file, copy)
  const asked = ['-v', 'quiet', '-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', copy]
  const { stdout } = await promisify(execFile)('ffprobe', asked)
  return Math.max(0, ...stdout.split(/[\s,]+/).map((each) => Number.parseFloat(each) || 0))
}

async function storedClips() {
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const [project] = projects
  if (!project) throw new Error('no lesson')
  const { document } = await invoke(studio, 'library.open', { projectId: project.projectId })
  return { document, assets: Object.values(document.assets), clipCount: Object.keys(document.clips).length }
}

describe('recording a clip', () => {
  it('asks for devices only on its own screen', async () => {
    await button(text.library.empty.blank).click()
    await button(words.open).waitFor()
    const ask = () =>
      studio.page.evaluate(() =>
        navigator.mediaDevices.getUserMedia({ video: true }).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop()
            return 'given'
          },
          (error: DOMException) => error.name,
        ),
      )
    expect(await ask()).toBe('NotAllowedError')
    await openRecorder()
    expect(await ask()).toBe('given')
    await button(words.back).click()
    await button(words.open).waitFor()
    await expect.poll(ask).toBe('NotAllowedError')
  })

  it('shows the camera in the shape of the lesson, in both themes, with names for everything', async () => {
    await openRecorder()
    await expect
      .poll(() => studio.page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth), {
        timeout: 60_000,
      })
      .toBe(1920)
    await studio.page.getByRole('meter', { name: words.level }).waitFor()
    for (const theme of ['light', 'dark'] as const) {
      await studio.page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
      await shoot(`record-ready-${theme}`)
      expect(await findViolations(studio.page)).toEqual([])
    }
  })

  it('counts, records without the pauses, and brings the take into the lesson, by keyboard alone', async () => {
    const { keyboard } = studio.page
    await button(words.start).focus()
    await keyboard.press('Space')
    await studio.page.getByText('3', { exact: true }).waitFor()
    await keyboard.press('Escape')
    await button(words.start).waitFor()
    await button(words.start).focus()
    const startedMs = Date.now()
    await keyboard.press('Enter')
    await button(words.stop).waitFor({ timeout: 60_000 })
    await untilRecorded(2)
    await shoot('record-recording')
    await button(words.pause).focus()
    await keyboard.press('Space')
    await button(words.goOn).waitFor()
    await studio.page.waitForTimeout(4000)
    await expect.poll(() => button(words.goOn).evaluate((element) => element === document.activeElement)).toBe(true)
    await keyboard.press('Space')
    await untilRecorded(3)
    await button(words.stop).focus()
    await keyboard.press('Space')
    const wholeSeconds = (Date.now() - startedMs) / 1000
    await button(words.use).waitFor({ timeout: 60_000 })
    await shoot('record-take')
    expect(await findViolations(studio.page)).toEqual([])
    await expect.poll(() => button(words.use).evaluate((element) => element === document.activeElement)).toBe(true)
    await keyboard.press('Enter')
    await expect.poll(() => clips().count(), { timeout: 60_000 }).toBe(1)
    await expect.poll(async () => (await listRecordings()).notes, { timeout: 60_000 }).toEqual([])
    const { assets, clipCount } = await storedClips()
    expect(clipCount).toBe(1)
    const interpretation = assets[0]?.interpretation
    expect(interpretation?.audio).not.toBeNull()
    // 3 s of recording, and neither the 3 s before it nor the 4 s of the pause, however slow the machine is.
    const seconds = ticksToSeconds(interpretation?.durationTicks ?? zeroTicks)
    expect(seconds).toBeGreaterThan(2.4)
    expect(seconds).toBeLessThan(wholeSeconds - 6)
  })

  it('scrolls what to say while it records, and not in a pause', async () => {
    await openRecorder()
    const side = studio.page.getByRole('complementary', { name: words.settings })
    await side.getByText(words.prompter.label, { exact: true }).click()
    await side.getByRole('textbox', { name: words.prompter.script }).fill('Waves carry energy, not water. '.repeat(12))
    await side.getByText(words.prompter.mirrored, { exact: true }).click()
    const prompter = studio.page.getByRole('region', { name: words.prompter.label })
    expect(await prompter.evaluate((element) => getComputedStyle(element).transform)).toBe('matrix(-1, 0, 0, 1, 0, 0)')
    await side.getByText(words.prompter.mirrored, { exact: true }).click()
    const script = prompter.locator('p')
    const top = async (): Promise<number> => (await script.boundingBox())?.y ?? NaN
    const before = await top()
    await shoot('record-prompter')
    expect(await findViolations(studio.page)).toEqual([])
    await button(words.start).press('Enter')
    await button(words.pause).waitFor({ timeout: 60_000 })
    await expect.poll(top).toBeLessThan(before - 5)
    await button(words.pause).click()
    await button(words.goOn).waitFor()
    // The picture in which it stops.
    await studio.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    const held = await top()
    await studio.page.waitForTimeout(500)
    expect(await top()).toBe(held)
    await shoot('record-prompter-recording')
    await button(words.stop).click()
    await button(words.again).click({ timeout: 60_000 })
    // From the start again.
    await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(1)
    await side.getByText(words.prompter.label, { exact: true }).click()
    await button(words.back).click()
    await button(words.open).waitFor()
  })

  it('gives a take back that was thrown away', async () => {
    await openRecorder()
    await button(words.start).press('Enter')
    await button(words.stop).waitFor({ timeout: 60_000 })
    await untilRecorded(1)
    await button(words.stop).click()
    await button(words.again).click({ timeout: 60_000 })
    await button(words.start).waitFor()
    await button(text.common.undo).click()
    await button(words.use).waitFor()
    await button(words.again).click()
    await button(words.back).click()
    await button(words.open).waitFor()
  })

  it('records the screen with the camera over it', async () => {
    await openRecorder()
    await studio.page.getByText(words.sources.both, { exact: true }).click()
    const screens = studio.page.getByRole('radiogroup', { name: words.screens })
    await expect.poll(() => screens.getByRole('radio').count(), { timeout: 60_000 }).toBeGreaterThan(0)
    expect(await button(words.start).isEnabled()).toBe(false)
    await screens.locator('label').first().click()
    await expect.poll(() => button(words.start).isEnabled(), { timeout: 60_000 }).toBe(true)
    const widths = () =>
      studio.page.locator('video').evaluateAll((videos) => videos.map((video) => (video as HTMLVideoElement).videoWidth > 0))
    await expect.poll(widths, { timeout: 60_000 }).toEqual([true, true])
    for (const theme of ['light', 'dark'] as const) {
      await studio.page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
      await shoot(`record-both-${theme}`)
      expect(await findViolations(studio.page)).toEqual([])
    }
    await button(words.start).press('Enter')
    await button(words.stop).waitFor({ timeout: 60_000 })
    await untilRecorded(2)
    await button(words.stop).click()
    await button(words.use).click({ timeout: 60_000 })
    await expect.poll(async () => (await storedClips()).clipCount, { timeout: 90_000 }).toBe(3)
    const offered = async () => (await invoke(studio, 'recording.interrupted', {})).recordings
    await expect.poll(offered, { timeout: 60_000 }).toEqual([])
    const stored = (await storedClips()).document
    const own = stored.mainTrack.flatMap((item) => (item.kind === 'clip' ? [item.clipId] : []))
    const [over] = Object.values(stored.clips).filter(({ id }) => !own.includes(id))
    const below = Object.values(stored.clips).find(({ id }) => id === own.at(-1))
    expect(own).toHaveLength(2)
    expect(over?.anchor).toEqual({ kind: 'clip', clipId: below?.id, sourceTicks: 0 })
    const asset = (id: string | undefined) => Object.values(stored.assets).find((each) => each.id === id)
    expect([asset(below?.assetId)?.fileName, asset(over?.assetId)?.fileName]).toEqual([
      expect.stringMatching(/^Screen /),
      expect.stringMatching(/^Camera /),
    ])
    expect(asset(below?.assetId)?.interpretation?.audio).not.toBeNull()
    expect(asset(over?.assetId)?.interpretation?.audio).toBeNull()
    await shoot('record-both-used')
  })
})

describe('a crash while recording', () => {
  it('leaves a clip with everything up to the last second, which is offered at the next start', async () => {
    await openRecorder()
    const before = await listRecordings()
    await button(words.start).press('Enter')
    await button(words.stop).waitFor({ timeout: 60_000 })
    const startedMs = Date.now()
    await untilRecorded(4)
    // What is not on disk yet. A busy machine needs several looks until it was not busy for a moment.
    let onDisk = 0
    const missing = async (): Promise<number> => {
      const [name] = (await listRecordings()).clips.filter((each) => !before.clips.includes(each))
      const atMs = Date.now()
      onDisk = name === undefined ? 0 : await secondsIn(join(userData, 'recordings', name))
      return (atMs - startedMs) / 1000 - onDisk
    }
    await expect.poll(missing, { timeout: 60_000 }).toBeLessThan(1.2)
    const main = studio.app.process()
    const ended = once(main, 'exit')
    main.kill('SIGKILL')
    await ended
    expect((await listRecordings()).clips).toHaveLength(before.clips.length + 1)

    studio = await launchStudio({ userData, switches })
    const card = studio.page.getByRole('region', { name: words.interrupted.region })
    await card.waitFor()
    await shoot('record-interrupted')
    await card.getByRole('button', { name: /^Add it: Camera / }).click()
    await expect.poll(() => clips().count(), { timeout: 60_000 }).toBe(3)
    await expect.poll(async () => (await storedClips()).clipCount, { timeout: 60_000 }).toBe(4)
    const { assets } = await storedClips()
    const rescued = assets.map(({ interpretation }) => ticksToSeconds(interpretation?.durationTicks ?? zeroTicks)).at(-1) ?? 0
    expect(rescued).toBeGreaterThan(onDisk - 0.1)
    await expect.poll(async () => (await invoke(studio, 'recording.interrupted', {})).recordings).toEqual([])
    await shoot('record-rescued')
  })
})
