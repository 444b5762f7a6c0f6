import { Frame } from 'node-av/lib'
import type { ComposeRequest } from '#main/core/media/compose-messages.ts'
import type { Still } from '#main/core/media/messages.ts'
import { openComposer } from './render/composer.ts'
import { openOverlayLayer } from './render/overlay-layer.ts'
import { loadOverlayPainter } from './render/overlay-painter.ts'
import { createSlices } from './slices.ts'
import { toStill } from './stills.ts'

type Options = { readonly threads: number; readonly signal: AbortSignal }

/** Whole pictures of a lesson, what is drawn over them among it, as JPEG files. Throws `media.*`, `cancelled`. */
export async function composeStills(request: ComposeRequest, { threads, signal }: Options): Promise<readonly Still[]> {
  const { plan, files, canvas, overlays, frames } = request
  const slices = createSlices(() => signal.aborted)
  const drawn = { ...plan, canvas, overlays }
  const paint = await loadOverlayPainter(drawn, files, slices)
  using open = new DisposableStack()
  const composer = open.adopt(
    openComposer({ plan, files, slices, size: canvas, decoderThreads: threads, filterThreads: 1 }),
    (each) => each.close(),
  )
  const layer = open.adopt(openOverlayLayer(drawn, paint), (each) => each.close())
  const scratch = open.adopt(new Frame(), (frame) => frame.free())
  scratch.alloc()
  const stills: Still[] = []
  for (const frame of frames) {
    stills.push(toStill(layer.cover(await composer.frame(frame), scratch), 'jpeg'))
    scratch.unref()
    await slices.pause()
  }
  return stills
}
