import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import type { PreviewPort } from '#main/media-process/preview/preview-port.ts'
import { servePreview } from '#main/media-process/preview/preview-session.ts'
import type { FromPreviewEngine, ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import type { PlayCourse } from '#shared/ipc/play-course.ts'
import { ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

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

type Window = {
  send(message: ToPreviewEngine): void
  readonly received: FromPreviewEngine[]
  until(done: (message: FromPreviewEngine) => boolean): Promise<FromPreviewEngine>
  close(): void
}

/** A window that acknowledges what it gets, as fast as `acknowledge` says. */
function openWindow({ acknowledge = true } = {}): Window {
  const received: FromPreviewEngine[] = []
  let hear: (message: unknown) => void = () => {}
  let close: () => void = () => {}
  const watchers = new Set<() => void>()
  const port: PreviewPort = {
    post(message) {
      received.push(structuredClone(message))
      if (message.kind === 'frame' && acknowledge)
        setTimeout(() => hear({ kind: 'acknowledge', sequence: message.sequence, clockTicks: message.playTicks }), 2)
      for (const watcher of watchers) watcher()
    },
    onMessage(listener) {
      hear = listener
    },
    onClose(listener) {
      close = listener
    },
  }
  servePreview({ port, files: () => lesson.files, threads: 2 })
  return {
    send: (message) => hear(message),
    received,
    until: (done) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.find(done)
          if (!found) return
          watchers.delete(look)
          resolve(found)
        }
        watchers.add(look)
        look()
      }),
    close: () => close(),
  }
}

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
const frames = (window: Window) => window.received.filter((message) => message.kind === 'frame')
const centreLuma = (frame: { width: number; height: number; data: Uint8Array }): number =>
  frame.data[(frame.height / 2) * frame.width + frame.width / 2] ?? -1

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
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(frames(window).filter(({ epoch }) => epoch === 2)).toHaveLength(4)
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
})
