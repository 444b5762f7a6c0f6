import type { Span } from '#shared/project/timeline.ts'
import { addTicks, clampTicks, secondsToTicks, subtractTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'

export type CaptionPart = 'start' | 'end' | 'whole'

/** A caption as it was when it was pressed. */
export type PressedCaption = {
  readonly part: CaptionPart
  /** What of it is seen on the timeline. */
  readonly shown: Span
  /** Its own length, also of what its clip cuts off. */
  readonly lengthTicks: Ticks
  /** From the start of the clip that it is said in to the next cut to other media: its ends stay inside. */
  readonly room: Span
  readonly lessonTicks: Ticks
}

/** A caption that is dragged shorter could no longer be grabbed. */
const shortestTicks = secondsToTicks(0.1)

/** The instants that a drag by `movedTicks` asks for; a drag of one end leaves the other where it is. */
export function draggedCaption(
  { part, shown, lengthTicks, room, lessonTicks }: PressedCaption,
  movedTicks: Ticks,
): { readonly startTicks?: Ticks; readonly endTicks?: Ticks } {
  if (part === 'start') {
    const latest = subtractTicks(shown.endTicks, shortestTicks)
    return { startTicks: clampTicks(addTicks(shown.startTicks, movedTicks), room.startTicks, latest) }
  }
  if (part === 'end') {
    const earliest = addTicks(shown.startTicks, shortestTicks)
    return { endTicks: clampTicks(addTicks(shown.endTicks, movedTicks), earliest, room.endTicks) }
  }
  const startTicks = clampTicks(addTicks(shown.startTicks, movedTicks), zeroTicks, lessonTicks)
  return { startTicks, endTicks: addTicks(startTicks, lengthTicks) }
}
