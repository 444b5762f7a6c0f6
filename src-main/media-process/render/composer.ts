import { readFileSync } from 'node:fs'
import { Frame } from 'node-av/lib'
import type { AssetId } from '#shared/project/ids.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import type { RenderPlan, Segment } from '#shared/render-plan/plan.ts'
import type { Slices } from '../slices.ts'
import { findFile } from './media-files.ts'
import { openPictureReader, type PictureReader } from './picture-reader.ts'
import { composeSegment, type SegmentComposer } from './segment-composer.ts'

/** Makes the pictures of a plan, without overlays. Going on to the next frame is cheap; any other jump seeks. */
export type Composer = {
  /** The picture of a frame of the output grid. It belongs to the composer and lasts until the next call. */
  frame(index: number): Promise<Frame>
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
  const { plan, files, slices, size = plan.canvas, decoderThreads, filterThreads, onDamage } = options
  const readers = new Map<number, PictureReader>()
  const picture = new Frame()
  picture.alloc()
  const lutTexts = new Map<number, string>()
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

  /** Only the newest reader stays open: two decoders of a phone's 4K film are a gigabyte. */
  function reader(layer: Layer): PictureReader | null {
    const input = plan.inputs[layer.input]
    if (!input?.video) return null
    const known = readers.get(layer.input)
    if (known) return known
    for (const old of readers.values()) old.close()
    readers.clear()
    const file = findFile(files, input.assetId, input.video.variant)
    const opened = openPictureReader({
      file,
      input: { ...input, video: input.video },
      maxPixels: plan.limits.maxPixels,
      threads: decoderThreads,
      slices,
      onDamage: () => onDamage?.(input.assetId),
    })
    readers.set(layer.input, opened)
    return opened
  }

  function start(index: number): NonNullable<typeof running> {
    running?.composer.close()
    running = null
    const segment = plan.segments.find((each) => index < each.startFrame + each.frameCount)
    if (!segment || index < segment.startFrame) throw new RangeError(`Frame ${index} is not in the plan`)
    const firstFrame = index - segment.startFrame
    const composer = composeSegment({ plan, segment, readerOf: reader, size, firstFrame, threads: filterThreads, lutText })
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
    close() {
      running?.composer.close()
      for (const open of readers.values()) open.close()
      picture.free()
    },
  }
}
