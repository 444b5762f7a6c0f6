import { appError } from '../messages/app-error.ts'
import { readSubStation } from './formats/ass/read.ts'
import { readBlocks } from './formats/blocks/read.ts'
import { readTranscript } from './formats/transcript/read.ts'
import { looksLikeTimedText, readTimedText } from './formats/ttml/read.ts'
import type { ImportedCaptions } from './imported-captions.ts'
import { NoteCounter } from './note-counter.ts'
import { repairCueTimes, type RawCue } from './repair-cue-times.ts'
import { looksLikeTelemetry } from './telemetry.ts'

const webVttSignature = /^WEBVTT(?:[ \t]|$)/
const subStationSignature = /^[ \t]*\[(?:Script Info|V4\+? Styles|Events)\]/im
const otherFormats: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^<SAMI>/im, 'SAMI'],
  [/^Scenarist_SCC/, 'SCC'],
  [/^\{\d+\}\{\d+\}/, 'MicroDVD (.sub)'],
]

/**
 * Reads captions from text that may be damaged: WebVTT, SubRip, SubStation Alpha, TTML, or a transcript where the name ends in
 * `.txt`. What can be repaired is, and the report says what was done. `fileName` is for sentences and the format's hint. Throws an
 * AppError (`captions.*`) where there are no captions to read.
 */
export function parseCaptionText(source: string, fileName: string): ImportedCaptions {
  const text = source.replace(/^\ufeff/, '')
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.every((line) => line.trim() === '')) throw appError('captions.empty', { file: fileName })
  const notes = new NoteCounter()
  const raw = readCues(text, lines, fileName, notes)
  if (raw.length === 0) {
    const opening = lines.slice(0, 20).join('\n').slice(0, 2000)
    const other = otherFormats.find(([pattern]) => pattern.test(opening))
    if (other) throw appError('captions.other-format', { file: fileName, format: other[1] })
    throw appError('captions.none-found', { file: fileName })
  }
  if (looksLikeTelemetry(raw.map((cue) => cue.text))) throw appError('captions.telemetry', { file: fileName })
  return { cues: repairCueTimes(raw, notes), report: notes.report() }
}

/** What a file is shows in its text: its name is often wrong. */
function readCues(text: string, lines: readonly string[], fileName: string, notes: NoteCounter): readonly RawCue[] {
  const signed = webVttSignature.test(lines[0]?.trim() ?? '')
  const opening = text.slice(0, 4000)
  if (!signed && looksLikeTimedText(opening)) return readTimedText(text, notes)
  if (!signed && (subStationSignature.test(opening) || /\.(?:ass|ssa)$/i.test(fileName))) {
    const cues = readSubStation(lines, notes)
    if (cues.length > 0) return cues
  }
  const isWebVtt = signed || /\.vtt$/i.test(fileName)
  const blocks = readBlocks(lines, isWebVtt, notes)
  if (blocks.length > 0 && isWebVtt && !signed) notes.add({ code: 'header-missing', params: {} })
  if (blocks.length > 0 || !/\.(?:txt|text)$/i.test(fileName)) return blocks
  return readTranscript(lines, notes)
}
