import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { paintOverlayRgba } from '#main/core/overlay-raster/paint-overlay-rgba.ts'
import { ticks } from '#shared/time/ticks.ts'
import { median, MissingTool, type Measure } from './measure.ts'
import { benchOverlay } from './render/bench-lesson.ts'
import { timeProcess, type ProcessCost } from './timed-process.ts'

const pairs = 5
const timeLimit = 1.1
const memoryLimit = 1.6
const folder = path.resolve(import.meta.dirname, '../../out/bench')
const clip = path.join(folder, 'clip-20s-1080x1920.mp4')
const caption = path.join(folder, 'caption.png')
const script = path.join(import.meta.dirname, 'render/render-once.ts')

/** Our whole process against Debian's ffmpeg: same clip, x264 settings, caption and sound work, in turn. */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await mkdir(folder, { recursive: true })
  await makeInputs(log)
  const [times, memories]: [number[], number[]] = [[], []]
  for (let pair = 1; pair <= pairs; pair += 1) {
    const ours = await timeProcess(process.execPath, [script, clip, path.join(folder, 'ours.mp4')])
    const theirs = await runFfmpeg(path.join(folder, 'theirs.mp4'))
    times.push(ours.milliseconds / theirs.milliseconds)
    memories.push(ours.peakMegabytes / theirs.peakMegabytes)
    log(`pair ${pair}: ours ${describe(ours)}, ffmpeg ${describe(theirs)}`)
  }
  const toMeasure = (measure: string, ratios: readonly number[], limit: number): Measure => ({
    measure,
    ratio: Math.round(median(ratios) * 1000) / 1000,
    limit,
    pairs,
  })
  return [toMeasure('render-full', times, timeLimit), toMeasure('render-memory', memories, memoryLimit)]
}

function describe({ milliseconds, peakMegabytes }: ProcessCost): string {
  return `${(milliseconds / 1000).toFixed(2)} s ${peakMegabytes.toFixed(0)} MB`
}

async function makeInputs(log: (line: string) => void): Promise<void> {
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

/** What a careful person would type: measure the loudness, then encode with the gain that meets -16 LUFS. */
async function runFfmpeg(output: string): Promise<ProcessCost> {
  const measured = await timeProcess('ffmpeg', [
    ...['-hide_banner', '-nostats', '-i', clip, '-vn', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
  ])
  const lufs = Number(/I:\s+(-?[\d.]+) LUFS/.exec(measured.output)?.[1] ?? Number.NaN)
  const { x, y } = benchOverlay.box
  const encoded = await timeProcess('ffmpeg', [
    ...['-v', 'error', '-y', '-i', clip, '-i', caption],
    ...['-filter_complex', `[0:v]fps=30,scale=1080:1920,format=yuv420p[v];[v][1:v]overlay=${x}:${y}:format=yuv420[o]`],
    ...['-map', '[o]', '-map', '0:a', '-af', `volume=${(-16 - lufs).toFixed(2)}dB`],
    ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'fast', '-crf', '22', '-maxrate', '4.5M', '-bufsize', '9M'],
    ...['-g', '60', '-flags', '+cgop', '-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-movflags', '+faststart', output],
  ])
  return {
    milliseconds: measured.milliseconds + encoded.milliseconds,
    peakMegabytes: Math.max(measured.peakMegabytes, encoded.peakMegabytes),
    output: '',
  }
}
