import type { CaptionNote } from '../messages/caption-notes.ts'
import type { Ticks } from '../time/ticks.ts'

/** A caption of a file: times of the file's own clock, plain text with `\n` between lines, the speaker where the file names one. */
export type ImportedCue = {
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  readonly text: string
  readonly speaker?: string
}

/** Captions by start time, each longer than zero and with text, and what had to be done to get them. */
export type ImportedCaptions = { readonly cues: readonly ImportedCue[]; readonly report: readonly CaptionNote[] }
