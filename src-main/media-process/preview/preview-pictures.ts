import type { MediaFile } from '#main/core/media/messages.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { openComposer, type Composer } from '../render/composer.ts'
import type { Slices } from '../slices.ts'
import { toDraftPlan, type DraftPlan } from './draft-plan.ts'
import { copyPlanes, createPictureCache, type Picture } from './picture-cache.ts'
import { draftSize } from './preview-size.ts'

/** The pictures of a plan. A call may be given up, which throws `cancelled` and leaves the next one possible. */
export type PreviewPictures = {
  /** Goes on with another plan or with other files; not while a picture is awaited. */
  replace(plan: RenderPlan, files: readonly MediaFile[]): void
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

/** A composer and what it was last told to make. */
type Open = { readonly composer: Composer; readonly threads: number; of: Order }
type Order = { readonly plan: RenderPlan; readonly files: readonly MediaFile[]; readonly size: CanvasSize }

/** Forty pictures of 540x960. */
const cacheBytes = 32 * 1024 * 1024
const ahead = 3
/** A GOP of a proxy has twelve pictures; going back one decodes most of them in any case. */
const behind = 8
/** Two frames apart is a step, further is a jump. */
const longestStep = 2

export function openPreviewPictures(options: Options): PreviewPictures {
  const { slices } = options
  const cache = createPictureCache(cacheBytes)
  let { plan, files } = options
  let draftPlan: DraftPlan = toDraftPlan(plan, files)
  let quick: Open | null = null
  let full: Open | null = null
  let lastIndex = -Infinity
  let isStepping = false

  function use(known: Open | null, order: Order, threads: number): Open {
    if (known && known.threads !== threads) known.composer.close()
    if (known?.threads !== threads) {
      const composer = openComposer({ ...order, slices, decoderThreads: threads, filterThreads: threads })
      return { composer, threads, of: order }
    }
    const { of } = known
    const isSame = of.plan === order.plan && of.files === order.files && of.size.width === order.size.width
    if (!isSame) known.composer.replacePlan(order.plan, order.files, order.size)
    known.of = order
    return known
  }

  /** Threads of a decoder each hold a picture back: for the small pictures of proxies one is faster than several. */
  function quickComposer(): Composer {
    const order = { plan: draftPlan.plan, files, size: draftSize(plan.canvas) }
    quick = use(quick, order, draftPlan.proxied ? 1 : options.threads)
    return quick.composer
  }

  /** Without proxies one composer makes both sizes, so that a phone's 4K film is decoded once. */
  function fullComposer(): Composer {
    const order = { plan, files, size: plan.canvas }
    if (draftPlan.plan === plan) {
      quick = use(quick, order, options.threads)
      return quick.composer
    }
    full = use(full, order, options.threads)
    return full.composer
  }

  function closeFull(): void {
    full?.composer.close()
    full = null
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
      closeFull()
      return make(index)
    }
  }

  return {
    replace(nextPlan, nextFiles) {
      plan = nextPlan
      files = nextFiles
      draftPlan = toDraftPlan(plan, files)
      cache.clear()
      if (draftPlan.plan === plan) closeFull()
    },
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
      return draftPlan.plan === plan && width === plan.canvas.width && height === plan.canvas.height
    },
    close() {
      quick?.composer.close()
      closeFull()
    },
  }
}

function around(index: number, frameCount: number, backwards: boolean): readonly number[] {
  const after = Array.from({ length: ahead }, (_, step) => index + 1 + step).filter((each) => each < frameCount)
  const before = Array.from({ length: behind }, (_, step) => index - behind + step).filter((each) => each >= 0)
  return backwards ? [...after, ...before] : after
}
