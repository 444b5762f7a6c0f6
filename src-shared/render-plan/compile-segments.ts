import type { LessonDocument } from '../project/schema/document.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import { compileBases } from './compile-bases.ts'
import type { Inputs } from './compile-inputs.ts'
import { compilePictureInPicture, type PlacedLayer } from './compile-picture-in-picture.ts'
import type { Segment } from './plan.ts'

/** The picture of a document as segments of output frames, split wherever a layer comes, goes or changes. */
export function compileSegments(document: LessonDocument, inputs: Inputs, rate: FrameRate): Segment[] {
  const bases = compileBases(document, inputs, rate)
  const frameCount = bases.at(-1)?.endFrame ?? 0
  const above = compilePictureInPicture(document, inputs, rate, frameCount)
  const cuts = new Set([...bases, ...above].flatMap(({ startFrame, endFrame }) => [startFrame, endFrame]))
  const borders = [...cuts].toSorted((a, b) => a - b)
  return borders.slice(0, -1).flatMap((startFrame, index): Segment[] => {
    const shown = bases.find((base) => base.startFrame <= startFrame && startFrame < base.endFrame)
    if (!shown) return []
    return [
      {
        startFrame,
        frameCount: (borders[index + 1] ?? frameCount) - startFrame,
        base: shown.base,
        above: layersAt(above, startFrame),
      },
    ]
  })
}

function layersAt(placed: readonly PlacedLayer[], frame: number): PlacedLayer['layer'][] {
  return placed.filter(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame).map(({ layer }) => layer)
}
