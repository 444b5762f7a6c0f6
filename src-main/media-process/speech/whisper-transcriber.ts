import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Frame } from 'node-av/lib'
import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import { appError, AppError } from '#shared/messages/app-error.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { millisecondsToTicks, subtractTicks, ticks, type Ticks } from '#shared/time/ticks.ts'
import { mixRate } from '../audio/mix-rate.ts'
import { openSoundPipe, type SoundPipe } from '../audio/sound-pipe.ts'
import { check } from '../ffmpeg/check.ts'
import { escapeFilterValue } from '../ffmpeg/escape-filter-value.ts'
import { findQuietSplit } from './find-quiet-split.ts'
import { speechRate, type Transcriber } from './transcriber.ts'

/** Whisper looks at 30 s at a time, whatever it is given (its paper, section 2.2). */
const windowSeconds = 30
const windowSamples = windowSeconds * mixRate
/** A window is divided at the quietest place of its last part, so that no word is cut in two. */
const leastSamples = 20 * mixRate
const step = 'listening to speech'

/** What of the file the filter was given at a time, before the silence that fills its queue. */
type Window = { readonly startMs: number; readonly lengthMs: number }

/**
 * FFmpeg's `whisper` filter with a ggml model, one window after the other: each ends in a pause and is filled up with silence, so that
 * the filter's own queue is full exactly then. `language` is a tag such as "en", null for Whisper to find out.
 * Throws `speech.not-a-model`.
 */
export function openWhisper(modelFile: string, language: string | null): Promise<Transcriber> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidbit-speech-'))
  const listFile = path.join(folder, 'words.txt')
  let pipe: SoundPipe
  try {
    pipe = openSoundPipe(describeFilter(modelFile, listFile, language), step)
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true })
    throw cause instanceof AppError ? appError('speech.not-a-model', { file: modelFile }, { cause }) : cause
  }
  const frame = new Frame()
  frame.alloc()
  let waiting = new Float32Array(0)
  /** Samples of the file that went before what waits. */
  let given = 0
  const windows: Window[] = []
  let readLines = 0

  /** Runs on a thread of its own: a window takes seconds on a slow machine. */
  async function pull(): Promise<void> {
    for (;;) {
      const code = await pipe.pipe.sink.buffersinkGetFrame(frame)
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return
      check(code, step)
      frame.unref()
    }
  }

  async function run(samples: number): Promise<SpokenWord[]> {
    const window = new Float32Array(windowSamples * 2)
    window.set(waiting.subarray(0, samples * 2))
    windows.push({ startMs: (given * 1000) / mixRate, lengthMs: (samples * 1000) / mixRate })
    waiting = waiting.slice(samples * 2)
    given += samples
    pipe.give(window)
    await pull()
    return takeWords()
  }

  /** What the filter wrote since the last time; the resampler holds a few samples back, so a window may be told with the next one. */
  function takeWords(): SpokenWord[] {
    const lines = readFileSync(listFile, 'utf8').split('\n').filter(Boolean)
    const fresh = lines.slice(readLines)
    readLines = lines.length
    return joinPieces(fresh.flatMap((line) => readLine(line, windows)))
  }

  return Promise.resolve({
    punctuates: true,
    async hear(samples) {
      const more = new Float32Array(waiting.length + samples.length)
      more.set(waiting)
      more.set(samples, waiting.length)
      waiting = more
      if (waiting.length / 2 < windowSamples) return []
      return run(findQuietSplit(waiting.subarray(0, windowSamples * 2), leastSamples))
    },
    async end() {
      const words: SpokenWord[] = []
      while (waiting.length > 0) words.push(...(await run(Math.min(waiting.length / 2, windowSamples))))
      pipe.end()
      await pull()
      return [...words, ...takeWords()]
    },
    close() {
      frame.free()
      pipe.close()
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

function describeFilter(modelFile: string, listFile: string, language: string | null): string {
  const options = [
    `model=${escapeFilterValue(modelFile)}`,
    `language=${escapeFilterValue(language?.split('-')[0] ?? 'auto')}`,
    `queue=${windowSeconds}`,
    // One word a segment, with a time of its own.
    'max_len=1',
    'use_gpu=0',
    `destination=${escapeFilterValue(listFile)}`,
    'format=json',
  ]
  return `aresample=${speechRate},aformat=sample_fmts=flt:channel_layouts=mono,whisper=${options.join(':')}`
}

/** The filter does not escape what it writes: a quotation mark in a word is no end. */
const linePattern = /^\{"start":(-?\d+),"end":(-?\d+),"text":"(.*)"\}$/u
/** What Whisper writes for sounds that are no speech. */
const notSpoken = /^(?:\[.*\]|\(.*\)|♪+)$/u

/** From the filter's clock, on which every window is as long as the queue, to the file's. */
function readLine(line: string, windows: readonly Window[]): readonly SpokenWord[] {
  const [, start = '', end = '', text = ''] = linePattern.exec(line) ?? []
  const index = Math.floor(Number(start) / (windowSeconds * 1000))
  const window = windows[index]
  if (!window || text.trim() === '' || notSpoken.test(text.trim())) return []
  const place = (ms: number): Ticks => {
    const inWindow = Math.max(0, Math.min(window.lengthMs, ms - index * windowSeconds * 1000))
    return millisecondsToTicks(Math.round(window.startMs + inWindow))
  }
  const [startTicks, endTicks] = [place(Number(start)), place(Number(end))]
  return [{ text: text.trim(), startTicks, endTicks: ticks(Math.max(startTicks, endTicks)), confidence: null }]
}

/** A full stop that stands alone belongs to the word before it. */
function joinPieces(words: readonly SpokenWord[]): SpokenWord[] {
  const joined: SpokenWord[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last && /^[\p{P}]+$/u.test(word.text) && subtractTicks(word.startTicks, last.endTicks) <= millisecondsToTicks(500))
      joined[joined.length - 1] = { ...last, text: last.text + word.text }
    else joined.push(word)
  }
  return joined
}
