import { appError } from '../messages/app-error.ts'
import { cleanCueText } from './cue-text.ts'
import { parseTimingLine, type CueTiming } from './cue-time.ts'
import type { ImportedCaptions } from './imported-captions.ts'
import { looksLikeTelemetry } from './telemetry.ts'
import { NoteCounter } from './note-counter.ts'
import { repairCueTimes, type RawCue } from './repair-cue-times.ts'

const webVttSignature = /^WEBVTT(?:[ \t]|$)/
const otherFormats: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\[Script Info\]/im, 'SubStation Alpha (.ass)'],
  [/^<\?xml[^<]{0,200}<tt[ :>]|^<tt[ :>]/i, 'TTML'],
  [/^<SAMI>/im, 'SAMI'],
  [/^Scenarist_SCC/, 'SCC'],
  [/^\{\d+\}\{\d+\}/, 'MicroDVD (.sub)'],
]

/**
 * Reads WebVTT or SubRip from text that may be damaged: what can be repaired is, and the report says what was done.
 * `fileName` is for sentences and the format's hint. Throws an AppError (`captions.*`) where there are no captions to read.
 */
export function parseCaptionText(source: string, fileName: string): ImportedCaptions {
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  if (lines.every((line) => line.trim() === '')) throw appError('captions.empty', { file: fileName })
  const notes = new NoteCounter()
  const signed = webVttSignature.test(lines[0]?.trim() ?? '')
  const isWebVtt = signed || /\.vtt$/i.test(fileName)
  const raw = readCues(lines, isWebVtt, notes)
  if (raw.length === 0) {
    const opening = lines.slice(0, 20).join('\n').slice(0, 2000)
    const other = otherFormats.find(([pattern]) => pattern.test(opening))
    if (other) throw appError('captions.other-format', { file: fileName, format: other[1] })
    throw appError('captions.none-found', { file: fileName })
  }
  if (looksLikeTelemetry(raw.map((cue) => cue.text))) throw appError('captions.telemetry', { file: fileName })
  const cues = repairCueTimes(raw, notes)
  if (isWebVtt && !signed) notes.add({ code: 'header-missing', params: {} })
  return { cues, report: notes.report() }
}

type TimingAt = { readonly index: number; readonly timing: CueTiming }

function readCues(lines: readonly string[], isWebVtt: boolean, notes: NoteCounter): readonly RawCue[] {
  const timings = lines.flatMap((line, index): TimingAt[] => {
    const timing = line.length < 400 ? parseTimingLine(line, isWebVtt) : null
    return timing ? [{ index, timing }] : []
  })
  const cues: RawCue[] = []
  timings.forEach(({ index, timing }, position) => {
    const line = index + 1
    const next = timings[position + 1]?.index ?? lines.length
    const body = lines.slice(line, position + 1 < timings.length ? endOfBody(lines, line, next, notes) : next)
    const blank = body.findIndex((text) => text.trim() === '')
    // A WebVTT cue ends at a blank line; comments and styles follow. SubRip texts are found with blank lines inside.
    const { text, speaker, formatted } = cleanCueText(isWebVtt && blank >= 0 ? body.slice(0, blank) : body, isWebVtt)
    if (timing.start === 'impossible' || timing.end === 'impossible' || timing.start === null) {
      notes.count('times-impossible', line)
      return
    }
    if (text === '') {
      notes.count('empty-dropped', line)
      return
    }
    if (timing.unusual) notes.count('times-repaired', line)
    if (formatted || timing.settings !== '') notes.count('formatting-dropped', line)
    cues.push({ line, startTicks: timing.start, endTicks: timing.end, text, speaker })
  })
  return cues
}

/** Where a cue's text ends before the next timing line: without that cue's number or name. */
function endOfBody(lines: readonly string[], first: number, nextTiming: number, notes: NoteCounter): number {
  const before = lines[nextTiming - 1]?.trim() ?? ''
  if (nextTiming - 1 < first || before === '') return nextTiming
  const numbered = /^\d{1,9}$/.test(before)
  const apart = nextTiming - 2 < first || (lines[nextTiming - 2]?.trim() ?? '') === ''
  if (numbered && !apart) notes.count('blank-line-missing', nextTiming + 1)
  if (numbered || (apart && nextTiming - 2 >= first)) return nextTiming - 1
  notes.count('blank-line-missing', nextTiming + 1)
  return nextTiming
}
