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
  // Bases follow each other as the borders do.
  let next = 0
  return borders.slice(0, -1).flatMap((startFrame, index): Segment[] => {
    while ((bases[next]?.endFrame ?? Number.POSITIVE_INFINITY) <= startFrame) next += 1
    const shown = bases[next]
    if (!shown || shown.startFrame > startFrame) return []
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
