import { Frame } from 'node-av/lib'
import { AV_PIX_FMT_RGBA } from 'node-av/constants'
import { boundsAt } from '#shared/overlay/bounds.ts'
import type { PaintedOverlay, PixelBox } from '#shared/overlay/model.ts'
import { lookAt } from '#shared/overlay/pose.ts'
import { bitmapGraph, overlayGraph } from '#shared/render-plan/overlay-graph.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'

/** Straight-alpha R G B A rows of what of an overlay lies in a box of canvas pixels. */
export type OverlayPainter = (overlay: PaintedOverlay, instant: Ticks, box: PixelBox) => { readonly rgba: Buffer }

/** Lays the overlays of each frame over its picture. */
export type OverlayLayer = {
  /** The picture with its overlays, in `scratch`, or the picture itself where nothing shows. */
  cover(picture: Frame, scratch: Frame): Frame
  close(): void
}

/** How an overlay looks, and the bitmap of that, ready to be laid over a picture. */
type Painted = { readonly overlay: PaintedOverlay; readonly look: string; readonly box: PixelBox; readonly bitmap: Frame }

const step = 'drawing captions and overlays'
/** These graphs are small; more threads make each picture slower (1080x1920: 0.14 ms against 0.16 to 0.8). */
const threads = 1

/**
 * Paints an overlay only when it looks another way than before, and keeps one small graph from change to change; each graph
 * covers no more than the bitmaps' boxes, and a picture without overlays is not touched.
 */
export function openOverlayLayer(plan: RenderPlan, paint: OverlayPainter): OverlayLayer {
  let shown: readonly Painted[] = []
  let pipe: FilterPipe | null = null

  function paintNew(overlay: PaintedOverlay, look: string, instant: Ticks): Painted | null {
    const box = boundsAt(overlay, instant, plan.canvas)
    if (!box) return null
    const { rgba } = paint(overlay, instant, box)
    return { overlay, look, box, bitmap: toPlanes(rgba, box, plan) }
  }

  function show(next: readonly Painted[], pts: bigint): void {
    pipe?.close()
    pipe = null
    for (const { bitmap } of shown) if (!next.some((kept) => kept.bitmap === bitmap)) bitmap.free()
    shown = next
    if (next.length === 0) return
    const boxes = next.map(({ box }) => box)
    const opened = openFilterPipe(overlayGraph(boxes, plan.canvas, plan.frameRate), step, threads)
    pipe = opened
    for (const [index, { bitmap }] of next.entries()) {
      bitmap.pts = pts
      opened.push(`buffer@o${index}`, bitmap)
      opened.end(`buffer@o${index}`)
    }
  }

  return {
    cover(picture, scratch) {
      const instant = frameToTicks(Number(picture.pts), plan.frameRate)
      const now = plan.overlays
        .filter(({ startTicks, endTicks }) => startTicks <= instant && instant < endTicks)
        .flatMap((overlay) => {
          const look = lookAt(overlay, instant)
          const known = shown.find((painted) => painted.overlay === overlay && painted.look === look)
          return known ?? paintNew(overlay, look, instant) ?? []
        })
      if (!isSame(now, shown)) show(now, picture.pts)
      if (!pipe) return picture
      pipe.push('buffer@v', picture)
      pipe.pull(scratch)
      return scratch
    },
    close() {
      pipe?.close()
      for (const { bitmap } of shown) bitmap.free()
    },
  }
}

function isSame(a: readonly Painted[], b: readonly Painted[]): boolean {
  return a.length === b.length && a.every((painted, index) => painted === b[index])
}

/** In the colour format of the canvas, with its alpha, so that a bitmap that stays is converted once. The frame is the caller's. */
function toPlanes(rgba: Buffer, { width, height }: PixelBox, plan: RenderPlan): Frame {
  const pipe = openFilterPipe(bitmapGraph({ width, height }, plan.frameRate), step, threads)
  const planes = new Frame()
  planes.alloc()
  try {
    using bitmap = Frame.fromVideoBuffer(rgba, { width, height, format: AV_PIX_FMT_RGBA, pts: 0n })
    pipe.push('buffer@v', bitmap)
    pipe.end('buffer@v')
    pipe.pull(planes)
    return planes
  } catch (thrown) {
    planes.free()
    throw thrown
  } finally {
    pipe.close()
  }
}
