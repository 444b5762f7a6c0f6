import { describe, expect, it } from 'vitest'
import { draggedCaption, type CaptionPart, type PressedCaption } from '#renderer/editor/timeline/dragged-caption.ts'
import { secondsToTicks, type Ticks } from '#shared/time/ticks.ts'

const seconds = secondsToTicks
const free = (instant: Ticks): Ticks => instant

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
    expect(draggedCaption(pressed('whole'), seconds(1.5), free)).toEqual({ startTicks: seconds(5.5), endTicks: seconds(8.5) })
    expect(draggedCaption(pressed('whole'), seconds(-9), free)).toEqual({ startTicks: seconds(0), endTicks: seconds(3) })
    expect(draggedCaption(pressed('whole'), seconds(50), free).startTicks).toBe(seconds(20))
  })

  it('moves one end and leaves the other', () => {
    expect(draggedCaption(pressed('start'), seconds(-0.5), free)).toEqual({ startTicks: seconds(3.5) })
    expect(draggedCaption(pressed('end'), seconds(0.5), free)).toEqual({ endTicks: seconds(6.5) })
  })

  it('keeps both ends in the clip and something between them to grab', () => {
    expect(draggedCaption(pressed('start'), seconds(-3), free)).toEqual({ startTicks: seconds(3) })
    expect(draggedCaption(pressed('start'), seconds(7), free)).toEqual({ startTicks: seconds(5.9) })
    expect(draggedCaption(pressed('end'), seconds(7), free)).toEqual({ endTicks: seconds(9) })
    expect(draggedCaption(pressed('end'), seconds(-7), free)).toEqual({ endTicks: seconds(4.1) })
  })

  it('snaps the instant that moves', () => {
    const asked: Ticks[] = []
    const snap = (instant: Ticks): Ticks => {
      asked.push(instant)
      return seconds(5)
    }
    expect(draggedCaption(pressed('end'), seconds(-0.9), snap)).toEqual({ endTicks: seconds(5) })
    expect(asked).toEqual([seconds(5.1)])
  })
})
