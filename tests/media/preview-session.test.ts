import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { masterMix } from '#main/media-process/audio/master.ts'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { createSlices } from '#main/media-process/slices.ts'
import type { ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import type { PlayCourse } from '#shared/ipc/play-course.ts'
import { subtractTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'
import { centreLuma, openPreviewWindow, pitchOf, type PreviewWindow } from './preview-window.ts'

const run = promisify(execFile)
const rate = { num: 30, den: 1 }
const frameCount = 45
let folder = ''
let lesson: Lesson

/** Every frame has a grey of its own, 16 + 4 a frame in full range; in limited range it is this luma. */
const lumaOf = (frame: number): number => 16 + ((16 + frame * 4) * 219) / 255

beforeAll(async () => {
  Log.setLevel(AV_LOG_FATAL)
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-preview-'))
  const file = path.join(folder, 'steps.mp4')
  const picture = `color=black:s=270x480:r=30:d=${frameCount / 30},format=gray,geq=lum='16+4*N',format=yuv420p`
  const sound = `sine=frequency=440:sample_rate=48000:duration=${frameCount / 30}`
  const encode = ['-c:v', 'libx264', '-qp', '4', '-g', '15', '-color_range', 'tv', '-c:a', 'aac', '-shortest', '-y', file]
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, ...encode])
  const report = await probeFile(file, new AbortController().signal)
  lesson = lessonOf([{ path: file, report, outTicks: frameToTicks(frameCount, rate) }])
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const openWindow = (options: { readonly acknowledge?: boolean } = {}): PreviewWindow =>
  openPreviewWindow({ files: () => lesson.files, ...options })
const course = (fromTicks: Ticks, more: Partial<PlayCourse> = {}): PlayCourse => ({
  playTicks: zeroTicks,
  fromTicks,
  rate: 1,
  loop: null,
  ...more,
})
const playFrom = (fromTicks: Ticks, more: Partial<PlayCourse> = {}): ToPreviewEngine => ({
  kind: 'play',
  epoch: 2,
  course: course(fromTicks, more),
  continues: false,
})
const plan = () => compilePlan(lesson.document, { preset: 'lms', overlays: [] })
const frames = (window: PreviewWindow) => window.frames()
/** Until that many pictures of the lesson are played, or the next one where that came too late to be made. */
async function untilPlayed(window: PreviewWindow, count: number): Promise<Ticks> {
  const shown = await window.until((message) => message.kind === 'frame' && message.playTicks >= frameToTicks(count, rate))
  return shown.kind === 'frame' ? shown.playTicks : expect.fail('no picture')
}

describe('a preview session', () => {
  it('shows a quick picture and then the full-size one of the instant it loads at', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: frameToTicks(10, rate), course: null })
    await window.until((message) => message.kind === 'frame' && message.exact)
    const shown = frames(window)
    expect(shown).toMatchObject([
      { epoch: 1, ticks: frameToTicks(10, rate), width: 540, height: 960, exact: false },
      { epoch: 1, ticks: frameToTicks(10, rate), width: 1080, height: 1920, exact: true },
    ])
    for (const frame of shown) {
      expect(frame.data.length).toBe((frame.width * frame.height * 3) / 2)
      expect(Math.abs(centreLuma(frame) - lumaOf(10))).toBeLessThanOrEqual(2)
    }
    window.close()
  })

  it('shows its picture without an error where a sound cannot be read, and tells that when it plays', async () => {
    const window = openWindow()
    const whole = plan()
    const [input, entry] = [whole.inputs[0], whole.audio.entries[0]]
    if (!input || !entry) expect.fail('no sound')
    const lost = { ...input, assetId: 'lost' as AssetId }
    const entries = [{ ...entry, input: whole.inputs.length }]
    const silent = { ...whole, inputs: [...whole.inputs, lost], audio: { ...whole.audio, entries } }
    window.send({ kind: 'load', epoch: 1, plan: silent, atTicks: zeroTicks, course: null })
    await window.until((message) => message.kind === 'frame' && message.exact)
    await sleep(500)
    expect(window.received.filter(({ kind }) => kind === 'error')).toEqual([])
    window.send(playFrom(zeroTicks))
    const told = await window.until((message) => message.kind === 'error')
    expect(told).toMatchObject({ epoch: 2, error: { code: 'media.asset-missing' } })
    window.close()
  })

  it('answers the newest of many seeks, small and right', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    for (let frame = 0; frame < 30; frame += 1)
      window.send({ kind: 'seek', epoch: 2 + frame, ticks: frameToTicks(frame, rate), exact: false })
    await window.until((message) => message.kind === 'frame' && message.epoch === 31)
    expect(frames(window).length).toBeLessThan(5)
    const last = frames(window).at(-1) ?? expect.fail('no frame')
    expect(last).toMatchObject({ width: 540, height: 960, ticks: frameToTicks(29, rate) })
    expect(Math.abs(centreLuma(last) - lumaOf(29))).toBeLessThanOrEqual(2)
    window.close()
  })

  it('plays pictures in order and one unbroken sound to the end', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    await window.until((message) => message.kind === 'state' && message.state === 'ready')
    window.send(playFrom(zeroTicks))
    await window.until((message) => message.kind === 'ended')
    const played = frames(window).filter(({ epoch }) => epoch === 2)
    const instants = played.map((frame) => frame.ticks)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
    expect(played.at(-1)?.ticks).toBe(frameToTicks(frameCount - 1, rate))
    for (const frame of played) {
      const index = Math.round((frame.ticks * 30) / ticksPerSecond)
      expect(Math.abs(centreLuma(frame) - lumaOf(index))).toBeLessThanOrEqual(2)
    }
    let soundAt = 0
    for (const message of window.received) {
      if (message.kind !== 'audio') continue
      expect(message.playTicks).toBe(soundAt)
      soundAt += (message.data.length / message.channels) * 2.5
    }
    expect(soundAt).toBe(frameToTicks(frameCount, rate))
    window.close()
  })

  it('starts in the middle and hears the sound of that instant at the exported level', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    await window.until((message) => message.kind === 'state' && message.state === 'ready')
    window.send(playFrom(ticks(ticksPerSecond / 2)))
    const sound = await window.until((message) => message.kind === 'audio' && message.playTicks >= ticksPerSecond * 0.2)
    if (sound.kind !== 'audio') expect.fail('no sound')
    const plane = sound.data.subarray(0, sound.data.length / 2)
    let crossings = 0
    for (let index = 1; index < plane.length; index += 1)
      if ((plane[index - 1] ?? 0) < 0 && (plane[index] ?? 0) >= 0) crossings += 1
    expect(crossings).toBeGreaterThanOrEqual(43)
    expect(crossings).toBeLessThanOrEqual(45)
    window.close()
  })

  it('sends no more than four pictures that nobody took, and stops at a pause', async () => {
    const window = openWindow({ acknowledge: false })
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    await window.until((message) => message.kind === 'state' && message.state === 'ready')
    window.send(playFrom(zeroTicks))
    const sent = () => frames(window).filter(({ epoch }) => epoch === 2)
    await expect.poll(sent).toHaveLength(4)
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(sent()).toHaveLength(4)
    window.send({ kind: 'pause', epoch: 3 })
    const before = window.received.length
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(window.received.slice(before)).toEqual([])
    window.close()
  })

  it('answers a message that makes no sense, and goes on', async () => {
    const window = openWindow()
    window.send({ kind: 'seek', epoch: 1, ticks: -5 } as unknown as ToPreviewEngine)
    expect(window.received.at(-1)).toMatchObject({ kind: 'error', epoch: 1 })
    window.send({ kind: 'load', epoch: 2, plan: plan(), atTicks: zeroTicks, course: null })
    await window.until((message) => message.kind === 'frame' && message.epoch === 2)
    window.close()
  })

  it('plays a stretch over and over, with sound that never stops', async () => {
    const window = openWindow()
    const loop = { startTicks: frameToTicks(10, rate), endTicks: frameToTicks(20, rate) }
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    window.send(playFrom(frameToTicks(15, rate), { loop }))
    await window.until(
      (message) => message.kind === 'frame' && message.epoch === 2 && message.playTicks >= frameToTicks(34, rate),
    )
    const played = frames(window).filter(({ epoch }) => epoch === 2)
    for (const frame of played) {
      const index = 10 + ((5 + frame.playTicks / 4000) % 10)
      expect(frame.ticks).toBe(frameToTicks(index, rate))
      expect(Math.abs(centreLuma(frame) - lumaOf(index))).toBeLessThanOrEqual(2)
    }
    let soundAt = 0
    for (const sound of window.sounds()) {
      expect(Math.abs(sound.playTicks - soundAt)).toBeLessThanOrEqual(2)
      soundAt = sound.playTicks + (sound.data.length / 2) * 2.5
    }
    expect(soundAt).toBeGreaterThan(frameToTicks(34, rate))
    expect(Math.abs(pitchOf(window.sounds()) - 440)).toBeLessThan(8)
    window.close()
  })

  it.each([0.25, 0.5, 1.5, 2, 4])(
    'plays %f times as fast at the same pitch and makes only pictures that are seen',
    async (speed) => {
      const window = openWindow()
      window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
      window.send(playFrom(zeroTicks, { rate: speed, loop: { startTicks: zeroTicks, endTicks: plan().durationTicks } }))
      const enough = ticks(ticksPerSecond * 1.4 * Math.min(2, speed))
      await window.until((message) => message.kind === 'frame' && message.epoch === 2 && message.playTicks >= enough)
      const played = frames(window).filter(({ epoch }) => epoch === 2)
      const steps = played.slice(1).map((frame, index) => frame.playTicks - (played[index]?.playTicks ?? 0))
      const perSecond = (ticksPerSecond * speed) / (steps.reduce((sum, step) => sum + step, 0) / steps.length)
      // A pass through the loop ends with a shorter step.
      expect(perSecond).toBeLessThanOrEqual(speed < 1 ? 30 * speed + 1 : 32)
      for (const frame of played) expect(Math.abs(centreLuma(frame) - lumaOf(frame.ticks / 4000))).toBeLessThanOrEqual(2)
      const sounds = window.sounds()
      for (const [index, sound] of sounds.entries()) {
        const before = sounds[index - 1]
        if (before)
          expect(Math.abs(sound.playTicks - before.playTicks - (before.data.length / 2) * 2.5 * speed)).toBeLessThanOrEqual(4)
      }
      expect(Math.abs(pitchOf(sounds) - 440)).toBeLessThan(15)
      window.close()
    },
  )

  /** The lesson without its first frames. */
  const trimmedPlan = (count: number) => {
    const clips = Object.values(lesson.document.clips).map((clip) => ({ ...clip, sourceInTicks: frameToTicks(count, rate) }))
    const document = { ...lesson.document, clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])) }
    return compilePlan(document, { preset: 'lms', overlays: [] })
  }

  it('goes on playing by a new plan, in the same picture, and splices its sound', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    window.send(playFrom(zeroTicks))
    const now = await untilPlayed(window, 15)
    const swapped = course(subtractTicks(now, frameToTicks(10, rate)), { playTicks: now })
    window.send({ kind: 'load', epoch: 3, plan: trimmedPlan(10), atTicks: zeroTicks, course: swapped })
    await window.until((message) => message.kind === 'ended')
    const after = frames(window).filter(({ epoch }) => epoch === 3)
    expect(after.length).toBeGreaterThan(1)
    for (const frame of after) {
      expect(frame.ticks).toBe(frame.playTicks - frameToTicks(10, rate))
      expect(Math.abs(centreLuma(frame) - lumaOf(frame.playTicks / 4000))).toBeLessThanOrEqual(2)
    }
    const spliced = window.sounds().filter(({ splice }) => splice)
    expect(spliced).toHaveLength(1)
    expect(spliced[0]?.epoch).toBe(2)
    expect(spliced[0]?.playTicks).toBeGreaterThanOrEqual(now)
    const last = window.sounds().at(-1) ?? expect.fail('no sound')
    expect(Math.abs(last.playTicks + (last.data.length / 2) * 2.5 - frameToTicks(frameCount, rate))).toBeLessThanOrEqual(3)
    window.close()
  })

  it('does not touch the sound when only pictures are edited', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    window.send(playFrom(zeroTicks))
    const now = await untilPlayed(window, 15)
    const clips = Object.values(lesson.document.clips).map((clip) => ({
      ...clip,
      picture: { ...clip.picture, crop: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } },
    }))
    const document = { ...lesson.document, clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])) }
    const cropped = compilePlan(document, { preset: 'lms', overlays: [] })
    window.send({ kind: 'load', epoch: 3, plan: cropped, atTicks: zeroTicks, course: course(now, { playTicks: now }) })
    await window.until((message) => message.kind === 'ended')
    let soundAt = 0
    for (const sound of window.sounds()) {
      expect(sound).toMatchObject({ splice: false, epoch: 2, playTicks: soundAt })
      soundAt += (sound.data.length / 2) * 2.5
    }
    expect(soundAt).toBe(frameToTicks(frameCount, rate))
    window.close()
  })

  it('changes its speed while it plays', async () => {
    const window = openWindow()
    window.send({ kind: 'load', epoch: 1, plan: plan(), atTicks: zeroTicks, course: null })
    window.send(playFrom(zeroTicks))
    const now = await untilPlayed(window, 10)
    window.send({ kind: 'play', epoch: 3, course: course(now, { playTicks: now, rate: 2 }), continues: true })
    await window.until((message) => message.kind === 'ended')
    const [spliced] = window.sounds().filter(({ splice }) => splice)
    expect(spliced).toMatchObject({ rate: 2, epoch: 2 })
    window.close()
  })

  it('plays a lesson as recorded from the moment that this is chosen', async () => {
    const window = openWindow()
    const peak = (splice: boolean): number => {
      const sounds = window.sounds()
      const from = splice ? sounds.findIndex((sound) => sound.splice) : 0
      return Math.max(0, ...(from < 0 ? [] : sounds.slice(from)).flatMap(({ data }) => [...data]))
    }
    const louder = { ...plan(), audio: { ...plan().audio, loudness: { targetLufs: -10, truePeakDbtp: -1 } } }
    await masterMix(
      louder,
      lesson.files,
      createSlices(() => false),
    )
    window.send({ kind: 'load', epoch: 1, plan: louder, atTicks: zeroTicks, course: null })
    await window.until((message) => message.kind === 'frame' && message.exact)
    await sleep(500)
    window.send(playFrom(zeroTicks))
    const now = await untilPlayed(window, 10)
    expect(peak(false)).toBeGreaterThan(0.3)
    const recorded = { ...louder, audio: { ...louder.audio, loudness: { targetLufs: null, truePeakDbtp: -1 } } }
    window.send({ kind: 'load', epoch: 3, plan: recorded, atTicks: zeroTicks, course: course(now, { playTicks: now }) })
    await window.until((message) => message.kind === 'ended')
    // A sine of FFmpeg is an eighth of full scale, shared by two loudspeakers.
    expect(peak(true)).toBeGreaterThan(0.08)
    expect(peak(true)).toBeLessThan(0.1)
    window.close()
  })
})
