import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { paintOverlayRgba } from '#main/core/overlay-raster/paint-overlay-rgba.ts'
import { ticks } from '#shared/time/ticks.ts'
import { timeProcess } from '../timed-process.ts'
import { benchOverlay } from './bench-lesson.ts'

export const benchFolder = path.resolve(import.meta.dirname, '../../../out/bench')
export const clipSeconds = 20
export const clip = path.join(benchFolder, 'clip-20s-1080x1920.mp4')
/** The bench's caption as a picture, for programs that cannot paint it. */
export const caption = path.join(benchFolder, 'caption.png')

/** What the renders work on: 20 s at 1080x1920 and 8 Mbit/s with speech-like noise, and a caption. */
export async function makeInputs(log: (line: string) => void): Promise<void> {
  await mkdir(benchFolder, { recursive: true })
  // As `tidbit` does: sources are compiled once and kept.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(benchFolder, 'compiled')
  const { width, height, rgba } = paintOverlayRgba(benchOverlay, ticks(0))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  image.data.set(rgba)
  context.putImageData(image, 0, 0)
  await writeFile(caption, await canvas.encode('png'))
  if (existsSync(clip)) return
  log('making the clip …')
  const partial = `${clip}.partial.mp4`
  const picture = 'testsrc2=s=1080x1920:r=30:d=20,noise=alls=6:allf=t'
  const sound = 'anoisesrc=d=20:c=pink:a=0.2:r=48000:seed=7,tremolo=f=2:d=0.8'
  await timeProcess('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '8M', '-pix_fmt', 'yuv420p', '-g', '30'],
    ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', partial],
  ])
  await rename(partial, clip)
}
