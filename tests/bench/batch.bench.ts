import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { batchFolder, makeClips, writeRecipe } from './batch/batch-inputs.ts'
import { watchMemory } from './batch/watch-memory.ts'
import { MissingTool, type Measure } from './measure.ts'
import { timeProcess } from './timed-process.ts'

const command = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url))

const films = { name: 'films', count: 60, seconds: 4, size: '1080x1920' }
const small = { name: 'small', count: 1000, seconds: 0.5, size: '90x160' }
const plannedRows = 5000

/** The promise is a share of ffmpeg's throughput; here times are compared. */
const limits = { oneWorker: 1 / 0.95, twoWorkers: 1, overheadMs: 150, memoryGrowth: 1.1, dryRunSeconds: 5 }

/** `tidbit batch` against a loop of ffmpeg that makes the same encodes in turn; then what it takes beside the encoding. */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await mkdir(batchFolder, { recursive: true })
  return [...(await compareThroughput(log)), ...(await runSmallJobs(log)), await planRows(log)]
}

/** The same clips as a platform wants them: smaller ones, which everybody has to encode, and as they are, which ours copies. */
const targets = {
  low: { filter: 'scale=720:1280,fps=30,format=yuv420p', crf: '24', maxrate: '2M', bufsize: '4M' },
  lms: { filter: 'fps=30,format=yuv420p', crf: '22', maxrate: '4.5M', bufsize: '9M' },
} as const

async function compareThroughput(log: (line: string) => void): Promise<readonly Measure[]> {
  const clips = await makeClips(films, log)
  const measures: Measure[] = []
  for (const [measure, preset, jobs, limit] of [
    ['batch-one-worker', 'low', 1, limits.oneWorker],
    ['batch-two-workers', 'low', 2, limits.twoWorkers],
    ['batch-untouched-pictures', 'lms', 1, limits.oneWorker],
  ] as const) {
    const theirs = await loopFfmpeg(clips, targets[preset])
    const { seconds } = await runBatch(await writeRecipe('films', preset), films.name, jobs)
    log(`${preset}, ${jobs} at once: ${seconds.toFixed(1)} s, ffmpeg ${theirs.toFixed(1)} s`)
    measures.push({ measure, ratio: rounded(seconds / theirs), limit, pairs: 1 })
  }
  return measures
}

/** What a careful person would type: measure the loudness, then encode with the gain that meets -16 LUFS. */
async function loopFfmpeg(clips: readonly string[], target: (typeof targets)[keyof typeof targets]): Promise<number> {
  const out = path.join(batchFolder, 'theirs')
  await mkdir(out, { recursive: true })
  const startedAt = performance.now()
  for (const clip of clips) {
    const measured = await timeProcess('ffmpeg', [
      ...['-hide_banner', '-nostats', '-i', clip, '-vn', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
    ])
    const lufs = Number(/I:\s+(-?[\d.]+) LUFS/.exec(measured.output)?.[1] ?? Number.NaN)
    await timeProcess('ffmpeg', [
      ...['-v', 'error', '-y', '-i', clip, '-vf', target.filter, '-af', `volume=${(-16 - lufs).toFixed(2)}dB`],
      ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'fast', '-crf', target.crf],
      ...['-maxrate', target.maxrate, '-bufsize', target.bufsize, '-g', '60', '-flags', '+cgop'],
      ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-movflags', '+faststart', path.join(out, path.basename(clip))],
    ])
  }
  return (performance.now() - startedAt) / 1000
}

async function runSmallJobs(log: (line: string) => void): Promise<readonly Measure[]> {
  await makeClips(small, log)
  const { seconds, memory } = await runBatch(await writeRecipe('small', 'source'), small.name, 1)
  const milliseconds = (seconds * 1000) / small.count
  log(
    `${small.count} small jobs: ${milliseconds.toFixed(0)} ms each, from ${memory.early.toFixed(0)} to ${memory.late.toFixed(0)} MB`,
  )
  return [
    { measure: 'batch-overhead-ms', ratio: rounded(milliseconds), limit: limits.overheadMs, pairs: small.count },
    { measure: 'batch-memory-growth', ratio: rounded(memory.ratio), limit: limits.memoryGrowth, pairs: 1 },
  ]
}

async function planRows(log: (line: string) => void): Promise<Measure> {
  const lines = Array.from(
    { length: plannedRows },
    (_, index) => `small/clip-${String((index % small.count) + 1).padStart(4, '0')}.mp4,${index}`,
  )
  await writeFile(path.join(batchFolder, 'rows.csv'), `clip,title\n${lines.join('\n')}\n`)
  const recipe = {
    version: 1,
    name: 'rows',
    language: 'en',
    steps: [
      { step: 'metadata', title: '{title}' },
      { step: 'outputs', outputs: [{ format: 'scorm12', name: '{clip}-{title}' }] },
    ],
  }
  await writeFile(path.join(batchFolder, 'rows.json'), JSON.stringify(recipe))
  const words = ['batch', 'rows.json', '--input', 'rows.csv', '--out', 'planned', '--dry-run', '--json']
  const paths = words.map((word) => (/^(rows\.|planned)/.test(word) ? path.join(batchFolder, word) : word))
  const { milliseconds } = await timeProcess(process.execPath, [command, ...paths])
  log(`${plannedRows} rows planned in ${(milliseconds / 1000).toFixed(1)} s`)
  return { measure: 'batch-dry-run-seconds', ratio: rounded(milliseconds / 1000), limit: limits.dryRunSeconds, pairs: 1 }
}

async function runBatch(recipe: string, clips: string, jobs: number) {
  const out = path.join(batchFolder, 'ours')
  await rm(out, { recursive: true, force: true })
  const words = ['batch', recipe, '--input', path.join(batchFolder, clips), '--out', out, '--jobs', String(jobs)]
  const startedAt = performance.now()
  const child = spawn(process.execPath, [command, ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk).slice(-4000)))
  const watch = watchMemory(child.pid ?? 0)
  const [code] = (await once(child, 'close')) as [number | null]
  const memory = watch.stop()
  if (code !== 0) throw new Error(`tidbit batch ended with ${code}: ${stderr}`)
  return { seconds: (performance.now() - startedAt) / 1000, memory }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
