import type { CaptionNote } from '../messages/caption-notes.ts'
import type { Caption, CaptionMark, CaptionPlacement } from '../project/schema/text.ts'
import type { Ticks } from '../time/ticks.ts'

/**
 * A caption of a file: times of the file's own clock, plain text with `\n` between lines, and where the file says so the speaker,
 * the words with offsets from the caption's start, its place in the picture and what is set apart in its text.
 */
export type ImportedCue = {
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  readonly text: string
  readonly speaker?: string
  readonly words?: Caption['words']
  readonly placement?: CaptionPlacement
  readonly marks?: readonly CaptionMark[]
}

/** Captions by start time, each longer than zero and with text, and what had to be done to get them. */
export type ImportedCaptions = { readonly cues: readonly ImportedCue[]; readonly report: readonly CaptionNote[] }
