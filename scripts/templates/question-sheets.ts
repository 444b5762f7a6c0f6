/** In the films of the gallery, questions show as the player shows them: a sheet that rises, and the right answer. */

import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import type { OverlayId, TrackId } from '#shared/project/ids.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { createOverlayTrack } from '#shared/project/track-kinds.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'

const white = '#ffffff'
const ink = '#14213d'
const shownSeconds = 2.3

type Part = {
  readonly content: Overlay['content']
  readonly y: number
  readonly height: number
  readonly width?: number
  readonly x?: number
  readonly after?: number
}

const words = (text: string, size: number, weight: TextStyle['fontWeight'], colour = ink): Overlay['content'] => ({
  kind: 'text',
  text,
  style: {
    ...defaultCaptionStyle.text,
    fontWeight: weight,
    size,
    colour,
    align: 'start',
    boxColour: null,
    boxPadding: 0,
    lineHeight: 1.18,
  },
})

const shape = (fill: string, radius: number): Overlay['content'] => ({
  kind: 'shape',
  shape: 'rectangle',
  fill,
  stroke: null,
  strokeWidth: 0,
  radius,
})

/** From the foot of the sheet upwards. */
function partsOf(question: Question): readonly Part[] {
  const choices = question.choices.slice(0, 3)
  const rows = choices.length === 0 ? 1 : choices.length
  const height = 380 + rows * 150
  const top = -height
  const parts: Part[] = [
    { content: shape(white, 56), y: 80, height: height + 80, width: 1080, x: 0 },
    { content: words(question.prompt, 60, 700), y: top + 70 + 150, height: 150 },
  ]
  for (let row = 0; row < rows; row += 1) {
    const y = top + 250 + row * 150 + 126
    const choice = choices[row]
    parts.push({ content: shape('#eef1f6', 30), y, height: 126, width: 952 })
    if (choice?.correct && question.scored) parts.push({ content: shape('#c8f2d4', 30), y, height: 126, width: 952, after: 1.3 })
    parts.push({
      content: words(choice?.text ?? 'Write your answer …', 48, 500, choice ? ink : '#6b7280'),
      y: y - 32,
      height: 66,
      width: 860,
      x: 104,
    })
  }
  return parts
}

/** The document with every question drawn over the picture that it stops. For films only. */
export function showQuestions(document: LessonDocument): LessonDocument {
  const overlays = { ...document.overlays }
  const tracks = { ...document.tracks }
  questionsInOrder(document).forEach(({ question, atTicks }, order) => {
    partsOf(question).forEach((part, index) => {
      const trackId = `sheet-${index}` as TrackId
      tracks[trackId] ??= createOverlayTrack(trackId, 'Question', 100 + index)
      const id = `sheet-${order}-${index}` as OverlayId
      const seconds = shownSeconds - (part.after ?? 0)
      const rise = part.after === undefined
      overlays[id] = {
        id,
        trackId,
        anchor: { kind: 'timeline', ticks: ticks(atTicks - secondsToTicks(seconds - 0.1)) },
        durationTicks: secondsToTicks(seconds - 0.1),
        content: part.content,
        box: { anchorPoint: 'bottom-left', x: part.x ?? 64, y: part.y, width: part.width ?? 952, height: part.height },
        rotationDegrees: 0,
        opacity: 1,
        placementKeyframes: rise
          ? [
              { atTicks: zeroTicks, value: { x: 0, y: 960, scale: 1, rotationDegrees: 0, opacity: 1 }, easing: 'ease-out' },
              { atTicks: secondsToTicks(0.4), value: { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }, easing: 'linear' },
            ]
          : [],
        enter: { kind: rise ? 'none' : 'fade', durationTicks: secondsToTicks(rise ? 0 : 0.2) },
        leave: { kind: 'none', durationTicks: zeroTicks },
        groupId: null,
        slotId: null,
        altText: '',
      }
    })
  })
  return { ...document, overlays, tracks }
}
