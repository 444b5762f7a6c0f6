/**
 * Plays the music and the sounds that ship with the studio, their list with the licence of each, and the table by which shared code
 * knows them (needs `ffmpeg`):
 *   node scripts/sounds/make.ts && npx prettier --write src-shared/sound/tables resources/sounds
 * The same every time; with ids behind it, only those are played anew. `--check` only measures what is there.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { playEffect } from './effects/effect.ts'
import { effects } from './effects/effects.ts'
import type { Loop } from './loop.ts'
import { colouredLoops } from './loops/coloured.ts'
import { livelyLoops } from './loops/lively.ts'
import { quietLoops } from './loops/quiet.ts'
import { interleave, masterEffect, masterLoop, measure, measureShort } from './master.ts'
import { rate } from './synth/signal.ts'
import { Studio } from './synth/studio.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'resources/sounds')
const loops = [...quietLoops, ...livelyLoops, ...colouredLoops]
const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const onlyChecks = process.argv.includes('--check')

/** Behind the end of a loop its beginning follows this long: what is cut on a grid of frames ends a little later than the music. */
const tailSeconds = 0.2
const columns = 96
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function ffmpeg(args: readonly string[], input?: Buffer): Buffer {
  const { status, stdout, stderr } = spawnSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...args], {
    ...(input ? { input } : {}),
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`ffmpeg: ${String(stderr)}`)
  return stdout
}

const fileOf = (id: string): string => join(folder, `${id}.ogg`)

function encode(id: string, pairs: Float32Array, kilobits: number): void {
  const raw = Buffer.from(pairs.buffer, pairs.byteOffset, pairs.byteLength)
  ffmpeg(
    [
      [
        '-y',
        '-f',
        'f32le',
        '-ar',
        String(rate),
        '-ac',
        '2',
        '-i',
        'pipe:0',
        '-map_metadata',
        '-1',
        '-fflags',
        '+bitexact',
        '-flags:a',
        '+bitexact',
      ],
      ['-c:a', 'libopus', '-b:a', `${kilobits}k`, '-vbr', 'on', '-application', 'audio', '-frame_duration', '20', fileOf(id)],
    ].flat(),
    raw,
  )
}

