import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ticks } from '#shared/time/ticks.ts'
import { ffmpeg } from '../media/ffmpeg-command.ts'
import { probe } from '../media/in-process-render.ts'
import { copied, renderSmart } from '../media/smart-render.ts'
import { launchChromium, serve } from './browser.ts'

const page = `<!doctype html><title>Video</title><video id="video" src="/rendered.mp4" muted playsinline></video><canvas id="canvas" width="64" height="36"></canvas>`

/** Frames around both seams and far from them, not in order. */
const sought = [0, 9, 10, 11, 40, 58, 59, 60, 61, 69, 70, 71, 100, 119, 5, 65, 30]

/** Grey pictures whose brightness counts them, so that one can tell which is on screen. */
const grey = (frame: number): number => 40 + (frame % 90) * 2

test('Chromium plays and seeks across the seams of copied and encoded parts', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidbit-playback-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const clips = await Promise.all(
    [[], ['-profile:v', 'main', '-coder', 'vlc', '-bf', '0']].map(async (options, index) => {
      const file = path.join(folder, `clip${index}.mp4`)
      await ffmpeg(
        ...[
          '-v',
          'error',
          '-f',
          'lavfi',
          '-i',
          `color=black:s=320x180:r=30:d=3,format=yuv420p,geq=lum='40+mod(N\\,90)*2':cb=128:cr=128`,
        ],
        ...[
          '-f',
          'lavfi',
          '-i',
          'sine=d=3',
          '-c:v',
          'libx264',
          '-crf',
          '8',
          '-g',
          '30',
          '-sc_threshold',
          '0',
          '-pix_fmt',
          'yuv420p',
        ],
        ...[
          '-colorspace',
          'bt709',
          '-color_primaries',
          'bt709',
          '-color_trc',
          'bt709',
          '-color_range',
          'tv',
          ...options,
          '-c:a',
          'aac',
          file,
        ],
      )
      return { path: file, report: await probe(file), inTicks: ticks(20 * 4000), outTicks: ticks(80 * 4000) }
    }),
  )
  const { report } = await renderSmart(folder, clips)
  expect(copied(report)).toHaveLength(2)
  const site = await serve(folder, { '/': page })
  const browser = await launchChromium()
  onTestFinished(async () => {
    await browser.close()
    await site.close()
  })
  const tab = await browser.newPage()
  await tab.goto(site.address)
  // The luma of 16 to 235 shows as 0 to 255.
  const expected = sought.map((frame) => ((grey(20 + (frame % 60)) - 16) * 255) / 219)
  const tolerance = 1.6
  const shown = await tab.evaluate(
    async ({ frames, nearEnough, mostLooks }) => {
      const video = document.querySelector('video')
      const context = document.querySelector('canvas')?.getContext('2d', { willReadFrequently: true })
      if (!video || !context) throw new Error('no video')
      const seen: number[] = []
      for (const { frame, luma } of frames) {
        const done = new Promise((resolve, reject) => {
          video.addEventListener('seeked', resolve, { once: true })
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
        })
        video.currentTime = (frame + 0.5) / 30
        await done
        let value = -1
        // On a busy machine the picture comes to the screen some frames after the seek has ended.
        for (let look = 0; look < mostLooks; look += 1) {
          context.drawImage(video, 0, 0, 64, 36)
          value = context.getImageData(32, 18, 1, 1).data[0] ?? -1
          if (Math.abs(value - luma) < nearEnough) break
          await new Promise(requestAnimationFrame)
        }
        seen.push(value)
      }
      return seen
    },
    { frames: sought.map((frame, index) => ({ frame, luma: expected[index] ?? 0 })), nearEnough: tolerance, mostLooks: 120 },
  )
  for (const [index, value] of shown.entries())
    expect(Math.abs(value - (expected[index] ?? 0)), `seek ${index}`).toBeLessThan(tolerance)
  const played = await tab.evaluate(async () => {
    const video = document.querySelector('video')
    if (!video) throw new Error('no video')
    video.currentTime = 0
    const ended = new Promise((resolve) => {
      video.addEventListener('ended', resolve, { once: true })
    })
    await video.play()
    await ended
    const { totalVideoFrames, corruptedVideoFrames } = video.getVideoPlaybackQuality()
    return { totalVideoFrames, corruptedVideoFrames, duration: video.duration, error: video.error?.message ?? null }
  })
  expect(played).toMatchObject({ corruptedVideoFrames: 0, error: null })
  expect(played.duration).toBeCloseTo(4, 1)
  expect(played.totalVideoFrames).toBeGreaterThan(100)
})

test('Chromium hears copied sound at its place', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidbit-playback-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'clip.mp4')
  const beeps = "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,0.5),0.1)':s=48000:d=6:c=stereo"
  await ffmpeg(
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=6,format=yuv420p', '-f', 'lavfi', '-i', beeps],
    ...['-c:v', 'libx264', '-g', '30', '-sc_threshold', '0', '-colorspace', 'bt709', '-color_primaries', 'bt709'],
    ...['-color_trc', 'bt709', '-color_range', 'tv', '-c:a', 'aac', file],
  )
  const clip = { path: file, report: await probe(file), inTicks: ticks(7 * 4000), outTicks: ticks(172 * 4000) }
  const { report } = await renderSmart(folder, [clip], { settings: { loudnessLufs: null } })
  expect(report.copiedSoundTicks).toBeGreaterThan(5 * 120_000)
  const site = await serve(folder, { '/': page })
  const browser = await launchChromium()
  onTestFinished(async () => {
    await browser.close()
    await site.close()
  })
  const tab = await browser.newPage()
  await tab.goto(site.address)
  const heard = await tab.evaluate(async () => {
    const context = new OfflineAudioContext(2, 48_000, 48_000)
    const sound = await context.decodeAudioData(await (await fetch('/rendered.mp4')).arrayBuffer())
    const onsets: number[] = []
    let last = -Infinity
    sound.getChannelData(0).forEach((sample, index) => {
      if (Math.abs(sample) <= 0.05) return
      if (index - last > 2400) onsets.push(index / 48_000)
      last = index
    })
    const video = document.querySelector('video')
    if (!video) throw new Error('no video')
    video.playbackRate = 4
    const ended = new Promise((resolve, reject) => {
      video.addEventListener('ended', resolve, { once: true })
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
    })
    await video.play()
    await ended
    return { onsets, seconds: video.duration }
  })
  expect(heard.seconds).toBeCloseTo(5.5, 2)
  const wanted = Array.from({ length: 11 }, (_, index) => 0.5 * (index + 1) - 7 / 30)
  expect(heard.onsets).toHaveLength(wanted.length)
  for (const [index, seconds] of wanted.entries()) expect(Math.abs((heard.onsets[index] ?? 0) - seconds)).toBeLessThan(0.005)
})
