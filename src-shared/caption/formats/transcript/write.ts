import { millisecondsToTicks, type Ticks } from '../../../time/ticks.ts'
import type { ImportedCue } from '../../imported-captions.ts'
import { oneLine } from '../styled-text.ts'

/** As long a silence begins a new paragraph. */
export const paragraphPause: Ticks = millisecondsToTicks(1000)

// Scripts that are written without spaces between words.
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff5e]/u

/** The words alone, as paragraphs with an empty line between them. */
export function writeTranscript(cues: readonly ImportedCue[]): string {
  return `${listParagraphs(cues).join('\n\n')}\n`
}

/** What is said, one line a paragraph: a new one where another speaks or nobody does for a while. */
export function listParagraphs(cues: readonly ImportedCue[]): readonly string[] {
  const paragraphs: string[][] = []
  let previous: ImportedCue | null = null
  for (const cue of cues) {
    const text = oneLine(cue.text.replace(/\s+/gu, ' '))
    const speaker = oneLine(cue.speaker ?? '')
    const isNew =
      previous === null || speaker !== oneLine(previous.speaker ?? '') || cue.startTicks - previous.endTicks >= paragraphPause
    const open = isNew ? undefined : paragraphs.at(-1)
    if (open) open.push(isTight(open.at(-1) ?? '', text) ? '' : ' ', text)
    else paragraphs.push([speaker === '' ? text : `${speaker}: ${text}`])
    previous = cue
  }
  return paragraphs.map((parts) => parts.join(''))
}

/** Whether no space stands between two parts of a sentence. */
export function isTight(before: string, after: string): boolean {
  return spaceless.test(before.slice(-1)) && spaceless.test(after.slice(0, 1))
}
