import type { Frame } from 'node-av/lib'
import type { MediaFile } from '#main/core/media/messages.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { openComposer, type Composer } from '../render/composer.ts'
import type { Slices } from '../slices.ts'
import { toDraftPlan, type DraftPlan } from './draft-plan.ts'
import { createPictureCache, type Picture } from './picture-cache.ts'
import { draftSize } from './preview-size.ts'

/** The pictures of one plan. A call may be given up, which throws `cancelled` and leaves the next one possible. */
export type PreviewPictures = {
  /** A quick picture of a frame of the output grid, from proxies where there are some. */
  draft(index: number): Promise<Picture>
  /** The picture of a frame as it is exported. */
  exact(index: number): Promise<Picture>
  /** Makes one quick picture around a frame ready, that a step is answered at once; false when there is none left to make. */
  prepareAround(index: number): Promise<boolean>
  /** Whether the quick picture is the exact one. */
  readonly draftIsExact: boolean
  close(): void
}

type Options = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly slices: Slices
  readonly threads: number
}

/** Forty pictures of 540x960. */
const cacheBytes = 32 * 1024 * 1024
const ahead = 3
/** A GOP of a proxy has twelve pictures; going back one decodes most of them in any case. */
const behind = 8
/** Two frames apart is a step, further is a jump. */
const longestStep = 2

export function openPreviewPictures({ plan, files, slices, threads }: Options): PreviewPictures {
  const cache = createPictureCache(cacheBytes)
  let draftPlan: DraftPlan = toDraftPlan(plan, files)
  let quick: Composer | null = null
  let full: Composer | null = null
  let lastIndex = -Infinity
  let isStepping = false

  /** Threads of a decoder each hold a picture back: for the small pictures of proxies one is faster than several. */
  const openQuick = (): Composer =>
    openComposer({
      plan: draftPlan.plan,
      files,
      slices,
      size: draftSize(plan.canvas),
      decoderThreads: draftPlan.proxied ? 1 : threads,
      filterThreads: draftPlan.proxied ? 1 : threads,
    })

  /** Without proxies one at a time, so that a phone's 4K film is not decoded twice. */
  function quickComposer(): Composer {
    if (!draftPlan.proxied) {
      full?.close()
      full = null
    }
    quick ??= openQuick()
    return quick
  }

  function fullComposer(): Composer {
    if (!draftPlan.proxied) {
      quick?.close()
      quick = null
    }
    full ??= openComposer({ plan, files, slices, decoderThreads: threads, filterThreads: threads })
    return full
  }

  async function make(index: number): Promise<Picture> {
    const known = cache.get(index)
    if (known) return known
    const picture = copyPlanes(await quickComposer().frame(index))
    cache.add(index, picture)
    return picture
  }

  /** A proxy may be deleted or half written at any time; the original serves as well. */
  async function makeInSpite(index: number): Promise<Picture> {
    try {
      return await make(index)
    } catch (thrown) {
      const isCancelled = thrown instanceof AppError && thrown.data.code === 'cancelled'
      if (isCancelled || draftPlan.plan === plan) throw thrown
      draftPlan = { plan, proxied: false }
      quick?.close()
      quick = null
      return make(index)
    }
  }

  return {
    async draft(index) {
      const goesBack = cache.has(index + 1) && !cache.has(index)
      isStepping = Math.abs(index - lastIndex) <= longestStep
      lastIndex = index
      // Going back decodes from a key frame in any case: the pictures on the way are kept for the next steps.
      if (goesBack) for (let before = Math.max(0, index - behind); before < index; before += 1) await makeInSpite(before)
      return makeInSpite(index)
    },
    exact: async (index) => copyPlanes(await fullComposer().frame(index)),
    async prepareAround(index) {
      const backwards = draftPlan.proxied || isStepping
      for (const other of around(index, plan.frameCount, backwards)) {
        if (cache.has(other)) continue
        await makeInSpite(other)
        return true
      }
      return false
    },
    get draftIsExact() {
      const { width, height } = draftSize(plan.canvas)
      const isSame = plan.inputs.every((input, place) => input.video?.variant === draftPlan.plan.inputs[place]?.video?.variant)
      return isSame && width === plan.canvas.width && height === plan.canvas.height
    },
    close() {
      quick?.close()
      full?.close()
    },
  }
}

function around(index: number, frameCount: number, backwards: boolean): readonly number[] {
  const after = Array.from({ length: ahead }, (_, step) => index + 1 + step).filter((each) => each < frameCount)
  const before = Array.from({ length: behind }, (_, step) => index - behind + step).filter((each) => each >= 0)
  return backwards ? [...after, ...before] : after
}

function copyPlanes(frame: Frame): Picture {
  // Packed as FFmpeg's av_image_copy_to_buffer does with an alignment of one.
  const packed = frame.toBuffer()
  const { buffer, byteLength } = packed
  // A message clones whole buffers: one that is part of a larger one is copied first.
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  return { width: frame.width, height: frame.height, data: isAlone ? new Uint8Array(buffer) : new Uint8Array(packed) }
}
