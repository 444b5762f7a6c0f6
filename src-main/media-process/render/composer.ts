import { readFileSync } from 'node:fs'
import { Frame } from 'node-av/lib'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import type { RenderPlan, Segment } from '#shared/render-plan/plan.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import type { Slices } from '../slices.ts'
import { findFile } from './media-files.ts'
import { openLayerPictures, type LayerPicture, type LayerPictures } from './layer-pictures.ts'
import type { PictureReader } from './picture-reader.ts'
import { createReaderPool, type ReaderRequest } from './reader-pool.ts'
import { createSegmentComposer } from './segment-composer.ts'

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

/** The layers on screen, kept for as long as their clips stay, from segment to segment and from plan to plan. */
type OpenLayer = { readonly key: string; readonly pictures: LayerPictures }

export function openComposer(options: Options): Composer {
  const { slices, decoderThreads, filterThreads, onDamage } = options
  let { plan, files, size = plan.canvas } = options
  const pool = createReaderPool({
    maxPixels: plan.limits.maxPixels,
    threads: decoderThreads,
    slices,
    onDamage: (assetId) => onDamage?.(assetId),
  })
  const scratch = new Frame()
  scratch.alloc()
  const lutTexts = new Map<number, string>()
  let most = mostLayers(plan)
  let current: Segment | null = null
  let segmentComposer = createSegmentComposer({ size, threads: filterThreads, pictureOfLayer })
  let layers = new Map<Layer, OpenLayer>()
  let readers: ReadonlyMap<Layer, PictureReader> = new Map()

  function lutText(index: number): string {
    const known = lutTexts.get(index)
    if (known !== undefined) return known
    const assetId = plan.luts[index]
    if (assetId === undefined) throw new RangeError(`Colour table ${index} is not in the plan`)
    const text = readFileSync(findFile(files, assetId, 'original'), 'utf8')
    lutTexts.set(index, text)
    return text
  }

  function readersOf(shown: readonly Layer[]): ReadonlyMap<Layer, PictureReader> {
    const requests = shown.flatMap((layer): (ReaderRequest & { readonly layer: Layer })[] => {
      const input = videoInput(plan, layer)
      if (!input) return []
      return [{ layer, clipId: layer.clipId, file: findFile(files, input.assetId, input.video.variant), input }]
    })
    const opened = pool.readersFor(requests, most)
    return new Map(
      requests.flatMap(({ layer }, index) => {
        const reader = opened[index]
        return reader ? [[layer, reader] as const] : []
      }),
    )
  }

  function openLayers(segment: Segment): Map<Layer, OpenLayer> {
    const known = [...layers.values()]
    const opened = new Map<Layer, OpenLayer>()
    for (const layer of layersOf(segment)) {
      const input = videoInput(plan, layer)
      if (!input) continue
      const role = segment.above.includes(layer) ? 'above' : 'base'
      const lut = layer.look?.lut ?? null
      const key = JSON.stringify([role, layer, input, plan.canvas, size, plan.frameRate, lut === null ? null : plan.luts[lut]])
      const same = known.find((each) => each.key === key)
      const { canvas, frameRate: rate } = plan
      const made = { layer, input, role, canvas, size, rate, threads: filterThreads, lutText } as const
      opened.set(layer, same ?? { key, pictures: openLayerPictures(made) })
    }
    const kept = new Set(opened.values())
    for (const layer of known) if (!kept.has(layer)) layer.pictures.close()
    return opened
  }

  async function pictureOfLayer(layer: Layer, frame: number): Promise<LayerPicture> {
    const [open, reader] = [layers.get(layer), readers.get(layer)]
    return open && reader ? await open.pictures.pictureFor(frame, reader) : { kind: 'nothing' }
  }

  function enter(segment: Segment): void {
    if (segment === current) return
    current = null
    readers = readersOf(layersOf(segment))
    layers = openLayers(segment)
    current = segment
  }

  return {
    async frame(index) {
      const segment = segmentAt(plan, index)
      enter(segment)
      scratch.unref()
      const picture = await segmentComposer.compose(segment, index, scratch)
      picture.pts = BigInt(index)
      return picture
    },
    replacePlan(nextPlan, nextFiles, nextSize = nextPlan.canvas) {
      if (nextSize.width !== size.width || nextSize.height !== size.height) {
        segmentComposer.close()
        segmentComposer = createSegmentComposer({ size: nextSize, threads: filterThreads, pictureOfLayer })
      }
      plan = nextPlan
      files = nextFiles
      size = nextSize
      most = mostLayers(plan)
      current = null
      lutTexts.clear()
    },
    close() {
      segmentComposer.close()
      for (const { pictures } of layers.values()) pictures.close()
      pool.close()
      scratch.free()
    },
  }
}

function segmentAt({ segments }: RenderPlan, frame: number): Segment {
  const segment = segments.find((each) => frame < each.startFrame + each.frameCount)
  if (!segment || frame < segment.startFrame) throw new RangeError(`Frame ${frame} is not in the plan`)
  return segment
}

type VideoInput = PlanInput & { readonly video: PlanVideo }

function videoInput(plan: RenderPlan, layer: Layer): VideoInput | null {
  const input = plan.inputs[layer.input]
  return input?.video ? { ...input, video: input.video } : null
}

/** How many layers are shown at once where there are most of them. */
function mostLayers(plan: RenderPlan): number {
  return plan.segments.reduce((most, segment) => Math.max(most, layersOf(segment).length), 1)
}
