import { FFFSType, FFmpeg } from '@ffmpeg/ffmpeg'
import coreUrl from '../../node_modules/@ffmpeg/core/dist/esm/ffmpeg-core.js?url'
import wasmUrl from '../../node_modules/@ffmpeg/core/dist/esm/ffmpeg-core.wasm?url'
import { portableProbeSchema, type PortableProbe } from '#shared/render-plan/portable/portable-probe.ts'
import { gainPlaceholder, portableOutput, type PortableJob } from '#shared/render-plan/portable/portable-job.ts'
import { paintBitmaps } from './paint-bitmaps.ts'

/** Below this there is only the noise of a silent room, which no gain makes speech. */
const silentBelowLufs = -55
const largestGainDb = 40
/** Listening takes this share of a job that has sound to measure. */
const listenShare = 0.15
const inputFolder = '/in'

/** FFmpeg may write thousands of lines a second. */
const signEveryMs = 1_000

type Listeners = {
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void
  /** FFmpeg said something; at most once a second. */
  readonly onSign: () => void
}

/** Runs a job and hands its file to the main process, or gives what it was to find out. Throws FFmpeg's last words where it fails. */
export async function runJob(job: PortableJob, { onProgress, onSign }: Listeners): Promise<PortableProbe | null> {
  const engine = new FFmpeg()
  const lines: string[] = []
  let share = { from: 0, to: 1 }
  let signedMs = Number.NEGATIVE_INFINITY
  engine.on('log', ({ message }) => {
    lines.push(message)
    if (lines.length > 200) lines.shift()
    if (performance.now() - signedMs < signEveryMs) return
    signedMs = performance.now()
    onSign()
  })
  engine.on('progress', ({ progress, time }) => {
    // The time counts microseconds; without a known length FFmpeg's own guess must do.
    const done = job.durationSeconds === null ? progress : time / 1e6 / job.durationSeconds
    // Of a file without a length that guess is no number.
    if (Number.isFinite(done)) onProgress(share.from + (share.to - share.from) * Math.min(1, Math.max(0, done)))
  })
  await engine.load({ coreURL: new URL(coreUrl, location.href).href, wasmURL: new URL(wasmUrl, location.href).href })
  try {
    await mountInputs(engine, job)
    if (job.examines) return await examine(engine, lines)
    for (const [index, png] of (await paintBitmaps(job.overlays)).entries()) await engine.writeFile(`overlay${index}.png`, png)
    let gainDb = 0
    if (job.measureArguments !== null && job.targetLufs !== null) {
      share = { from: 0, to: listenShare }
      await execute(engine, withPaths(job.measureArguments), lines)
      gainDb = gainFor(readLoudness(lines), job.targetLufs)
      share = { from: listenShare, to: 1 }
    }
    const filled = job.renderArguments.map((argument) => argument.replace(gainPlaceholder, gainDb.toFixed(3)))
    await execute(engine, withPaths(filled), lines)
    const data = await engine.readFile(portableOutput)
    const answer = await fetch('/result', { method: 'POST', body: new Blob([data as Uint8Array<ArrayBuffer>]) })
    if (!answer.ok) throw new Error('the result could not be stored')
    return null
  } finally {
    engine.terminate()
  }
}

/** What "in0" holds. */
async function examine(engine: FFmpeg, lines: readonly string[]): Promise<PortableProbe> {
  const list = ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', `${inputFolder}/in0`, '-o', 'probe.json']
  const code = await engine.ffprobe(list)
  // This build gives -1 for every end; what was written tells. An unreadable file leaves `{}`, or nothing.
  const written = String(await engine.readFile('probe.json', 'utf8').catch(() => '{}'))
  const probe = portableProbeSchema.parse(JSON.parse(written === '' ? '{}' : written))
  if (probe.streams.length === 0) throw new Error(lastWords(lines, code))
  return probe
}

/** FFmpeg reads slices of a copy that Chromium makes on disk for a Blob; no file is copied into memory. */
async function mountInputs(engine: FFmpeg, { inputs }: PortableJob): Promise<void> {
  const blobs = new Map<number, Blob>()
  for (const { index } of inputs) {
    if (blobs.has(index)) continue
    const answer = await fetch(`/file/${index}`)
    if (!answer.ok) throw new Error('a file of the job is missing')
    blobs.set(index, await answer.blob())
  }
  const files = inputs.flatMap(({ name, index }) => {
    const blob = blobs.get(index)
    return blob ? [new File([blob], name)] : []
  })
  await engine.createDir(inputFolder)
  await engine.mount(FFFSType.WORKERFS, { files }, inputFolder)
}

function withPaths(list: readonly string[]): string[] {
  return list.map((argument) => (/^in\d+$/.test(argument) ? `${inputFolder}/${argument}` : argument))
}

async function execute(engine: FFmpeg, list: string[], lines: string[]): Promise<void> {
  lines.length = 0
  const code = await engine.exec(['-hide_banner', '-y', ...list])
  if (code !== 0) throw new Error(lastWords(lines, code))
}

function lastWords(lines: readonly string[], code: number): string {
  return lines.findLast((line) => /error|invalid|fail/i.test(line)) ?? `code ${code}`
}

/** Integrated loudness (EBU R 128) out of the summary of FFmpeg's meter. */
function readLoudness(lines: readonly string[]): number {
  const line = lines.findLast((each) => /^\s*I:\s/.test(each))
  const lufs = Number(/I:\s*(-?[\d.]+) LUFS/.exec(line ?? '')?.[1] ?? Number.NaN)
  return Number.isFinite(lufs) ? lufs : -120
}

function gainFor(lufs: number, targetLufs: number): number {
  return lufs < silentBelowLufs ? 0 : Math.min(largestGainDb, targetLufs - lufs)
}
