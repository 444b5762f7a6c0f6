import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { MissingTool, type Measure } from './measure.ts'
import { benchFolder, caption, clip, makeInputs } from './render/bench-inputs.ts'
import { benchOverlay } from './render/bench-lesson.ts'
import { timeProcess } from './timed-process.ts'

const limit = 1.5
const seconds = 180
const script = path.join(import.meta.dirname, 'render/render-tracks.ts')

/** Peak memory of a lesson of 180 s with five tracks (film, small film over it, three sounds), against ffmpeg with the same graph. */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await makeInputs(log)
  const film = await lengthen('film')
  const small = await lengthen('small')
  const sounds = [await makeSound(220), await makeSound(330), await makeSound(440)]
  const ours = await timeProcess(process.execPath, [script, film, small, path.join(benchFolder, 'tracks-ours.mp4'), ...sounds])
  const theirs = await timeProcess('ffmpeg', ffmpegArguments(film, small, sounds))
  log(`ours ${ours.peakMegabytes.toFixed(0)} MB, ffmpeg ${theirs.peakMegabytes.toFixed(0)} MB, ${seconds} s`)
  const ratio = Math.round((ours.peakMegabytes / theirs.peakMegabytes) * 1000) / 1000
  return [{ measure: 'render-memory', ratio, limit, pairs: 1 }]
}

function ffmpegArguments(film: string, small: string, sounds: readonly string[]): string[] {
  const { x, y } = benchOverlay.box
  const pictures = [
    '[0:v]fps=30,scale=1080:1920,format=yuv420p[film]',
    '[1:v]fps=30,scale=324:576,format=yuv420p[small]',
    '[film][small]overlay=702:96:format=yuv420[both]',
    `[both][5:v]overlay=${x}:${y}:format=yuv420[picture]`,
  ]
  const mix = '[0:a][1:a][2:a][3:a][4:a]amix=inputs=5:normalize=0,volume=-6dB[sound]'
  return [
    ...['-v', 'error', '-y', ...[film, small, ...sounds, caption].flatMap((file) => ['-i', file])],
    ...['-filter_complex', [...pictures, mix].join(';'), '-map', '[picture]', '-map', '[sound]'],
    ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'fast', '-crf', '22', '-maxrate', '4.5M', '-bufsize', '9M'],
    ...['-g', '60', '-flags', '+cgop', '-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-movflags', '+faststart'],
    path.join(benchFolder, 'tracks-theirs.mp4'),
  ]
}

async function lengthen(name: string): Promise<string> {
  const file = path.join(benchFolder, `${name}-${seconds}s.mp4`)
  await make(file, ['-stream_loop', '-1', '-i', clip, '-t', String(seconds), '-c', 'copy'])
  return file
}

async function makeSound(hertz: number): Promise<string> {
  const file = path.join(benchFolder, `sound-${hertz}-${seconds}s.m4a`)
  await make(file, ['-f', 'lavfi', '-i', `sine=f=${hertz}:d=${seconds}:r=48000`, '-c:a', 'aac'])
  return file
}

async function make(file: string, args: readonly string[]): Promise<void> {
  if (existsSync(file)) return
  const partial = path.join(path.dirname(file), `partial-${path.basename(file)}`)
  await timeProcess('ffmpeg', ['-v', 'error', '-y', ...args, partial])
  await rename(partial, file)
}
