import {
  addTicks,
  clampTicks,
  millisecondsToTicks,
  secondsToTicks,
  subtractTicks,
  ticks,
  zeroTicks,
  type Ticks,
} from '../time/ticks.ts'
import type { CaptionMark, CaptionPlacement } from '../project/schema/text.ts'
import { oneLine, type TimedWord } from './formats/styled-text.ts'
import type { ImportedCue } from './imported-captions.ts'
import type { NoteCounter } from './note-counter.ts'
import { readingLimits } from './readability.ts'

/** A cue as it stands in the file; `line` counts from 1, `endTicks` is null where the file has none. */
export type RawCue = {
  readonly line: number
  readonly startTicks: Ticks
  readonly endTicks: Ticks | null
  readonly text: string
  readonly speaker: string | null
  readonly placement: CaptionPlacement | undefined
  readonly marks: readonly CaptionMark[]
  readonly words: readonly TimedWord[]
}

/** Sloppy hand-overs are cut; people who speak at the same time overlap for longer. */
const longestCutOverlap = millisecondsToTicks(1000)
const shortestCue = millisecondsToTicks(500)

/** Sorts cues, gives each an end after its start, and cuts short overlaps. */
export function repairCueTimes(raw: readonly RawCue[], notes: NoteCounter): readonly ImportedCue[] {
  let latest = -1
  for (const cue of raw) {
    if (cue.startTicks < latest) notes.count('sorted', cue.line)
    latest = Math.max(latest, cue.startTicks)
  }
  const sorted = raw.toSorted((a, b) => a.startTicks - b.startTicks)
  return sorted.map((cue, index): ImportedCue => {
    const next = sorted[index + 1]
    const { startTicks, text, placement, marks } = cue
    const speaker = oneLine(cue.speaker ?? '')
    const endTicks = cutOverlap(cue, endOf(cue, next, notes), next, notes)
    const words = settleWords(cue.words, subtractTicks(endTicks, startTicks))
    return {
      startTicks,
      endTicks,
      text,
      ...(speaker !== '' && { speaker }),
      ...(placement && { placement }),
      ...(marks.length > 0 && { marks }),
      ...(words.length > 0 && { words }),
    }
  })
}

/** Words in order and within their caption; one that has no end of its own ends where the next begins. */
function settleWords(words: readonly TimedWord[], length: Ticks): NonNullable<ImportedCue['words']> {
  let latest = zeroTicks
  const starts = words.map(({ startTicks }) => (latest = clampTicks(startTicks, latest, length)))
  return words.map(({ text, endTicks }, index) => {
    const offsetTicks = starts[index] ?? zeroTicks
    const next = starts[index + 1] ?? length
    const end = clampTicks(endTicks ?? next, offsetTicks, next)
    return { text, offsetTicks, durationTicks: subtractTicks(end, offsetTicks), confidence: null }
  })
}

function endOf(cue: RawCue, next: RawCue | undefined, notes: NoteCounter): Ticks {
  if (cue.endTicks !== null && cue.endTicks > cue.startTicks) return cue.endTicks
  notes.count('ends-repaired', cue.line)
  const reading = secondsToTicks([...cue.text].length / readingLimits.adult.charactersPerSecond)
  const end = addTicks(cue.startTicks, clampTicks(reading, readingLimits.shortestTicks, readingLimits.longestTicks))
  const follows = next && next.startTicks - cue.startTicks >= shortestCue
  return follows ? ticks(Math.min(end, next.startTicks)) : end
}

function cutOverlap(cue: RawCue, endTicks: Ticks, next: RawCue | undefined, notes: NoteCounter): Ticks {
  if (!next || endTicks <= next.startTicks) return endTicks
  const short = subtractTicks(endTicks, next.startTicks) <= longestCutOverlap
  if (short && next.startTicks - cue.startTicks >= shortestCue) {
    notes.count('overlaps-cut', cue.line)
    return next.startTicks
  }
  notes.count('overlaps-kept', cue.line)
  return endTicks
}
