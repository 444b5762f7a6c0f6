import { Frame } from 'node-av/lib'
import { AV_PIX_FMT_RGBA } from 'node-av/constants'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { buildOverlayGraph } from '#shared/render-plan/overlay-graph.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'

/** A bitmap and where it goes on the canvas; even numbers. */
type Bitmap = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly rgba: Buffer
}

export type OverlayPainter = (overlay: PaintedOverlay, instant: Ticks) => Bitmap

/** Lays the overlays of each frame over its picture. */
export type OverlayLayer = {
  /** The picture with its overlays, in `scratch`, or the picture itself where nothing shows. */
  cover(picture: Frame, scratch: Frame): Frame
  close(): void
}

const step = 'drawing captions and overlays'

/**
 * Paints only when the set of visible overlays changes and keeps one small graph from change to change; each graph covers
 * no more than the bitmaps' boxes, and a picture without overlays is not touched.
 */
export function openOverlayLayer(plan: RenderPlan, paint: OverlayPainter, threads: number): OverlayLayer {
  let visible: readonly PaintedOverlay[] = []
  let pipe: FilterPipe | null = null

  function change(now: readonly PaintedOverlay[], instant: Ticks, pts: bigint): void {
    pipe?.close()
    pipe = null
    visible = now
    if (now.length === 0) return
    const bitmaps = now.map((overlay) => paint(overlay, instant))
    pipe = openFilterPipe(buildOverlayGraph(bitmaps, plan.canvas, plan.frameRate), step, threads)
    for (const [index, { width, height, rgba }] of bitmaps.entries()) {
      using frame = Frame.fromVideoBuffer(rgba, { width, height, format: AV_PIX_FMT_RGBA, pts })
      pipe.push(`buffer@o${index}`, frame)
      pipe.end(`buffer@o${index}`)
    }
  }

  return {
    cover(picture, scratch) {
      const instant = frameToTicks(Number(picture.pts), plan.frameRate)
      const now = plan.overlays.filter(({ startTicks, endTicks }) => startTicks <= instant && instant < endTicks)
      if (!isSame(now, visible)) change(now, instant, picture.pts)
      if (!pipe) return picture
      pipe.push('buffer@v', picture)
      pipe.pull(scratch)
      return scratch
    },
    close: () => pipe?.close(),
  }
}

function isSame(a: readonly PaintedOverlay[], b: readonly PaintedOverlay[]): boolean {
  return a.length === b.length && a.every((overlay, index) => overlay === b[index])
}
