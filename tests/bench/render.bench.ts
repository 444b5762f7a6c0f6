import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { median, MissingTool, type Measure } from './measure.ts'
import { benchFolder, caption, clip, makeInputs } from './render/bench-inputs.ts'
import { benchOverlay } from './render/bench-lesson.ts'
import { timeProcess } from './timed-process.ts'

const pairs = 5
const limit = 1.03
const script = path.join(import.meta.dirname, 'render/render-once.ts')

/** Our whole process against Debian's ffmpeg: same clip, x264 settings, caption and sound work, in turn. */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await makeInputs(log)
  const ratios: number[] = []
  for (let pair = 1; pair <= pairs; pair += 1) {
    const ours = await timeProcess(process.execPath, [script, clip, path.join(benchFolder, 'ours.mp4')])
    const theirs = await runFfmpeg(path.join(benchFolder, 'theirs.mp4'))
    ratios.push(ours.milliseconds / theirs)
    log(`pair ${pair}: ours ${(ours.milliseconds / 1000).toFixed(2)} s, ffmpeg ${(theirs / 1000).toFixed(2)} s`)
  }
  return [{ measure: 'render-full', ratio: Math.round(median(ratios) * 1000) / 1000, limit, pairs }]
}

/** What a careful person would type: measure the loudness, then encode with the gain that meets -16 LUFS. */
async function runFfmpeg(output: string): Promise<number> {
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
  return measured.milliseconds + encoded.milliseconds
}
