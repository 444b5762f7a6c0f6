import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { median, MissingTool, type Measure } from './measure.ts'
import { timeProcess } from './timed-process.ts'

const pairs = 5
const limit = 2.5
const folder = path.resolve(import.meta.dirname, '../../out/bench')
const clip = path.join(folder, 'clip-60s-1080x1920.mp4')
const script = path.join(import.meta.dirname, 'derive/derive-once.ts')

/** Hash, examination, light copy, filmstrip and waveform of a minute of full HD, against one plain decode of it by Debian's ffmpeg. */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await mkdir(folder, { recursive: true })
  await makeClip(log)
  const ratios: number[] = []
  const output = path.join(folder, 'derived')
  for (let pair = 1; pair <= pairs; pair += 1) {
    await rm(output, { recursive: true, force: true })
    const ours = await timeProcess(process.execPath, [script, clip, output])
    const theirs = await timeProcess('ffmpeg', ['-v', 'error', '-i', clip, '-f', 'null', '-'])
    ratios.push(ours.milliseconds / theirs.milliseconds)
    log(`pair ${pair}: ours ${(ours.milliseconds / 1000).toFixed(2)} s, one decode ${(theirs.milliseconds / 1000).toFixed(2)} s`)
  }
  return [{ measure: 'derive', ratio: Math.round(median(ratios) * 1000) / 1000, limit, pairs }]
}

async function makeClip(log: (line: string) => void): Promise<void> {
  if (existsSync(clip)) return
  log('making the clip …')
  const partial = `${clip}.partial.mp4`
  await timeProcess('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=1080x1920:r=30:d=60,noise=alls=6:allf=t'],
    ...['-f', 'lavfi', '-i', 'anoisesrc=d=60:c=pink:a=0.2:r=48000:seed=7,tremolo=f=2:d=0.8'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '12M', '-pix_fmt', 'yuv420p', '-g', '30'],
    ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', partial],
  ])
  await rename(partial, clip)
}
