import { millisecondsToTicks, ticks, type Ticks } from '../../../time/ticks.ts'
import { parseClockTime } from '../../clock-time.ts'
import { divideText } from '../../divide-text.ts'
import type { NoteCounter } from '../../note-counter.ts'
import { readingLimits } from '../../readability.ts'
import type { RawCue } from '../../repair-cue-times.ts'
import { joinRuns, oneLine } from '../styled-text.ts'
import { isTight, paragraphPause } from './write.ts'

/** Room for two lines of a caption. */
const usualLines = { maxCharactersPerLine: 21, maxLines: 2 }
/** More than an hour of speech; dividing longer ones would take long. */
const mostCharacters = 100_000
const leadingTime = /^[[(]?((?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)[\])]?[ \t]*[-–—:]?[ \t]*(.*)$/
const speakerName = /^(\p{L}[\p{L}\p{M}\p{N} .'’-]{0,38}):\s+(?=\S)/u

type Paragraph = {
  readonly line: number
  readonly text: string
  readonly startTicks: Ticks | null
  readonly speaker: string | null
}

/**
 * Plain text as captions. Where its lines begin with times, those are taken; otherwise captions of two lines get the time that
 * reading takes, with a pause between paragraphs, and the report says that these times are only a beginning.
 */
export function readTranscript(lines: readonly string[], notes: NoteCounter): readonly RawCue[] {
  const text = lines.join('\n')
  if (text.length > mostCharacters) return []
  const timed = readTimed(lines)
  if (timed.length > 0) return timed.flatMap((paragraph) => toCue(paragraph, paragraph.startTicks ?? ticks(0), null))
  notes.add({ code: 'times-estimated', params: {} })
  const cues: RawCue[] = []
  let clock = ticks(0)
  for (const { line, text: paragraph, speaker } of readParagraphs(lines)) {
    if (cues.length > 0) clock = ticks(clock + paragraphPause)
    for (const part of divideParagraph(paragraph)) {
      const end = ticks(clock + readingTime(part))
      cues.push(...toCue({ line, text: part, startTicks: null, speaker }, clock, end))
      clock = end
    }
  }
  return cues
}

/** Parts that our writer joins to the same paragraph: at spaces, or between letters that are written without any. */
function divideParagraph(paragraph: string): readonly string[] {
  const parts: string[] = []
  let at = 0
  for (const part of divideText(paragraph, usualLines)) {
    const from = paragraph.indexOf(part, at)
    const last = parts.at(-1)
    if (last !== undefined && from === at && !isTight(last, part)) parts[parts.length - 1] = last + part
    else parts.push(part)
    at = from + part.length
  }
  return parts
}

function readingTime(text: string): Ticks {
  const { shortestTicks, longestTicks, adult } = readingLimits
  const milliseconds = Math.round(([...text].length / adult.charactersPerSecond) * 1000)
  return ticks(Math.min(longestTicks, Math.max(shortestTicks, millisecondsToTicks(milliseconds))))
}

function toCue({ line, text, speaker }: Paragraph, startTicks: Ticks, endTicks: Ticks | null): readonly RawCue[] {
  const joined = joinRuns([{ text, styles: [] }])
  return joined.text === '' ? [] : [{ ...joined, line, startTicks, endTicks, speaker, placement: undefined }]
}

/** `0:07 text`, `[00:07] text`, or the time on a line of its own; empty where the text does not begin so. */
function readTimed(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: { line: number; text: string; startTicks: Ticks; speaker: null }[] = []
  for (const [index, written] of lines.entries()) {
    const [, time, text = ''] = leadingTime.exec(written.trim().slice(0, 10_000)) ?? []
    const startTicks = time === undefined ? null : parseClockTime(time)
    const last = paragraphs.at(-1)
    if (startTicks !== null) paragraphs.push({ line: index + 1, text, startTicks, speaker: null })
    else if (last) last.text += `\n${written}`
    else if (written.trim() !== '') return []
  }
  return paragraphs
}

const isBlank = (line: string | undefined): boolean => line === undefined || line === ''

/** Paragraphs stand apart by blank lines; a text without any has one a line. Names count where every paragraph begins with one. */
function readParagraphs(lines: readonly string[]): readonly Paragraph[] {
  const written = lines.map((line) => line.trim())
  const inner = written.slice(
    written.findIndex((line) => line !== ''),
    written.findLastIndex((line) => line !== '') + 1,
  )
  const isApart = inner.includes('')
  const paragraphs: { line: number; text: string }[] = []
  written.forEach((line, index) => {
    const last = paragraphs.at(-1)
    if (isBlank(line)) return
    if (isApart && last && !isBlank(written[index - 1])) last.text += ` ${line}`
    else paragraphs.push({ line: index + 1, text: line })
  })
  const isDialogue = paragraphs.every(({ text }) => speakerName.test(text))
  return paragraphs.map(({ line, text }) => {
    const name = isDialogue ? speakerName.exec(text) : null
    const plain = { line, startTicks: null, text: oneLine(text.replace(/\s+/gu, ' ')) }
    return name
      ? { ...plain, text: plain.text.slice(name[0].length), speaker: name[1]?.trim() ?? null }
      : { ...plain, speaker: null }
  })
}