function decode(id: string): Float32Array {
  const bytes = ffmpeg(['-i', fileOf(id), '-f', 'f32le', '-ar', String(rate), '-ac', '2', 'pipe:1'])
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

/** The loudness of each column of a picture of the sound, the loudest 63. */
function drawPeaks(pairs: Float32Array): string {
  const heights = Array.from({ length: columns }, (_, column) => {
    const [from, to] = [column, column + 1].map((edge) => Math.floor((edge * pairs.length) / columns))
    let top = 0
    for (let index = from ?? 0; index < (to ?? 0); index += 1) top = Math.max(top, Math.abs(pairs[index] ?? 0))
    return top
  })
  const highest = Math.max(1e-6, ...heights)
  return heights.map((height) => digits[Math.round((height / highest) * 63)] ?? 'A').join('')
}

function crestDb(pairs: Float32Array): number {
  let [top, power] = [0, 0]
  for (const value of pairs) {
    top = Math.max(top, Math.abs(value))
    power += value * value
  }
  return 20 * Math.log10(top) - 10 * Math.log10(power / pairs.length)
}

/** The largest step from the last sample of the music to its first one, beside the largest steps within it: a click would stand out. */
function seam(pairs: Float32Array, length: number): { readonly step: number; readonly usual: number } {
  const steps: number[] = []
  for (let index = 1; index < length; index += 1) steps.push(Math.abs((pairs[index * 2] ?? 0) - (pairs[index * 2 - 2] ?? 0)))
  const step = Math.max(...[0, 1].map((side) => Math.abs((pairs[side] ?? 0) - (pairs[(length - 1) * 2 + side] ?? 0))))
  return { step, usual: steps.toSorted((one, other) => one - other)[Math.floor(steps.length * 0.999)] ?? 0 }
}

function playLoop(loop: Loop): void {
  const { bpm, bars, beatsPerBar, seed, room, echoBeats } = loop
  const studio = new Studio({ bpm, beats: bars * beatsPerBar, seed, room, ...(echoBeats === undefined ? {} : { echoBeats }) })
  loop.play(studio)
  const music = masterLoop(interleave(studio.mix()))
  const whole = new Float32Array(music.length + Math.round(tailSeconds * rate) * 2)
  whole.set(music)
  whole.set(music.subarray(0, whole.length - music.length), music.length)
  encode(loop.id, whole, 60)
}

const seedOf = (id: string): number => createHash('sha256').update(id).digest().readUInt32LE(0)
const isWanted = (id: string): boolean => (asked.length === 0 || asked.includes(id) || !existsSync(fileOf(id))) && !onlyChecks
const round = (value: number): string => value.toFixed(1)

mkdirSync(folder, { recursive: true })
mkdirSync(join(root, 'src-shared/sound/tables'), { recursive: true })
const lines: string[] = []
const list: object[] = []

for (const loop of loops) {
  const { id, title, mood, bpm, bars, beatsPerBar, key, words } = loop
  const beats = bars * beatsPerBar
  const seconds = (beats * 60) / bpm
  if (!Number.isInteger(seconds)) throw new Error(`${id} lasts ${seconds} s, which is no whole number`)
  if (isWanted(id)) playLoop(loop)
  const pairs = decode(id)
  const { lufs, peakDb } = measure(pairs.subarray(0, seconds * rate * 2))
  const { step, usual } = seam(pairs, seconds * rate)
  const bytes = readFileSync(fileOf(id))
  console.log(
    `${id.padEnd(16)} ${String(seconds).padStart(3)} s  ${round(lufs)} LUFS  peak ${round(peakDb)} dBTP  crest ${round(crestDb(pairs))} dB  seam ${step.toFixed(4)} (99.9 % of steps under ${usual.toFixed(4)})  ${Math.round(bytes.length / 1024)} KB`,
  )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  lines.push(
    [
      'music',
      id,
      title,
      mood,
      bpm,
      beatsPerBar,
      beats,
      key,
      pairs.length / 2,
      words,
      sha256,
      bytes.length,
      drawPeaks(pairs),
    ].join('|'),
  )
  list.push({
    id,
    title,
    mood,
    bpm,
    beats,
    beatsPerBar,
    key,
    seconds,
    file: `${id}.ogg`,
    licence: 'CC0-1.0',
    author: 'Tidbit Studio',
  })
}
for (const effect of effects) {
  const { id, title, group, words } = effect
  if (isWanted(id)) encode(id, masterEffect(interleave(playEffect(effect, seedOf(id)))), 60)
  const pairs = decode(id)
  const { lufs, peakDb } = measureShort(pairs)
  const bytes = readFileSync(fileOf(id))
  const seconds = pairs.length / 2 / rate
  console.log(
    `${id.padEnd(16)} ${seconds.toFixed(2)} s  ${round(lufs)} LUFS  peak ${round(peakDb)} dBTP  ${Math.round(bytes.length / 1024)} KB`,
  )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  lines.push(['sound', id, title, group, 0, 0, 0, '', pairs.length / 2, words, sha256, bytes.length, drawPeaks(pairs)].join('|'))
  list.push({
    id,
    title,
    group,
    seconds: Number(seconds.toFixed(3)),
    file: `${id}.ogg`,
    licence: 'CC0-1.0',
    author: 'Tidbit Studio',
  })
}

writeFileSync(join(folder, 'sounds.json'), `${JSON.stringify(list, null, 2)}\n`)
const header =
  '/** Made by scripts/sounds/make.ts: kind, id, title, mood or group, beats a minute, beats a bar, beats, key, samples (48 kHz) of the file, words to find it by, SHA-256, bytes, heights of its picture (0 to 63 as in base64). */'
writeFileSync(
  join(root, 'src-shared/sound/tables/sounds.ts'),
  `${header}\nexport const soundLines = \`\n${lines.join('\n')}\n\`\n`,
)
