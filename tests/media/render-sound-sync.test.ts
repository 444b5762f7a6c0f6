import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Clip } from '#shared/project/schema/clip.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { decodeLuma, decodeSound, ffmpeg, measureSound, temporaryFolder } from './ffmpeg-command.ts'
import { probe, render, renderLesson, smallCanvas } from './in-process-render.ts'
import { onsetsMs, withTracks } from './lesson-sound.ts'
import { lessonOf, type ClipRecipe } from './one-clip-lesson.ts'

const media = process.env['TIDBIT_MEDIA_DIR'] ?? path.resolve(import.meta.dirname, '../../../shared/media')
const { width, height } = smallCanvas

/** 180 s with a white flash of 100 ms and a tone that begin together on every second. */
async function flashAndBeep(folder: string, name: string, ...extra: readonly string[]): Promise<string> {
  const clip = path.join(folder, name)
  const flash = `color=black:s=${width}x${height}:r=30:d=180,drawbox=0:0:iw:ih:white:fill:enable='lt(mod(t+0.001,1),0.1)'`
  const beep = "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d=180"
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '128k']
  await ffmpeg('-f', 'lavfi', '-i', flash, '-f', 'lavfi', '-i', beep, ...codecs, ...extra, clip)
  return clip
}

/** Every second of the source from one to another. */
const stretch =
  (from: number, to: number, num = 1, den = 1) =>
  (recipe: Omit<ClipRecipe, 'inTicks' | 'outTicks'>): ClipRecipe => ({
    ...recipe,
    inTicks: secondsToTicks(from),
    outTicks: secondsToTicks(to),
    change: (clip: Clip) => ({ ...clip, speed: { num, den } }),
  })

describe('180 seconds of flashes and beeps stay together', () => {
  test.for([
    ['at a constant rate', 'clip.mp4', []],
    // Frames are left out here and there, as phones do in bad light; those that begin a flash are kept.
    ['at a varying rate', 'varying.mp4', ['-vf', "select='lt(mod(n,30),4)+not(eq(mod(n,7),3))'", '-fps_mode', 'vfr']],
  ] as const)('trimmed, joined and at other speeds, %s', async ([, name, extra]) => {
    const folder = temporaryFolder()
    const clip = await flashAndBeep(folder, name, ...extra)
    const source = { path: clip, report: await probe(clip) }
    const { file } = await render(folder, [
      // Flashes lie on pictures of the lesson, 18 source frames into each stretch and every 30.
      stretch(0.4, 60)(source),
      stretch(61.4, 101.4, 2)(source),
      stretch(102.4, 108.4, 1, 2)(source),
      stretch(110.4, 112.4, 1, 4)(source),
      stretch(113.4, 122.4, 3)(source),
      stretch(123.4, 179.4)(source),
    ])
    const lumas = await decodeLuma(file)
    const flashes = lumas.flatMap((luma, index) => (luma > 128 && (lumas[index - 1] ?? 0) <= 128 ? [(index * 1000) / 30] : []))
    const { left } = await decodeSound(file)
    const beeps = onsetsMs(left, 60)
    // 59 + 40 + 6 + 2 + 9 + 56 seconds of the source.
    expect(flashes).toHaveLength(172)
    expect(beeps).toHaveLength(172)
    const apart = beeps.map((at, index) => at - (flashes[index] ?? 0))
    expect(Math.max(...apart)).toBeLessThan(5)
    expect(Math.min(...apart)).toBeGreaterThan(-5)
  })
})

describe.skipIf(!existsSync(media))('loudness of real speech', () => {
  test.for([
    'jfk.wav',
    'leopard_test.wav',
    'leopard_test_es.wav',
    'leopard_test_fr.wav',
    'leopard_test_ja.wav',
    '61-70968-0000.flac',
    'friday.mp4',
    'auto-editor_example.mp4',
  ])('%s comes out at -16 LUFS, 1 LU more or less, below -1 dBTP', async (name) => {
    const folder = temporaryFolder()
    const voice = path.join(media, 'speech', name)
    const report = await probe(voice)
    const seconds = (report.interpretation?.durationTicks ?? 0) / 120_000
    const film = path.join(folder, 'film.mp4')
    await ffmpeg(
      '-f',
      'lavfi',
      '-i',
      `color=c=0x606060:s=${width}x${height}:r=30:d=${seconds}`,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      film,
    )
    const lesson = lessonOf([{ path: film, report: await probe(film) }], { canvas: smallCanvas })
    const { file } = await renderLesson(folder, withTracks(lesson, [{ path: voice, report, track: { role: 'voice' } }]))
    const { lufs, truePeak } = await measureSound(file)
    expect(Math.abs(lufs + 16)).toBeLessThanOrEqual(1)
    expect(truePeak).toBeLessThanOrEqual(-1)
  })
})
