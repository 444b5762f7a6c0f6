import { setImmediate } from 'node:timers/promises'
import type { Frame } from 'node-av/lib'
import type { MediaFile } from '#main/core/media/messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { openComposer, type Composer } from '../render/composer.ts'
import type { Slices } from '../slices.ts'
import { draftSize } from './preview-size.ts'

/** An I420 picture, planes one after the other without padding. */
type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array<ArrayBuffer> }

/** Sound with one plane a channel, one after the other. */
type Sound = { readonly sampleRate: number; readonly channels: number; readonly data: Float32Array<ArrayBuffer> }

/** Pictures and sound of one plan; each call may be given up, which throws `cancelled` and leaves the sources usable. */
export type PreviewSources = {
  readonly plan: RenderPlan
  /** A frame of the output grid: at the canvas size (`exact`) or the quick one. */
  picture(index: number, exact: boolean): Promise<Picture>
  sound(at: Ticks, length: Ticks): Promise<Sound>
  close(): void
}

/** The window's messages are heard this often. */
const sliceMs = 8

export function openPreviewSources(plan: RenderPlan, files: readonly MediaFile[], isStale: () => boolean): PreviewSources {
  const slices = createInterruptibleSlices(isStale)
  const composers = new Map<boolean, Composer>()

  /** One size at a time, so that a phone's 4K film is not decoded twice. */
  function composer(exact: boolean): Composer {
    const known = composers.get(exact)
    if (known) return known
    for (const old of composers.values()) old.close()
    composers.clear()
    const size = exact ? plan.canvas : draftSize(plan.canvas)
    const opened = openComposer({ plan, files, slices, size, decoderThreads: 2, filterThreads: 2 })
    composers.set(exact, opened)
    return opened
  }

  return {
    plan,
    picture: async (index, exact) => copyPlanes(await composer(exact).frame(index)),
    sound: async () => {
      throw appError('internal', { detail: 'no sound yet' })
    },
    close() {
      for (const open of composers.values()) open.close()
    },
  }
}

function createInterruptibleSlices(isStale: () => boolean): Slices {
  let startedAt = performance.now()
  return {
    async pause() {
      if (performance.now() - startedAt >= sliceMs) {
        await setImmediate()
        startedAt = performance.now()
      }
      if (isStale()) throw appError('cancelled', {})
    },
  }
}

function copyPlanes(frame: Frame): Picture {
  // Packed as FFmpeg's av_image_copy_to_buffer does with an alignment of one; copied, because a message clones whole buffers.
  return { width: frame.width, height: frame.height, data: Uint8Array.from(frame.toBuffer()) }
}
