import type { CanvasSize } from '../project/schema/document.ts'
import { layerFilters, type LayerContext, type SourceFormat } from './layer-graph.ts'
import type { Layer } from './plan-layer.ts'
import type { RenderPlan, Segment } from './plan.ts'

/** The layers of a segment in the order in which its graph names their sources. */
export function layersOf({ base, above }: Segment): readonly Layer[] {
  switch (base.kind) {
    case 'gap':
      return above
    case 'clip':
      return [base.layer, ...above]
    case 'transition':
      return [base.left, base.right, ...above]
  }
}

/** The buffer source of a layer, by its place in `layersOf`. */
export function layerSource(index: number): string {
  return `buffer@v${index}`
}

export const segmentSink = 'buffersink@out'

/**
 * The FFmpeg graph of one segment: each layer's decoded pictures enter by `layerSource` (time stamp = frame within the layer's
 * clip); yuv420p BT.709 limited pictures leave. Only numbers and fixed words reach it. `size` is the canvas or, for a
 * preview, a smaller one.
 */
export function buildSegmentGraph(
  plan: RenderPlan,
  segment: Segment,
  sources: readonly SourceFormat[],
  size: CanvasSize = plan.canvas,
  lutText: (index: number) => string = noLuts,
): string {
  const sink = `setsar=1,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv,${segmentSink}`
  const [layer] = layersOf(segment)
  const [source] = sources
  const context = layer && source && layerContext(plan, layer, source, size, lutText)
  const filters = layer && context && layerFilters(layerSource(0), layer, context)
  if (filters) return `${filters},${sink}`
  const { num, den } = plan.frameRate
  const black = `color=c=black:s=${size.width}x${size.height}:r=${num}/${den},format=yuv420p`
  return `${black},trim=end_frame=${segment.frameCount},${sink}`
}

/** Null for a layer without pictures. */
export function layerContext(
  plan: RenderPlan,
  layer: Layer,
  source: SourceFormat,
  size: CanvasSize,
  lutText: (index: number) => string,
): LayerContext | null {
  const video = plan.inputs[layer.input]?.video
  return video ? { video, source, canvas: plan.canvas, size, rate: plan.frameRate, lutText } : null
}

function noLuts(): string {
  return ''
}
