import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { median, MissingTool, type Measure } from './measure.ts'
import { benchFolder, caption, clip, clipSeconds, makeInputs } from './render/bench-inputs.ts'
import { benchOverlay } from './render/bench-lesson.ts'
import { timeProcess } from './timed-process.ts'

const pairs = 5
const limit = 0.65
const script = path.join(import.meta.dirname, 'render/render-once.ts')

/** Our whole process against Debian's melt (Kdenlive's and Shotcut's renderer): same clip, caption and x264 settings, in turn. */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('melt', ['-version']).error) throw new MissingTool('melt is missing: sudo apt-get install -y melt')
  await makeInputs(log)
  const ratios: number[] = []
  for (let pair = 1; pair <= pairs; pair += 1) {
    const ours = await timeProcess(process.execPath, [script, clip, path.join(benchFolder, 'ours.mp4')])
    const theirs = await timeProcess('melt', meltArguments(path.join(benchFolder, 'melt.mp4')))
    ratios.push(ours.milliseconds / theirs.milliseconds)
    log(`pair ${pair}: ours ${(ours.milliseconds / 1000).toFixed(2)} s, melt ${(theirs.milliseconds / 1000).toFixed(2)} s`)
  }
  return [{ measure: 'render-melt', ratio: Math.round(median(ratios) * 1000) / 1000, limit, pairs }]
}

/** As a person would type it: `real_time=-1`, which melt takes for files by itself, drops no picture. It measures no loudness. */
function meltArguments(output: string): string[] {
  const last = `out=${clipSeconds * 30 - 1}`
  const { x, y, width, height } = benchOverlay.box
  const composite = [
    '-transition',
    'composite',
    'in=0',
    last,
    'a_track=0',
    'b_track=1',
    `geometry=${x}/${y}:${width}x${height}:100`,
  ]
  const video = ['vcodec=libx264', 'vprofile=high', 'preset=fast', 'crf=22', 'maxrate=4.5M', 'bufsize=9M', 'g=60']
  const consumer = ['-consumer', `avformat:${output}`, ...video, 'acodec=aac', 'ab=128k', 'ar=48000', 'real_time=-1']
  return ['-silent', clip, last, '-track', caption, last, ...composite, '-profile', 'vertical_hd_30', ...consumer]
}
