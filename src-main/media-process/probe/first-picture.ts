import { inspect } from 'node:util'
import { Frame } from 'node-av/lib'
import type { FirstPictureWish } from '#main/core/media/media-engine.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { ReadableAsset } from '#shared/render-plan/plan-inputs.ts'
import { firstPicturePlan } from '#shared/render-plan/still-plan.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import { copyPlanes } from '../preview/picture-cache.ts'
import { draftSize } from '../preview/preview-size.ts'
import { openDeinterlacer } from '../render/deinterlacer.ts'
import { openLayerPictures } from '../render/layer-pictures.ts'
import { createSegmentComposer } from '../render/segment-composer.ts'
import type { PacketScan, PictureWatch } from './scan-packets.ts'

const assetId = 'first-picture' as AssetId

/**
 * Makes of the pictures that an examination decodes in any case the one that the preview will begin with, so that nothing is read
 * or decoded twice. `describe` is what the examination would tell with what it knows so far. One that cannot be made is not told:
 * what is wrong with the file is for the examination to say.
 */
export function watchFirstPicture(
  describe: (scan: PacketScan) => Omit<ReadableAsset, 'id'>,
  { canvas, tell }: FirstPictureWish,
): PictureWatch & { close(): void } {
  let held: Frame[] = []

  function close(): void {
    for (const frame of held) frame.free()
    held = []
  }

  async function make(asset: Omit<ReadableAsset, 'id'>): Promise<PreviewPicture | null> {
    if (asset.kind !== 'video') return null
    const plan = firstPicturePlan({ id: assetId, ...asset }, '', canvas)
    const [segment] = plan.segments
    const [layer] = segment ? layersOf(segment) : []
    const [input] = plan.inputs
    if (!segment || !layer || !input?.video) return null
    const { video } = input
    const size = draftSize(canvas)
    const shared = { canvas, size, rate: plan.frameRate, threads: 1 } as const
    const pictures = openLayerPictures({ ...shared, layer, input: { ...input, video }, role: 'base', lutText: noLut })
    const reader = { pictureAt: async () => wholePicture(held, video), shown: 0, close }
    const pictureOfLayer = (_: unknown, frame: number) => pictures.pictureFor(frame, reader)
    const composer = createSegmentComposer({ size, threads: 1, pictureOfLayer })
    using scratch = new Frame()
    scratch.alloc()
    try {
      return copyPlanes(await composer.compose(segment, 0, scratch))
    } finally {
      composer.close()
      pictures.close()
    }
  }

  return {
    see(frame) {
      const kept = frame.clone()
      if (kept) held.push(kept)
    },
    async seen(scan) {
      try {
        const picture = await make(describe(scan))
        if (picture) tell(picture)
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'cancelled') throw thrown
        // A defect of ours is no reason to refuse the film.
        if (!(thrown instanceof AppError)) process.stderr.write(`first picture: ${inspect(thrown)}\n`)
      } finally {
        close()
      }
    },
    close,
  }
}

/** The first of them, whole where the film has half pictures: those are made of more than one. */
function wholePicture(pictures: readonly Frame[], video: PlanVideo): Frame {
  const [first] = pictures
  if (!first) throw new RangeError('There is no first picture')
  if (video.fieldOrder === 'progressive') return first
  const deinterlacer = openDeinterlacer(video, 1)
  try {
    for (const [index, picture] of pictures.entries()) deinterlacer.push(picture, index)
    deinterlacer.end()
    first.unref()
    if (deinterlacer.pull(first) === null) throw new RangeError('Interlaced pictures gave no whole one')
    return first
  } finally {
    deinterlacer.restart()
  }
}

function noLut(): string {
  throw new RangeError('A clip just imported has no colour table')
}
