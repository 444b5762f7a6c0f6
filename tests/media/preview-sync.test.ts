import path from 'node:path'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { expect, it } from 'vitest'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import type { FromPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { secondsToTicks, ticksPerSecond, zeroTicks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { lessonOf } from './one-clip-lesson.ts'
import { centreLuma, openPreviewWindow } from './preview-window.ts'

const lessonSeconds = 180
const rate = 30

/** Every second a white picture and a short tone begin together. */
async function makeFlashes(folder: string): Promise<string> {
  const file = path.join(folder, 'flashes.mp4')
  const flash = `color=black:s=180x320:r=${rate}:d=${lessonSeconds},drawbox=w=iw:h=ih:t=fill:color=white:enable='eq(mod(n,${rate}),0)'`
  const beep = `aevalsrc='if(lt(mod(t,1),0.05),0.8*sin(2*PI*1000*t),0)':s=48000:d=${lessonSeconds}`
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '128k']
  await ffmpeg('-v', 'error', '-f', 'lavfi', '-i', flash, '-f', 'lavfi', '-i', beep, ...codecs, file)
  return file
}

/** When flashes and tones begin on the play clock, in milliseconds. */
function createWitness() {
  const [flashes, beeps]: [number[], number[]] = [[], []]
  let quietSince = -Infinity
  let wasWhite = false
  let ended = false
  const hear = (message: FromPreviewEngine): void => {
    if (message.kind === 'ended') ended = true
    if (message.kind === 'frame') {
      const isWhite = centreLuma(message) > 128
      if (isWhite && !wasWhite) flashes.push((message.playTicks * 1000) / ticksPerSecond)
      wasWhite = isWhite
    }
    if (message.kind !== 'audio') return
    for (let index = 0; index < message.data.length / 2; index += 1) {
      if (Math.abs(message.data[index] ?? 0) < 0.05) continue
      const atMs = ((message.playTicks + index * 2.5 * message.rate) * 1000) / ticksPerSecond
      if (atMs - quietSince > 300 * message.rate) beeps.push(atMs)
      quietSince = atMs
    }
  }
  return { flashes, beeps, hear, hasEnded: () => ended }
}

it('keeps sound and picture together over three minutes, over a cut and at another speed', async () => {
  Log.setLevel(AV_LOG_FATAL)
  const folder = temporaryFolder()
  const file = await makeFlashes(folder)
  const report = await probeFile(file, new AbortController().signal)
  const cut = secondsToTicks(90)
  const clips = [
    { path: file, report, outTicks: cut },
    { path: file, report, inTicks: cut, outTicks: secondsToTicks(lessonSeconds) },
  ]
  const lesson = lessonOf(clips, { canvas: { width: 180, height: 320 } })
  const plan = compilePlan(lesson.document, { preset: 'lms', overlays: [] })
  for (const [speed, fromSeconds] of [
    [1, 0],
    [2, 120],
  ] as const) {
    const { flashes, beeps, hear, hasEnded } = createWitness()
    const window = openPreviewWindow({ files: () => lesson.files, hear })
    window.send({ kind: 'load', epoch: 1, plan, atTicks: zeroTicks, course: null })
    const course = { playTicks: zeroTicks, fromTicks: secondsToTicks(fromSeconds), rate: speed, loop: null }
    window.send({ kind: 'play', epoch: 2, course, continues: false })
    await window.until((message) => message.kind === 'ended')
    window.close()
    expect(hasEnded()).toBe(true)
    const expected = Array.from({ length: lessonSeconds - fromSeconds }, (_, second) => second * 1000)
    // At double speed every other picture is made, the white ones among them.
    expect(flashes.map((ms) => Math.round(ms / 1000) * 1000)).toEqual(expected)
    expect(beeps.map((ms) => Math.round(ms / 1000) * 1000)).toEqual(expected)
    const apart = flashes.map((flash, index) => Math.abs(flash - (beeps[index] ?? Infinity)))
    expect(Math.max(...apart)).toBeLessThan(20)
  }
})
