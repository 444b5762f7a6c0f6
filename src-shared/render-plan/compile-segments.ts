import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline, type Span } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { ticks, zeroTicks } from '../time/ticks.ts'
import type { Inputs } from './compile-inputs.ts'
import { compileLayer } from './compile-layer.ts'
import type { Base, Segment } from './plan.ts'

/** The main track as segments of output frames. */
export function compileSegments(document: LessonDocument, inputs: Inputs, rate: FrameRate): Segment[] {
  const { clipSpans } = deriveTimeline(document)
  const segments: Segment[] = []
  let cursor = zeroTicks
  const push = (span: Span, make: (place: { startFrame: number; frameCount: number }) => Base): void => {
    const startFrame = framesIn(span.startTicks, rate)
    const frameCount = framesIn(span.endTicks, rate) - startFrame
    // A clip shorter than half an output frame has none.
    if (frameCount > 0) segments.push({ startFrame, frameCount, base: make({ startFrame, frameCount }), above: [] })
    cursor = span.endTicks
  }
  for (const item of document.mainTrack) {
    if (item.kind === 'gap') {
      push({ startTicks: cursor, endTicks: ticks(cursor + item.durationTicks) }, () => ({ kind: 'gap' }))
      continue
    }
    const clip = document.clips[item.clipId]
    const span = clipSpans.get(item.clipId)
    if (!clip || !span) continue
    push(span, (place) => {
      const layer = compileLayer(document, clip, inputs, place, rate)
      return layer ? { kind: 'clip', layer } : { kind: 'gap' }
    })
  }
  return segments
}
