import { formatVttTimestamp } from '../../../time/timecode.ts'
import { parseTimingLine } from '../../cue-time.ts'
import type { ImportedCue } from '../../imported-captions.ts'
import { escapeFirst } from '../entities.ts'
import { keypadKey, nearestKey } from '../placements.ts'
import { cutSegments, textLines, type Segment } from '../styled-text.ts'

/** A SubRip file (UTF-8, `\r\n`, as old players want it) with the tags that players know: letters set apart, one of nine places. */
export function writeSubRip(cues: readonly ImportedCue[]): string {
  return cues
    .map((cue, index) => `${index + 1}\n${writeCue(cue)}\n`)
    .join('\n')
    .replaceAll('\n', '\r\n')
}

function writeCue({ startTicks, endTicks, text, marks, placement }: ImportedCue): string {
  const segments = cutSegments(text, marks)
  const body = textLines(segments.map((segment, index) => writeSegment(segment, index === segments.length - 1)).join('')).map(
    protectLine,
  )
  const place = placement === undefined ? '' : writePlace(placement)
  return `${formatTime(startTicks)} --> ${formatTime(endTicks)}\n${place}${body.join('\n')}`
}

function formatTime(instant: ImportedCue['startTicks']): string {
  return formatVttTimestamp(instant).replace('.', ',')
}

function writePlace(placement: NonNullable<ImportedCue['placement']>): string {
  const { key, exact } = keypadKey(placement)
  const nearest = exact ? key : nearestKey(placement)
  return nearest === 2 ? '' : `{\\an${nearest}}`
}

function writeSegment({ text, styles }: Segment, isLast: boolean): string {
  const tags = styles.map((style) =>
    style.startsWith('#') ? ['font', `font color="${style}"`] : [style.slice(0, 1), style.slice(0, 1)],
  )
  const open = tags.map(([, tag]) => `<${tag}>`).join('')
  const close = tags
    .toReversed()
    .map(([name]) => `</${name}>`)
    .join('')
  return `${open}${escapeText(text, isLast)}${close}`
}

/** SubRip has no escapes of its own: only what readers would take for a tag, or may once the next part follows, is a reference. */
function escapeText(text: string, isLast: boolean): string {
  const escaped = text
    .replace(/&(?=#?\w{1,8};)/g, '&amp;')
    .replace(/<(?=[/a-z\d])/gi, '&lt;')
    .replace(/\{(?=\\)/g, '&#123;')
  if (isLast) return escaped
  return escaped.replace(/[<{&]$/, (mark) => `&#${mark.charCodeAt(0)};`)
}

/** A line that reads like a cue's times would begin another cue. */
function protectLine(line: string): string {
  return parseTimingLine(line, false) === null ? line : escapeFirst(line)
}
