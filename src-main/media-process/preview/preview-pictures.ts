import type { Frame } from 'node-av/lib'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { openComposer, type Composer } from '../render/composer.ts'
import type { Slices } from '../slices.ts'
import { draftSize } from './preview-size.ts'

/** An I420 picture, planes one after the other without padding. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array<ArrayBuffer> }

/** The pictures of one plan. A call may be given up, which throws `cancelled` and leaves the next one possible. */
export type PreviewPictures = {
  /** A frame of the output grid: at the canvas size (`exact`) or the quick one. */
  picture(index: number, exact: boolean): Promise<Picture>
  close(): void
}

export function openPreviewPictures(
  plan: RenderPlan,
  files: readonly MediaFile[],
  slices: Slices,
  threads: number,
): PreviewPictures {
  let open: { readonly exact: boolean; readonly composer: Composer } | null = null

  /** One size at a time, so that a phone's 4K film is not decoded twice. */
  function composer(exact: boolean): Composer {
    if (open?.exact === exact) return open.composer
    open?.composer.close()
    open = null
    const size = exact ? plan.canvas : draftSize(plan.canvas)
    const opened = openComposer({ plan, files, slices, size, decoderThreads: threads, filterThreads: threads })
    open = { exact, composer: opened }
    return opened
  }

  return {
    picture: async (index, exact) => copyPlanes(await composer(exact).frame(index)),
    close: () => open?.composer.close(),
  }
}

function copyPlanes(frame: Frame): Picture {
  // Packed as FFmpeg's av_image_copy_to_buffer does with an alignment of one; copied, because a message clones whole buffers.
  return { width: frame.width, height: frame.height, data: Uint8Array.from(frame.toBuffer()) }
}
