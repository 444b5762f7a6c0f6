import { describe, expect, it } from 'vitest'
import { draggedCaption, type CaptionPart, type PressedCaption } from '#renderer/editor/timeline/dragged-caption.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const seconds = secondsToTicks

/** Shown from 4 to 6 s in a clip from 3 to 9 s of a lesson of 20 s; its last second is cut off. */
const pressed = (part: CaptionPart): PressedCaption => ({
  part,
  shown: { startTicks: seconds(4), endTicks: seconds(6) },
  lengthTicks: seconds(3),
  room: { startTicks: seconds(3), endTicks: seconds(9) },
  lessonTicks: seconds(20),
})

describe('dragging a caption', () => {
  it('moves it whole, with its own length and inside the lesson', () => {
    expect(draggedCaption(pressed('whole'), seconds(1.5))).toEqual({ startTicks: seconds(5.5), endTicks: seconds(8.5) })
    expect(draggedCaption(pressed('whole'), seconds(-9))).toEqual({ startTicks: seconds(0), endTicks: seconds(3) })
    expect(draggedCaption(pressed('whole'), seconds(50)).startTicks).toBe(seconds(20))
  })

  it('moves one end and leaves the other', () => {
    expect(draggedCaption(pressed('start'), seconds(-0.5))).toEqual({ startTicks: seconds(3.5) })
    expect(draggedCaption(pressed('end'), seconds(0.5))).toEqual({ endTicks: seconds(6.5) })
  })

  it('keeps both ends in the clip and something between them to grab', () => {
    expect(draggedCaption(pressed('start'), seconds(-3))).toEqual({ startTicks: seconds(3) })
    expect(draggedCaption(pressed('start'), seconds(7))).toEqual({ startTicks: seconds(5.9) })
    expect(draggedCaption(pressed('end'), seconds(7))).toEqual({ endTicks: seconds(9) })
    expect(draggedCaption(pressed('end'), seconds(-7))).toEqual({ endTicks: seconds(4.1) })
  })
})
