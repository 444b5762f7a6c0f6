import { formatVttTimestamp } from '../time/timecode.ts'
import type { ImportedCue } from './imported-captions.ts'

/** A WebVTT file (W3C WebVTT, UTF-8, `\n`) of cues in the given order; `language` is a BCP 47 tag, kept in a comment. */
export function formatWebVtt(cues: readonly ImportedCue[], language: string): string {
  const blocks = cues.map(({ startTicks, endTicks, text, speaker }) => {
    const voice = speaker === undefined || oneLine(speaker) === '' ? '' : `<v ${escapeText(oneLine(speaker))}>`
    return `${formatVttTimestamp(startTicks)} --> ${formatVttTimestamp(endTicks)}\n${voice}${escapeText(withoutBlankLines(text))}\n`
  })
  return ['WEBVTT\n', `NOTE Language: ${oneLine(language)}\n`, ...blocks].join('\n')
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A blank line would end the cue. */
function withoutBlankLines(text: string): string {
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .join('\n')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').trim()
}
