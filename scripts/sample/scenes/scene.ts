/** What a scene is given to draw a frame: its brush, the time, and when each sentence is spoken. */

import type { Brush } from '../stage.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

/** Looks up when a sentence is spoken, in seconds from the start of what the lesson keeps of the clip. */
export type Beats = (sentence: string) => Span

/** Draws the frame at a time; before zero and after the last word it draws the spare material. */
export type Scene = (brush: Brush, time: number, beats: Beats) => void
