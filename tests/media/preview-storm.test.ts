import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { expect, it } from 'vitest'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import type { PlayCourse } from '#shared/ipc/play-course.ts'
import type { ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { ticks, zeroTicks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { lessonOf } from './one-clip-lesson.ts'
import { centreLuma, openPreviewWindow } from './preview-window.ts'

const frameCount = 45
const rate = { num: 30, den: 1 }
const lumaOf = (frame: number): number => 16 + ((16 + frame * 4) * 219) / 255

/** Park and Miller's generator: the same storm for a seed on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

it.each([1, 2, 3])('whatever comes in whatever order, the last wish is answered rightly (seed %i)', async (seed) => {
  Log.setLevel(AV_LOG_FATAL)
  const file = path.join(temporaryFolder(), 'steps.mp4')
  const picture = `color=black:s=270x480:r=30:d=${frameCount / 30},format=gray,geq=lum='16+4*N',format=yuv420p`
  const sound = `sine=frequency=440:sample_rate=48000:duration=${frameCount / 30}`
  const codecs = ['-c:v', 'libx264', '-qp', '4', '-g', '15', '-color_range', 'tv', '-c:a', 'aac', '-shortest']
  await ffmpeg('-v', 'error', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, ...codecs, file)
  const report = await probeFile(file, new AbortController().signal)
  const lesson = lessonOf([{ path: file, report, outTicks: frameToTicks(frameCount, rate) }])
  /** The lesson without its first frames, and in another shape. */
  const planOf = (cut: number, height: number) => {
    const clips = Object.values(lesson.document.clips).map((clip) => ({ ...clip, sourceInTicks: frameToTicks(cut, rate) }))
    const settings = { ...lesson.document.settings, canvas: { width: 540, height } }
    const document = { ...lesson.document, settings, clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])) }
    return compilePlan(document, { preset: 'lms', overlays: [] })
  }
  const random = createRandom(seed)
  const window = openPreviewWindow({ files: () => lesson.files })
  let epoch = 0
  const course = (): PlayCourse => ({
    playTicks: ticks(random(40) * 4000),
    fromTicks: ticks(random(40) * 4000),
    rate: [0.25, 1, 1.5, 4][random(4)] ?? 1,
    loop: random(3) === 0 ? { startTicks: ticks(random(20) * 4000), endTicks: ticks((25 + random(30)) * 4000) } : null,
  })
  const wishes: readonly (() => ToPreviewEngine)[] = [
    () => {
      const plan = planOf(random(10), random(2) === 0 ? 960 : 540)
      return { kind: 'load', epoch, plan, atTicks: ticks(random(50) * 4000), course: random(2) === 0 ? course() : null }
    },
    () => ({ kind: 'play', epoch, course: course(), continues: random(2) === 0 }),
    () => ({ kind: 'seek', epoch, ticks: ticks(random(60) * 4000), exact: random(2) === 0 }),
    () => ({ kind: 'pause', epoch }),
    () => ({ kind: 'acknowledge', sequence: random(200), clockTicks: ticks(random(100) * 4000) }),
  ]
  for (let step = 0; step < 120; step += 1) {
    epoch += 1
    const wish = wishes[random(wishes.length)]
    if (wish) window.send(wish())
    if (random(10) === 0) window.session.filesChanged()
    if (random(3) > 0) await sleep(random(40))
  }
  const calm = epoch + 1
  window.send({ kind: 'load', epoch: calm, plan: planOf(5, 960), atTicks: zeroTicks, course: null })
  window.send({ kind: 'seek', epoch: calm + 1, ticks: frameToTicks(20, rate), exact: true })
  const answer = await window.until((message) => message.kind === 'frame' && message.epoch === calm + 1 && message.exact)
  if (answer.kind !== 'frame') expect.fail('no picture')
  expect(answer).toMatchObject({ ticks: frameToTicks(20, rate), width: 540, height: 960 })
  expect(Math.abs(centreLuma(answer) - lumaOf(25))).toBeLessThanOrEqual(2)
  expect(window.received.filter(({ kind }) => kind === 'error')).toEqual([])
  const sequences = window.received.flatMap((message) => ('sequence' in message ? [message.sequence] : []))
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
  window.close()
})
