import type { CanvasSize } from '../project/schema/document.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import type { SourceFormat } from './layer-source.ts'
import type { PlanVideo } from './plan-input.ts'

/** What a layer's filters depend on beside the layer. */
export type LayerContext = {
  readonly video: PlanVideo
  readonly source: SourceFormat
  readonly canvas: CanvasSize
  /** The canvas, or a smaller one of the same shape for a preview. */
  readonly size: CanvasSize
  readonly rate: FrameRate
  readonly lutText: (index: number) => string
}
