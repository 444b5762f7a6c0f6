import { addTicks, clampTicks, millisecondsToTicks, secondsToTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
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
    const { startTicks, text } = cue
    const endTicks = cutOverlap(cue, endOf(cue, next, notes), next, notes)
    return cue.speaker === null ? { startTicks, endTicks, text } : { startTicks, endTicks, text, speaker: cue.speaker }
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
