import { readFile, readdir, rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editLabels } from '#shared/edit/labels.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { trackKind } from '#shared/project/track-kinds.ts'
import { shippedMusic } from '#shared/sound/sounds.ts'
import { ticksPerSecond, ticksToSeconds } from '#shared/time/ticks.ts'
import { ffmpeg } from '../media/ffmpeg-command.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'

const words = text.music
const patient = { timeout: 60_000 }
const lessonSeconds = 8
/** From the loudspeaker of the lesson to the microphone, in the room that the test makes. */
const roomSeconds = 0.15

let studio: Studio
let page: Page
let folder = ''
let userData = ''

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const shoot = (name: string) =>
  process.env['TIDBIT_SHOTS'] ? page.screenshot({ path: join(process.env['TIDBIT_SHOTS'], `${name}.png`) }) : Promise.resolve()

async function savedDocument() {
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor(patient)
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return (await invoke(studio, 'library.open', { projectId })).document
}

async function savedClips(kind: 'music' | 'effects' | 'voice-over') {
  const document = await savedDocument()
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.clips).flatMap((clip) => {
    const track = document.tracks[clip.trackId]
    const span = clipSpans.get(clip.id)
    return track && span && trackKind(track) === kind ? [{ clip, span, track, asset: document.assets[clip.assetId] }] : []
  })
}

/**
 * A room: what the lesson plays comes to the microphone a known time later, and the program is told just that time. It stands for
 * the loudspeaker and the ear of somebody who says a word whenever the lesson does.
 */
async function makeRoom(): Promise<void> {
  await page.evaluate((delayTime) => {
    const plain = Reflect.get(AudioNode.prototype, 'connect') as (this: AudioNode, ...args: unknown[]) => unknown
    let heard: MediaStream | null = null
    AudioNode.prototype.connect = function connect(this: AudioNode, ...args: unknown[]) {
      if (this instanceof GainNode && args[0] instanceof AudioDestinationNode && this.context instanceof AudioContext) {
        const microphone = this.context.createMediaStreamDestination()
        const way = new DelayNode(this.context, { delayTime, maxDelayTime: 1 })
        plain.call(this, way)
        plain.call(way, microphone)
        heard = microphone.stream
      }
      return plain.apply(this, args)
    } as typeof AudioNode.prototype.connect
    Object.defineProperty(AudioContext.prototype, 'outputLatency', { get: () => delayTime })
    const devices = navigator.mediaDevices
    const given = devices.getUserMedia.bind(devices)
    const streams: MediaStream[] = []
    devices.getUserMedia = async (wish) => {
      const stream = heard && wish?.audio ? heard.clone() : await given(wish)
      streams.push(stream)
      return stream
    }
    Object.assign(window, { streams })
  }, roomSeconds)
}

