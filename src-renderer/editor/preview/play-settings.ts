import { playLoopSchema, type PlayLoop } from '#shared/ipc/play-course.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import { clampTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'

/** Speeds of the preview, 1 is normal. */
export const playRates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const
export type PlayRate = (typeof playRates)[number]

/** A playhead led by keys: how fast, backwards below zero, and the speed that was set before. */
export type Shuttle = { readonly speed: number; readonly rateBefore: PlayRate }

/** What plays over and over; null for nothing. */
export type LoopChoice = 'lesson' | PlayLoop | null

/** What clips and captions of a selection cover together. */
export function stretchOf(document: LessonDocument, selection: readonly SelectedItem[]): PlayLoop | null {
  const { clipSpans } = deriveTimeline(document)
  const spans = selection.flatMap((item) => {
    if (item.kind === 'clip') return clipSpans.get(item.id) ?? []
    const caption = item.kind === 'caption' ? document.captions[item.id] : undefined
    return caption ? captionStretch(document, caption) : []
  })
  if (spans.length === 0) return null
  return {
    startTicks: ticks(Math.min(...spans.map((span) => span.startTicks))),
    endTicks: ticks(Math.max(...spans.map((span) => span.endTicks))),
  }
}

/** The stretch that loops in a lesson as it is now; null where nothing does. */
export function loopOf(document: LessonDocument, choice: LoopChoice): PlayLoop | null {
  if (choice === null) return null
  const { durationTicks } = deriveTimeline(document)
  const wanted = choice === 'lesson' ? { startTicks: zeroTicks, endTicks: durationTicks } : choice
  const loop = { startTicks: wanted.startTicks, endTicks: clampTicks(wanted.endTicks, zeroTicks, durationTicks) }
  return playLoopSchema.safeParse(loop).success ? loop : null
}
