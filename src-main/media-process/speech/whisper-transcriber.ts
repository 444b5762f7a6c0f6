import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Frame } from 'node-av/lib'
import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import { isMultilingual, markWordStarts, marksWordStarts } from '#main/core/speech/whisper-file.ts'
import { appError, AppError } from '#shared/messages/app-error.ts'
import { modelLanguage } from '#shared/speech/choose-model.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { whisperLanguages } from '#shared/speech/whisper-languages.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { mixRate } from '../audio/mix-rate.ts'
import { openSoundPipe, type SoundPipe } from '../audio/sound-pipe.ts'
import { check } from '../ffmpeg/check.ts'
import { escapeFilterValue } from '../ffmpeg/escape-filter-value.ts'
import { findQuietSplit } from './find-quiet-split.ts'
import { listenForLanguage } from './listen-for-language.ts'
import { createLoudnessGate, type Hearable } from './loudness-gate.ts'
import { speechRate, type Transcriber } from './transcriber.ts'
import { dropLoops, joinPieces, readPiece, type WhisperPiece } from './whisper-pieces.ts'

/** Whisper looks at 30 s at a time, whatever it is given (its paper, section 2.2). */
const windowSeconds = 30
const windowSamples = windowSeconds * mixRate
/** A window is divided at the quietest place of its last part, so that no word is cut in two. */
const leastSamples = 20 * mixRate
/** More make its matrices no faster, and its threads spin while they wait: one processor stays for whoever edits. */
const threads = Math.max(1, Math.min(8, availableParallelism() - 1))
const step = 'listening to speech'
const lineEnd = 0x0a

/** What of the file the filter was given at a time, before the silence that fills its queue. */
type Window = { readonly startMs: number; readonly lengthMs: number; readonly isLoud: Hearable['isLoud'] }

/**
 * FFmpeg's `whisper` filter with a ggml model, one window after the other: each ends in a pause and is filled up with silence, so that
 * the filter's own queue is full exactly then. What cannot be heard is left out. `language` is a tag such as "en", null for Whisper to
 * find out. Throws `speech.not-a-model`, `file.*`.
 */
export async function openWhisper(modelFile: string, language: string | null): Promise<Transcriber> {
  const asked = (await isMultilingual(modelFile)) ? toWhisper(language) : 'en'
  const folder = mkdtempSync(path.join(tmpdir(), 'tidbit-speech-'))
  const listFile = path.join(folder, 'words.txt')
  const watch = asked === null ? listenForLanguage() : null
  const clean = (): void => {
    watch?.close()
    rmSync(folder, { recursive: true, force: true })
  }
  let pipe: SoundPipe
  try {
    pipe = openFilter(modelFile, describeFilter(await withWordStarts(modelFile, folder), asked, listFile))
  } catch (thrown) {
    clean()
    throw thrown
  }
  const frame = new Frame()
  frame.alloc()
  const findHearable = createLoudnessGate()
  const lines = openLines(listFile)
  /** Samples of the file that wait to be heard; `filled` numbers of the buffer. */
  const waiting = new Float32Array(windowSamples * 2)
  let filled = 0
  /** Pairs of samples that went before what waits. */
  let given = 0
  const windows: Window[] = []
  let pieces: WhisperPiece[] = []

  /** Runs on a thread of its own: a window takes seconds on a slow machine. */
  async function pull(): Promise<void> {
    for (;;) {
      const code = await pipe.pipe.sink.buffersinkGetFrame(frame)
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return
      check(code, step)
      frame.unref()
    }
  }

  async function run(samples: number): Promise<readonly SpokenWord[]> {
    const hearable = findHearable(waiting.subarray(0, samples * 2))
    if (hearable) {
      const { from, to, isLoud } = hearable
      const window = new Float32Array(windowSamples * 2)
      window.set(waiting.subarray(from * 2, to * 2))
      const startMs = ((given + from) * 1000) / mixRate
      const fromSeconds = from / mixRate
      windows.push({
        startMs,
        lengthMs: ((to - from) * 1000) / mixRate,
        isLoud: (start, end) => isLoud(start + fromSeconds, end + fromSeconds),
      })
      pipe.give(window)
      await pull()
    }
    waiting.copyWithin(0, samples * 2, filled)
    filled -= samples * 2
    given += samples
    return takeWords(windows.length - 1)
  }

  /** Words of the windows before `upTo`: the resampler holds a few samples back, so a window may be told with the next one. */
  function takeWords(upTo: number): readonly SpokenWord[] {
    for (const line of lines.read()) {
      const piece = readPiece(line, true)
      if (piece) pieces.push(piece)
    }
    const words: SpokenWord[] = []
    const certain = pieces.filter((piece) => windowOf(piece) < upTo)
    pieces = pieces.filter((piece) => windowOf(piece) >= upTo)
    for (const [index, window] of windows.entries()) {
      const own = certain.filter((piece) => windowOf(piece) === index)
      if (own.length > 0) words.push(...readWindow(own, index, window))
    }
    return words
  }

  return {
    punctuates: true,
    get language() {
      return asked ?? watch?.language ?? null
    },
    async hear(samples) {
      const words: SpokenWord[] = []
      for (let at = 0; at < samples.length;) {
        const part = samples.subarray(at, at + waiting.length - filled)
        waiting.set(part, filled)
        filled += part.length
        at += part.length
        if (filled === waiting.length) words.push(...(await run(findQuietSplit(waiting, leastSamples))))
      }
      return words
    },
    async end() {
      const words: SpokenWord[] = []
      if (filled > 0) words.push(...(await run(filled / 2)))
      pipe.end()
      await pull()
      words.push(...takeWords(windows.length))
      // What the log tells comes with the next turn.
      await setImmediate()
      return words
    },
    close() {
      frame.free()
      pipe.close()
      lines.close()
      clean()
    },
  }
}