/** Where a sound rises out of silence, in seconds. */
function onsets(samples: Int16Array, rate: number): readonly number[] {
  const found: number[] = []
  let quietSince = -Infinity
  for (let index = 0; index < samples.length; index += 1) {
    if (Math.abs(samples[index] ?? 0) < 1500) continue
    if (index - quietSince > rate * 0.3) found.push(index / rate)
    quietSince = index
  }
  return found
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-music-'))
  userData = join(folder, 'user-data')
  const clip = join(folder, 'beeps.mp4')
  await ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=size=180x320:rate=30:duration=${lessonSeconds}`],
    // Each second a beep that rises at once.
    ...['-f', 'lavfi', '-i', `aevalsrc='if(lt(mod(t,1),0.08),0.5*sin(2*PI*880*t),0)':s=48000:d=${lessonSeconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-c:a', 'aac', '-b:a', '128k', '-shortest', clip],
  )
  studio = await launchStudio({ userData, switches: ['--use-fake-device-for-media-stream'] })
  page = studio.page
  await makeRoom()
  await answerDialogs(studio, [clip], join(folder, 'out.mp4'))
  await button(text.library.empty.choose).click(patient)
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor({ timeout: 120_000 })
})
afterAll(async () => {
  await shoot('music-end')
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('music, sounds and voice-over', () => {
  it('adds music by the keyboard that plays to the end, fades and steps back under speech', async () => {
    await page.getByRole('tab', { name: text.editor.panels.music }).click()
    const rows = page.getByRole('grid', { name: words.kind.music }).getByRole('row')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(shippedMusic.length)
    await shoot('music')
    await page.getByRole('option', { name: words.moods.focus }).click()
    expect(await rows.count()).toBe(shippedMusic.filter(({ mood }) => mood === 'focus').length)
    await page.getByRole('option', { name: words.anyMood }).click()
    const search = page.getByRole('searchbox', { name: words.search.music })
    await search.fill('marimba')
    await expect.poll(() => rows.count()).toBe(1)
    const [piece] = shippedMusic.filter((music) => music.words.includes('marimba'))
    if (!piece) throw new Error('no piece with a marimba')
    await rows.first().focus()
    await page.keyboard.press('Enter')
    await button(words.stop(piece.title)).waitFor()
    await shoot('music-plays')
    await page.keyboard.press('Enter')
    await button(words.play(piece.title)).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words.add(piece.title))
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await savedClips('music')).length, patient).toBe(1)
    const [music] = await savedClips('music')
    expect(music && ticksToSeconds(music.span.endTicks)).toBe(lessonSeconds)
    expect(music?.span.startTicks).toBe(0)
    expect(music?.track.ducked).toBe(true)
    expect(music?.clip.sound.fadeOutTicks).toBe(2 * ticksPerSecond)
    expect(music?.asset?.licence).toEqual({ spdx: 'CC0-1.0', attribution: 'Tidbit Studio', sourceUrl: '' })
    await search.fill('')
    await shoot('music-added')
  })

  it('lets music follow a lesson that became shorter', async () => {
    const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips })
    await clips.getByRole('option').first().click()
    const end = page.getByRole('textbox', { name: text.inspector.clip.out })
    await end.fill('5')
    await end.press('Enter')
    await page.getByRole('option', { name: /Bright idea/ }).click()
    await button(words.fit).waitFor(patient)
    await shoot('music-unfit')
    expect(await findViolations(page)).toEqual([])
    await button(words.fit).click()
    await expect.poll(() => button(words.fit).count()).toBe(0)
    await expect
      .poll(async () => (await savedClips('music')).map(({ span }) => ticksToSeconds(span.endTicks)), patient)
      .toEqual([5])
    for (const label of ['fit-music', 'trim-clip'] as const)
      await page.getByRole('button', { name: text.editor.undo(editLabels[label]) }).click()
    await expect
      .poll(async () => (await savedClips('music')).map(({ span }) => ticksToSeconds(span.endTicks)), patient)
      .toEqual([8])
  })

  it('adds a sound where the playhead stands', async () => {
    await page.locator('label').filter({ hasText: words.kind.sounds }).first().click()
    await page.getByRole('searchbox', { name: words.search.sounds }).fill('whoosh')
    await shoot('sounds')
    await button(words.add('Whoosh')).click()
    await expect.poll(async () => (await savedClips('effects')).length, patient).toBe(1)
    expect(await findViolations(page)).toEqual([])
    await page.locator('label').filter({ hasText: words.kind.music }).first().click()
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
    await shoot('music-dark')
    expect(await findViolations(page)).toEqual([])
    await page.locator('label').filter({ hasText: words.kind.files }).first().click()
    await page.getByRole('grid', { name: words.kind.files }).getByRole('row').first().waitFor()
    await shoot('files-dark')
    expect(await findViolations(page)).toEqual([])
    await page.evaluate(() => delete document.documentElement.dataset['theme'])
  })

  /** Speaks to the lesson from its first second to its end; gives how far from its place each word came, in seconds. */
  async function speak(): Promise<readonly number[]> {
    await button(words.voice.start).click()
    await expect.poll(() => button(words.voice.start).count(), patient).toBe(0)
    await button(words.voice.stop)
      .waitFor({ timeout: 15_000 })
      .catch(() => null)
    await shoot('voice-over-recording')
    // It ends with the lesson.
    await button(words.voice.start).waitFor(patient)
    await shoot('voice-over-done')
    // Where the lesson had to wait for its pictures, a part that belongs to no instant is left out.
    const voices = await savedClips('voice-over')
    const fileName = voices[0]?.asset?.fileName
    const names = await readdir(join(userData, 'recordings'), { recursive: true })
    const file = names.find((name) => fileName !== undefined && name.endsWith(fileName))
    if (file === undefined) return []
    const bytes = await readFile(join(userData, 'recordings', file))
    const end = bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 2)
    const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, end))
    return onsets(samples, 48_000)
      .flatMap((heard) => {
        const part = voices.find(({ clip: { sourceInTicks, sourceOutTicks } }) => {
          const at = heard * ticksPerSecond
          return at >= sourceInTicks && at < sourceOutTicks
        })
        return part ? [ticksToSeconds(part.span.startTicks) + heard - ticksToSeconds(part.clip.sourceInTicks)] : []
      })
      .filter((seconds) => seconds > 1.5 && seconds < lessonSeconds - 0.5)
      .map((seconds) => seconds - Math.round(seconds))
  }

  it('records a voice that stands where it was spoken, to 20 ms, and takes it back in one step', async () => {
    // Nothing else is to be heard.
    for (const name of ['add sound', 'add music']) await page.getByRole('button', { name: text.editor.undo(name) }).click()
    await page.getByRole('slider', { name: text.timeline.playhead }).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowRight')
    await button(words.voice.open).click()
    await expect.poll(() => button(words.voice.start).isEnabled(), patient).toBe(true)
    await page.locator('label').filter({ hasText: words.voice.sounds.full }).first().click()
    await shoot('voice-over')
    expect(await findViolations(page)).toEqual([])
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
    await shoot('voice-over-dark')
    expect(await findViolations(page)).toEqual([])
    await page.evaluate(() => delete document.documentElement.dataset['theme'])
    let offsets: readonly number[] = []
    // A machine that is too busy to play sound gives it up, and there is nothing to speak to: then it is tried again.
    for (let turn = 0; turn < 4 && offsets.length < 2; turn += 1) {
      offsets = await speak()
      console.log(`voice-over: ${offsets.map((offset) => `${(offset * 1000).toFixed(1)} ms`).join(', ')}`)
      const undo = page.getByRole('button', { name: text.editor.undo('add voice-over') })
      if ((await undo.count()) === 0) continue
      await undo.click()
      await expect.poll(async () => (await savedClips('voice-over')).length, patient).toBe(0)
    }
    expect(offsets.length).toBeGreaterThan(1)
    expect(Math.max(...offsets.map(Math.abs))).toBeLessThan(0.02)
  })

  it('lets go of the microphone and keeps the voice when the lesson is left while somebody speaks', async () => {
    await page.getByRole('slider', { name: text.timeline.playhead }).focus()
    await page.keyboard.press('Home')
    await button(words.voice.start).click()
    await button(words.voice.stop).waitFor(patient)
    const recorded = page.getByRole('timer', { name: words.voice.recorded })
    await expect.poll(() => recorded.textContent(), patient).toMatch(/^0:0[2-7]$/)
    await button(text.editor.back).click()
    await page.getByRole('searchbox').first().waitFor(patient)
    const live = () =>
      page.evaluate(() => {
        const streams: readonly MediaStream[] = Reflect.get(window, 'streams')
        return streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live').length
      })
    await expect.poll(live).toBe(0)
    const voices = async () => {
      const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
      const projectId = projects[0]?.projectId
      if (!projectId) return -1
      const { document } = await invoke(studio, 'library.open', { projectId })
      return Object.values(document.assets).filter(({ fileName }) => fileName.startsWith('Voice')).length
    }
    await expect.poll(voices, patient).toBe(1)
    await shoot('voice-over-left')
  })
})
