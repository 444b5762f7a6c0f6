import { ticksPerSecond, type Ticks } from '../../../time/ticks.ts'
import type { ImportedCue } from '../../imported-captions.ts'
import { keypadKey } from '../placements.ts'
import { cutSegments, oneLine, textLines, type MarkStyle, type Segment } from '../styled-text.ts'
import { subStationGrid } from './read.ts'

/** The size in which places are written; any would do. */
const size = { width: 1080, height: 1920 }

const header = (title: string): string => `[Script Info]
Title: ${title}
ScriptType: v4.00+
PlayResX: ${size.width}
PlayResY: ${size.height}
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,76,&H00FFFFFF,&H00FFFFFF,&H00141410,&H00141410,0,0,0,0,100,100,0,0,1,6,0,2,64,64,260,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`

/** A SubStation Alpha script (version 4+) on a picture of 1080 x 1920; times are rounded to hundredths of a second. */
export function writeSubStation(cues: readonly ImportedCue[], title: string): string {
  return header(oneLine(title)) + cues.map((cue) => `${writeCue(cue)}\n`).join('')
}

function writeCue(cue: ImportedCue): string {
  const { startTicks, endTicks, speaker = '', marks, words = [] } = cue
  const start = toHundredths(startTicks)
  // A caption of less than a hundredth would have no length at all.
  const end = Math.max(start + 1, toHundredths(endTicks))
  const lines = textLines(cue.text).join('\n')
  const clock = { now: 0 }
  const text = cutSegments(lines, lines === cue.text ? marks : [], words)
    .map((segment) => writeSegment(segment, words, clock))
    .join('')
  // A comma ends the field; programs read what looks like commands, also in names.
  const name = oneLine(speaker.replaceAll(',', ';').replace(/[\\{}]/g, ''))
  return `Dialogue: 0,${formatTime(start)},${formatTime(end)},Default,${name},0,0,0,,${writePlace(cue)}${text}`
}

function writePlace({ placement }: ImportedCue): string {
  if (!placement) return ''
  const { key, exact } = keypadKey(placement)
  const { line, position } = placement
  if (exact) return `{\\an${key}}`
  return `{\\an${key}\\pos(${pixels(position, size.width)},${pixels(line ?? 100, size.height)})}`
}

function pixels(share: number, length: number): number {
  return Number(((share * length) / 100).toFixed(3))
}

/** Times of words are lengths, one after the other: a pause is a part without letters. */
function writeSegment(
  { text, styles, startsWord }: Segment,
  words: NonNullable<ImportedCue['words']>,
  clock: { now: number },
): string {
  const word = startsWord === null ? undefined : words[startsWord]
  let times = ''
  if (word) {
    const start = Math.max(clock.now, toHundredths(word.offsetTicks))
    const end = Math.max(start, Math.round((word.offsetTicks + word.durationTicks) / subStationGrid))
    times = `${start > clock.now ? `{\\k${start - clock.now}}` : ''}{\\k${end - start}}`
    clock.now = end
  }
  const look = styles.length === 0 ? '' : `{${styles.map(writeStyle).join('')}}`
  const off = styles.length === 0 ? '' : '{\\r}'
  return `${times}${look}${escapeText(text)}${off}`
}

function writeStyle(style: MarkStyle): string {
  if (!style.startsWith('#')) return `\\${style.slice(0, 1)}1`
  const [red, green, blue] = [style.slice(1, 3), style.slice(3, 5), style.slice(5, 7)]
  return `\\c&H${blue}${green}${red}&`.toUpperCase().replace('\\C', '\\c')
}

function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\u2060')
    .replaceAll('{', '\\{')
    .replaceAll('}', '\\}')
    .replaceAll('\n', '\\N')
    .replaceAll('\u00a0', '\\h')
}

function toHundredths(instant: Ticks): number {
  return Math.round(instant / (ticksPerSecond / 100))
}

const pad = (value: number): string => String(value).padStart(2, '0')

function formatTime(hundredths: number): string {
  const seconds = Math.floor(hundredths / 100)
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(hundredths % 100)}`
}
