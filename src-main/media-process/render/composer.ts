import { readFileSync } from 'node:fs'
import { Frame } from 'node-av/lib'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import type { RenderPlan, Segment } from '#shared/render-plan/plan.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import type { Slices } from '../slices.ts'
import { findFile } from './media-files.ts'
import type { PictureReader } from './picture-reader.ts'
import { createReaderPool, type ReaderRequest } from './reader-pool.ts'
import { composeSegment, type SegmentComposer } from './segment-composer.ts'

/** Makes the pictures of a plan, without overlays. Going on to the next frame is cheap; any other jump seeks. */
export type Composer = {
  /** The picture of a frame of the output grid. It belongs to the composer and lasts until the next call. */
  frame(index: number): Promise<Frame>
  /**
   * Goes on with another plan, for instance after an edit, at another size if one is given. Files that both plans read stay
   * open where they stand. Not to be called while a `frame` is awaited.
   */
  replacePlan(plan: RenderPlan, files: readonly MediaFile[], size?: CanvasSize): void
  close(): void
}

type Options = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly slices: Slices
  /** The canvas, or a smaller one of the same shape for a preview. */
  readonly size?: CanvasSize
  readonly decoderThreads: number
  readonly filterThreads: number
  /** Hears of every picture that came out of damaged data. */
  readonly onDamage?: (assetId: AssetId) => void
}

export function openComposer(options: Options): Composer {
  const { slices, decoderThreads, filterThreads, onDamage } = options
  let { plan, files, size = plan.canvas } = options
  const pool = createReaderPool({
    maxPixels: plan.limits.maxPixels,
    threads: decoderThreads,
    slices,
    onDamage: (assetId) => onDamage?.(assetId),
  })
  const picture = new Frame()
  picture.alloc()
  const lutTexts = new Map<number, string>()
  let most = mostLayers(plan)
  let running: { readonly segment: Segment; readonly composer: SegmentComposer; next: number } | null = null

  function lutText(index: number): string {
    const known = lutTexts.get(index)
    if (known !== undefined) return known
    const assetId = plan.luts[index]
    if (assetId === undefined) throw new RangeError(`Colour table ${index} is not in the plan`)
    const text = readFileSync(findFile(files, assetId, 'original'), 'utf8')
    lutTexts.set(index, text)
    return text
  }

  function readersOf(segment: Segment): ReadonlyMap<Layer, PictureReader> {
    const requests = layersOf(segment).flatMap((layer): (ReaderRequest & { readonly layer: Layer })[] => {
      const input = plan.inputs[layer.input]
      if (!input?.video) return []
      const { video } = input
      const file = findFile(files, input.assetId, video.variant)
      return [{ layer, clipId: layer.clipId, file, input: { ...input, video } }]
    })
    const readers = pool.readersFor(requests, most)
    return new Map(
      requests.flatMap(({ layer }, index) => {
        const reader = readers[index]
        return reader ? [[layer, reader] as const] : []
      }),
    )
  }

  function stop(): void {
    running?.composer.close()
    running = null
  }

  function start(index: number): NonNullable<typeof running> {
    stop()
    const segment = plan.segments.find((each) => index < each.startFrame + each.frameCount)
    if (!segment || index < segment.startFrame) throw new RangeError(`Frame ${index} is not in the plan`)
    const firstFrame = index - segment.startFrame
    const readers = readersOf(segment)
    const readerOf = (layer: Layer): PictureReader | null => readers.get(layer) ?? null
    const composer = composeSegment({ plan, segment, readerOf, size, firstFrame, threads: filterThreads, lutText })
    running = { segment, composer, next: index }
    return running
  }

  return {
    async frame(index) {
      const continues = running?.next === index && index < running.segment.startFrame + running.segment.frameCount
      const now = continues && running ? running : start(index)
      picture.unref()
      await now.composer.nextInto(picture)
      now.next = index + 1
      return picture
    },
    replacePlan(nextPlan, nextFiles, nextSize = nextPlan.canvas) {
      stop()
      plan = nextPlan
      files = nextFiles
      size = nextSize
      most = mostLayers(plan)
      lutTexts.clear()
    },
    close() {
      stop()
      pool.close()
      picture.free()
    },
  }
}

/** How many layers are shown at once where there are most of them. */
function mostLayers(plan: RenderPlan): number {
  return plan.segments.reduce((most, segment) => Math.max(most, layersOf(segment).length), 1)
}
