/** Speaks the script with SVOX Pico, finds when each caption is said, and makes the sound of each clip. */

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClipScript } from './script.ts'
import type { Span } from './scenes/scene.ts'

export interface Cue extends Span {
  readonly lines: readonly string[]
}

export interface SpokenClip {
  readonly script: ClipScript
  /** Seconds of the clip that the lesson keeps. */
  readonly kept: number
  readonly cues: readonly Cue[]
  readonly sentences: ReadonlyMap<string, Span>
  /** The voice alone, head and tail included, at the synthesiser's own rate. */
  readonly samples: Float32Array
}

export const voiceRate = 16000
const quiet = 0.012

/** Reads the samples of a 16 bit mono WAV file. */
export function readWave(file: string): Float32Array {
  const bytes = readFileSync(file)
  const start = bytes.indexOf('data') + 8
  const count = Math.floor((bytes.length - start) / 2)
  return Float32Array.from({ length: count }, (_, index) => bytes.readInt16LE(start + index * 2) / 32768)
}

export function writeWave(file: string, samples: Float32Array, rate: number): void {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples.length * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples.length * 2, 40)
  for (const [index, sample] of samples.entries())
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + index * 2)
  writeFileSync(file, bytes)
}

function say(words: string, folder: string): Float32Array {
  const file = join(folder, 'sentence.wav')
  execFileSync('pico2wave', ['-l', 'en-GB', '-w', file, `<speed level="98"><pitch level="102">${words}</pitch></speed>`])
  const samples = readWave(file)
  let [first, last] = [0, samples.length - 1]
  while (first < last && Math.abs(samples[first] ?? 0) < quiet) first += 1
  while (last > first && Math.abs(samples[last] ?? 0) < quiet) last -= 1
  return samples.subarray(Math.max(0, first - 480), Math.min(samples.length, last + 1600))
}

/** The pauses inside a sentence, in samples. */
function pausesOf(samples: Float32Array): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  let start = 0
  for (const [index, sample] of samples.entries()) {
    if (Math.abs(sample) < quiet) continue
    if (index - start > voiceRate * 0.09) found.push({ start, end: index })
    start = index + 1
  }
  return found
}

/** Splits a sentence into its captions at the pause nearest to where their lengths say it should be. */
function captionSpans(parts: readonly string[], samples: Float32Array): Span[] {
  const total = parts.reduce((sum, part) => sum + part.length, 0)
  const pauses = pausesOf(samples)
  const spans: Span[] = []
  let start = 0
  let said = 0
  for (const part of parts.slice(0, -1)) {
    said += part.length
    const expected = (said / total) * samples.length
    const nearest = pauses.toSorted(
      (a, b) => Math.abs((a.start + a.end) / 2 - expected) - Math.abs((b.start + b.end) / 2 - expected),
    )[0]
    if (!nearest) throw new Error(`No pause found in "${parts.join(' ')}"`)
    spans.push({ start: start / voiceRate, end: nearest.start / voiceRate + 0.1 })
    start = nearest.end - 800
  }
  spans.push({ start: start / voiceRate, end: samples.length / voiceRate })
  return spans
}

const asFrames = (seconds: number): number => Math.round(seconds * 30) / 30

export function speak(script: ClipScript, folder: string): SpokenClip {
  const cues: Cue[] = []
  const sentences = new Map<string, Span>()
  const placed: { at: number; samples: Float32Array }[] = []
  let now = script.lead
  for (const { id, words, rest } of script.sentences) {
    const parts = words.split('|').map((part) => part.trim())
    const samples = say(words.replaceAll(/\s*[|/]\s*/g, ' '), folder)
    const length = samples.length / voiceRate
    for (const [index, span] of captionSpans(parts, samples).entries()) {
      const lines = (parts[index] ?? '').split('/').map((text) => text.trim())
      cues.push({ start: now + span.start, end: now + span.end, lines })
    }
    sentences.set(id, { start: now, end: now + length })
    placed.push({ at: now + script.head, samples })
    now += length + rest
  }
  const kept = asFrames(now)
  const track = new Float32Array(Math.round((script.head + kept + script.tail) * voiceRate))
  for (const { at, samples } of placed) track.set(samples, Math.round(at * voiceRate))
  return {
    script,
    kept,
    cues: cues.map((cue, index) => lingering(cue, cues[index + 1]?.start ?? kept)),
    sentences,
    samples: track,
  }
}

/** A caption stays a little after its last word, for slower readers, but leaves before the next one. */
function lingering(cue: Cue, next: number): Cue {
  const letters = cue.lines.join(' ').length
  const wanted = Math.max(cue.end + 0.15, cue.start + 1.3, cue.start + letters / 13)
  return { ...cue, end: Math.max(cue.end, Math.min(wanted, next - 0.05)) }
}

/** Warms and evens the voice; `gain` in decibels brings it to the lesson's loudness. */
export function voiceFilter(gain: number): string {
  return [
    'aresample=48000:resampler=soxr',
    'highpass=f=85',
    'equalizer=f=260:t=q:w=0.9:g=-1.5',
    'equalizer=f=3200:t=q:w=1.1:g=1.5',
    'treble=f=4500:g=2',
    'acompressor=threshold=-20dB:ratio=2.5:attack=8:release=140:makeup=1',
    `volume=${gain.toFixed(2)}dB`,
    'alimiter=limit=0.8:level=disabled',
  ].join(',')
}

/** Loudness of the whole voice in LUFS, after the filter. */
export function loudnessOf(files: readonly string[], filter: string): number {
  const inputs = files.flatMap((file) => ['-i', file])
  const joined = `${files.map((_, index) => `[${index}:a]`).join('')}concat=n=${files.length}:v=0:a=1,${filter},ebur128=framelog=verbose[out]`
  const report = execFileSync(
    'sh',
    [
      '-c',
      '"$@" 2>&1',
      'sh',
      'ffmpeg',
      '-hide_banner',
      '-nostats',
      ...inputs,
      '-filter_complex',
      joined,
      '-map',
      '[out]',
      '-f',
      'null',
      '-',
    ],
    { encoding: 'utf8' },
  )
  // FFmpeg sets the graph up twice when it learns the layout, and reports each time: the last report counts.
  const found = [...report.matchAll(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/g)].at(-1)
  if (!found) throw new Error('The loudness was not measured')
  return Number(found[1])
}
