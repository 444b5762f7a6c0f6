import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { median, MissingTool, type Measure } from './measure.ts'
import { benchRate, clipSeconds, trimmedTo, type LessonKind } from './smart/smart-lesson.ts'
import { timeProcess } from './timed-process.ts'

const pairs = 5
const captionedLimit = 0.3
const trimmedLimit = 1.3
const folder = path.resolve(import.meta.dirname, '../../out/bench')
const clip = path.join(folder, 'clip-60s-1080x1920.mp4')
const script = path.join(import.meta.dirname, 'smart/smart-once.ts')
const inFolder = (name: string): string => path.join(folder, name)

/**
 * A minute with a key frame a second: two stretches with captions over a fifth, against our own full encode; a trim alone with
 * the sound as recorded, against ffmpeg copying what it can and encoding the two touched groups; and the same with an even
 * loudness, against ffmpeg measuring and setting that, too, and joining it all.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await mkdir(folder, { recursive: true })
  // As bin/tidbit does; the first run fills it.
  process.env['NODE_COMPILE_CACHE'] ??= inFolder('compiled-sources')
  await makeClip(log)
  await runOurs('trimmed')
  const [recorded, even, captioned]: [number[], number[], number[]] = [[], [], []]
  for (let pair = 1; pair <= pairs; pair += 1) {
    const ours = { recorded: await runOurs('recorded'), even: await runOurs('trimmed') }
    const theirs = await trimByHand()
    recorded.push(ours.recorded.seconds / theirs.pictures)
    even.push(ours.even.seconds / (theirs.pictures + theirs.loudness + theirs.joining))
    const ffmpeg = Object.entries(theirs).map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`)
    log(
      `trim, pair ${pair}: ours ${ours.recorded.seconds.toFixed(2)} s, even ${ours.even.seconds.toFixed(2)} s (${ours.even.told}), ffmpeg ${ffmpeg.join(', ')}`,
    )
  }
  for (let pair = 1; pair <= pairs; pair += 1) {
    const smart = await runOurs('captioned')
    const full = await runOurs('captioned-full')
    captioned.push(smart.seconds / full.seconds)
    log(`captions, pair ${pair}: smart ${smart.seconds.toFixed(2)} s (${smart.told}), all encoded ${full.seconds.toFixed(2)} s`)
  }
  const toMeasure = (measure: string, ratios: readonly number[], limit: number): Measure => ({
    ...{ measure, limit, pairs },
    ratio: Math.round(median(ratios) * 1000) / 1000,
  })
  return [
    toMeasure('smart-captions', captioned, captionedLimit),
    toMeasure('smart-trim', recorded, trimmedLimit),
    toMeasure('smart-trim-even', even, trimmedLimit),
  ]
}

async function makeClip(log: (line: string) => void): Promise<void> {
  if (existsSync(clip)) return
  log('making the clip …')
  const partial = `${clip}.partial.mp4`
  const picture = `testsrc2=s=1080x1920:r=${benchRate}:d=${clipSeconds},noise=alls=6:allf=t`
  const sound = `anoisesrc=d=${clipSeconds}:c=pink:a=0.2:r=48000:seed=7,tremolo=f=2:d=0.8`
  await timeProcess('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '8M', '-pix_fmt', 'yuv420p', '-g', '30', '-sc_threshold', '0'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', partial],
  ])
  await rename(partial, clip)
}

async function runOurs(kind: LessonKind): Promise<{ seconds: number; told: string }> {
  const { milliseconds, output } = await timeProcess(process.execPath, [script, kind, clip, inFolder(`smart-${kind}.mp4`)])
  return { seconds: milliseconds / 1000, told: output.trim().split('\n').at(-1) ?? '' }
}

const x264 = ['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'fast', '-crf', '18', '-maxrate', '60M', '-bufsize', '72M']

type TrimSeconds = { readonly pictures: number; readonly loudness: number; readonly joining: number }

/** Whole groups are copied with their sound, the first and the last one encoded from and to the exact frame; then the sound cut and encoded. */
async function trimByHand(): Promise<TrimSeconds> {
  const group = benchRate
  const [firstKey, lastKey] = [Math.ceil(trimmedTo.from / group) * group, Math.floor(trimmedTo.to / group) * group]
  const at = (frame: number): string => (frame / benchRate).toFixed(6)
  const cut = (from: number, to: number): string[] => ['-ss', at(from), '-t', at(to - from), '-i', clip]
  const ffmpeg = async (...args: readonly string[]): Promise<number> =>
    (await timeProcess('ffmpeg', ['-v', 'error', '-y', ...args])).milliseconds / 1000
  const [head, middle, tail, list] = ['head.mp4', 'middle.mp4', 'tail.mp4', 'parts.txt'].map(inFolder)
  if (!head || !middle || !tail || !list) throw new RangeError('four names')
  const pictures =
    (await ffmpeg(...cut(firstKey, lastKey), '-c', 'copy', middle)) +
    (await ffmpeg(...cut(trimmedTo.from, firstKey), '-map', '0:v', ...x264, head)) +
    (await ffmpeg(...cut(lastKey, trimmedTo.to), '-map', '0:v', ...x264, tail))
  await writeFile(list, [head, middle, tail].map((file) => `file ${file}\n`).join(''))
  const measured = await timeProcess('ffmpeg', [
    ...['-hide_banner', '-nostats', ...cut(trimmedTo.from, trimmedTo.to), '-vn'],
    ...['-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
  ])
  const lufs = Number(/I:\s+(-?[\d.]+) LUFS/.exec(measured.output)?.[1] ?? Number.NaN)
  const joining = await ffmpeg(
    ...['-f', 'concat', '-safe', '0', '-i', list, ...cut(trimmedTo.from, trimmedTo.to), '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'copy', '-af', `volume=${(-16 - lufs).toFixed(2)}dB`, '-c:a', 'aac', '-b:a', '192k', '-ar', '48000'],
    ...['-movflags', '+faststart', inFolder('by-hand.mp4')],
  )
  return { pictures, loudness: measured.milliseconds / 1000, joining }
}
