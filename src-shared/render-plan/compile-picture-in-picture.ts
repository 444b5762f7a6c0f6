import { compareText } from '../base/compare-text.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import type { Inputs } from './compile-inputs.ts'
import { compileLayer } from './compile-layer.ts'
import type { Layer } from './plan-layer.ts'

/** A layer and the output frames on which it shows, half-open. */
export type PlacedLayer = { readonly layer: Layer; readonly startFrame: number; readonly endFrame: number }

/** The clips of picture-in-picture tracks that show, back to front; what lies outside the lesson is left out. */
export function compilePictureInPicture(
  document: LessonDocument,
  inputs: Inputs,
  rate: FrameRate,
  frameCount: number,
): PlacedLayer[] {
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.clips)
    .flatMap((clip) => {
      const track = document.tracks[clip.trackId]
      const span = clipSpans.get(clip.id)
      if (!span || track?.band !== 'picture-in-picture') return []
      const clipFrame = framesIn(span.startTicks, rate)
      const clipEnd = framesIn(span.endTicks, rate)
      const [startFrame, endFrame] = [Math.max(0, clipFrame), Math.min(frameCount, clipEnd)]
      if (endFrame <= startFrame) return []
      const place = { startFrame: clipFrame, frameCount: clipEnd - clipFrame }
      const layer = compileLayer(document, clip, inputs, place, rate)
      return layer ? [{ layer, startFrame, endFrame, order: track.order }] : []
    })
    .toSorted((a, b) => a.order - b.order || a.startFrame - b.startFrame || compareText(a.layer.clipId, b.layer.clipId))
    .map(({ layer, startFrame, endFrame }) => ({ layer, startFrame, endFrame }))
}