/** The resampler's delay puts a window's first words a millisecond before it. */
const delayMs = 50
const windowOf = ({ startMs }: WhisperPiece): number => Math.floor((startMs + delayMs) / (windowSeconds * 1000))

/** From the filter's clock, on which every window is as long as the queue, to the file's. */
function readWindow(
  pieces: readonly WhisperPiece[],
  index: number,
  { startMs, lengthMs, isLoud }: Window,
): readonly SpokenWord[] {
  const place = (ms: number): number => startMs + Math.max(0, Math.min(lengthMs, ms - index * windowSeconds * 1000))
  const startSeconds = startMs / 1000
  return dropLoops(joinPieces(pieces, place)).filter((word) =>
    isLoud(ticksToSeconds(word.startTicks) - startSeconds, ticksToSeconds(word.endTicks) - startSeconds),
  )
}

/** Whisper's name of a language; null where it has none, and then finds out by itself. */
function toWhisper(language: string | null): string | null {
  const name = language === null ? null : modelLanguage(language)
  return name !== null && whisperLanguages.includes(name) ? name : null
}

/** The models of the app say where words start already; of another file a copy is made that does. */
async function withWordStarts(modelFile: string, folder: string): Promise<string> {
  if (await marksWordStarts(modelFile)) return modelFile
  const copy = path.join(folder, 'model.bin')
  await copyFile(modelFile, copy, constants.COPYFILE_FICLONE)
  await markWordStarts(copy)
  return copy
}

/** Opens a model and closes it again. Throws `speech.not-a-model`. */
export function tryWhisper(modelFile: string): void {
  openFilter(modelFile, describeFilter(modelFile, 'en', null)).close()
}

function openFilter(modelFile: string, description: string): SoundPipe {
  try {
    return openSoundPipe(description, step, threads)
  } catch (cause) {
    throw cause instanceof AppError ? appError('speech.not-a-model', { file: modelFile }, { cause }) : cause
  }
}

function describeFilter(modelFile: string, language: string | null, listFile: string | null): string {
  const options = [
    `model=${escapeFilterValue(modelFile)}`,
    `language=${escapeFilterValue(language === 'jv' ? 'jw' : (language ?? 'auto'))}`,
    `queue=${windowSeconds}`,
    // One word, or piece of one, a segment, with a time of its own.
    'max_len=1',
    'use_gpu=0',
    ...(listFile === null ? [] : [`destination=${escapeFilterValue(listFile)}`, 'format=json']),
  ]
  return `aresample=${speechRate},aformat=sample_fmts=flt:channel_layouts=mono,whisper=${options.join(':')}`
}

/** The whole lines that were added to a file since the last look, as bytes. */
function openLines(file: string): { read(): readonly Buffer[]; close(): void } {
  const handle = openSync(file, 'r')
  let rest = Buffer.alloc(0)
  const chunk = Buffer.alloc(64 * 1024)
  return {
    read() {
      const lines: Buffer[] = []
      for (let count = readSync(handle, chunk); count > 0; count = readSync(handle, chunk)) {
        rest = Buffer.concat([rest, chunk.subarray(0, count)])
        for (let end = rest.indexOf(lineEnd); end >= 0; end = rest.indexOf(lineEnd)) {
          lines.push(rest.subarray(0, end))
          rest = rest.subarray(end + 1)
        }
      }
      return lines
    },
    close: () => closeSync(handle),
  }
}
