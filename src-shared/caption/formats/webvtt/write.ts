import { formatVttTimestamp } from '../../../time/timecode.ts'
import { addTicks } from '../../../time/ticks.ts'
import { parseTimingLine } from '../../cue-time.ts'
import type { ImportedCue } from '../../imported-captions.ts'
import { escapeFirst } from '../entities.ts'
import { cutSegments, oneLine, textLines, type MarkStyle, type Segment } from '../styled-text.ts'
import { writeCueSettings } from './settings.ts'

/** A WebVTT file (W3C WebVTT, UTF-8, `\n`) of cues in the given order; `language` is a BCP 47 tag, kept in a comment (`und`: in none). */
export function writeWebVtt(cues: readonly ImportedCue[], language: string): string {
  const colours = new Set(cues.flatMap(({ marks = [] }) => marks.flatMap(({ style }) => (isColour(style) ? [style] : []))))
  const styles = [...colours].toSorted().map((colour) => `STYLE\n::cue(.${className(colour)}) { color: ${colour} }\n`)
  const note = language === 'und' ? [] : [`NOTE Language: ${oneLine(language)}\n`]
  return ['WEBVTT\n', ...note, ...styles, ...cues.map(writeCue)].join('\n')
}

function writeCue(cue: ImportedCue): string {
  const { startTicks, endTicks, speaker = '', placement } = cue
  const name = escapeText(oneLine(speaker))
  const voice = name === '' ? '' : `<v ${name}>`
  const body = textLines(
    cutSegments(cue.text, cue.marks, cue.words)
      .map((segment) => writeSegment(segment, cue))
      .join(''),
  )
  const times = `${formatVttTimestamp(startTicks)} --> ${formatVttTimestamp(endTicks)}${writeCueSettings(placement)}`
  return `${times}\n${voice}${body.map(protectLine).join('\n')}\n`
}

function writeSegment({ text, styles, startsWord }: Segment, { startTicks, words = [] }: ImportedCue): string {
  const word = startsWord === null ? undefined : words[startsWord]
  // The first word begins with its caption; times of others say that there are times at all.
  const isPlain = word === undefined || (startsWord === 0 && word.offsetTicks === 0 && words.length > 1)
  const time = isPlain ? '' : `<${formatVttTimestamp(addTicks(startTicks, word.offsetTicks))}>`
  const tags = styles.map((style) => (isColour(style) ? ['c', `c.${className(style)}`] : [style.slice(0, 1), style.slice(0, 1)]))
  const open = tags.map(([, tag]) => `<${tag}>`).join('')
  const close = tags
    .toReversed()
    .map(([name]) => `</${name}>`)
    .join('')
  return `${time}${open}${escapeText(text)}${close}`
}

/** A line that reads like a cue's times would begin another cue. */
function protectLine(line: string): string {
  return parseTimingLine(line, true) === null ? line : escapeFirst(line)
}

function isColour(style: MarkStyle): boolean {
  return style.startsWith('#')
}

function className(colour: MarkStyle): string {
  return `c${colour.slice(1)}`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
