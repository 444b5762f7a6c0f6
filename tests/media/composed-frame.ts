import { Frame } from 'node-av/lib'
import { layOutOverlays } from '#main/core/export/lesson-overlays.ts'
import type { MediaFile } from '#main/core/media/messages.ts'
import { openFilterPipe } from '#main/media-process/ffmpeg/filter-pipe.ts'
import { openComposer } from '#main/media-process/render/composer.ts'
import { openOverlayLayer } from '#main/media-process/render/overlay-layer.ts'
import { loadOverlayPainter } from '#main/media-process/render/overlay-painter.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { boundsAt } from '#shared/overlay/bounds.ts'
import type { PixelBox } from '#shared/overlay/model.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import type { Rgba } from './luma-similarity.ts'

export type ComposedFrame = { readonly picture: Rgba; readonly boxes: readonly { readonly id: string; readonly box: PixelBox }[] }

/** A frame of a lesson as the encoder would get it, captions burned in, in RGB; and where its overlays lie. */
export async function composeFrame(
  document: LessonDocument,
  files: readonly MediaFile[],
  frameIndex: number,
): Promise<ComposedFrame> {
  const { canvas } = document.settings
  const overlays = layOutOverlays(document, canvas, true)
  const plan = renderPlanSchema.parse(compilePlan(document, { preset: 'lms', overlays }))
  const slices = createSlices(() => false)
  using open = new DisposableStack()
  const composer = open.adopt(openComposer({ plan, files, slices, decoderThreads: 2, filterThreads: 2 }), (each) => each.close())
  const layer = open.adopt(openOverlayLayer(plan, await loadOverlayPainter(plan, files, slices)), (each) => each.close())
  const scratch = open.adopt(new Frame(), (frame) => frame.free())
  scratch.alloc()
  const picture = toRgba(layer.cover(await composer.frame(frameIndex), scratch))
  const instant = frameToTicks(frameIndex, plan.frameRate)
  const shown = plan.overlays.filter(({ startTicks, endTicks }) => startTicks <= instant && instant < endTicks)
  const boxes = shown.flatMap((overlay) => {
    const box = boundsAt(overlay, instant, canvas)
    return box ? [{ id: overlay.id, box }] : []
  })
  return { picture, boxes }
}

function toRgba(frame: Frame): Rgba {
  const { width, height } = frame
  const source = `buffer@v=video_size=${width}x${height}:pix_fmt=yuv420p:time_base=1/30:colorspace=bt709:range=tv`
  const pipe = openFilterPipe(`${source},scale=flags=accurate_rnd+full_chroma_int,format=rgba,buffersink@out`, 'comparing', 2)
  using converted = new Frame()
  converted.alloc()
  try {
    pipe.push('buffer@v', frame)
    pipe.end('buffer@v')
    pipe.pull(converted)
    return { width, height, data: new Uint8Array(converted.toBuffer()) }
  } finally {
    pipe.close()
  }
}
