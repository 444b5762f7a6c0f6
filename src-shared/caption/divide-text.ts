import { findBreakOpportunities } from '../overlay/break-lines.ts'
import { measureReadability } from './readability.ts'
import { ticks } from '../time/ticks.ts'

type Lines = { readonly maxCharactersPerLine: number; readonly maxLines: number }

/** A text as parts that fit a caption each: broken between words, where one can at the end of a line or a sentence. */
export function divideText(text: string, lines: Lines): readonly string[] {
  return text.split(/\r?\n/u).flatMap((paragraph) => divideParagraph(paragraph.trim(), lines))
}

function divideParagraph(paragraph: string, { maxCharactersPerLine, maxLines }: Lines): readonly string[] {
  const fits = (part: string): boolean => {
    const cue = { startTicks: ticks(0), endTicks: ticks(0), text: part }
    return measureReadability(cue, maxCharactersPerLine).lineCount <= maxLines
  }
  const parts: string[] = []
  let part = ''
  let start = 0
  for (const end of [...findBreakOpportunities(paragraph), paragraph.length]) {
    const word = paragraph.slice(start, end)
    start = end
    if (part !== '' && (endsSentence(part, maxCharactersPerLine) || !fits((part + word).trim()))) {
      parts.push(part.trim())
      part = ''
    }
    part += word
  }
  return [...parts, part.trim()].filter((each) => each !== '')
}

/** One that fills at least a line: a caption of one short word hardly shows. */
function endsSentence(part: string, maxCharactersPerLine: number): boolean {
  return part.trim().length >= maxCharactersPerLine && /[.!?…。！？؟]["'”’»)]*\s*$/u.test(part)
}
