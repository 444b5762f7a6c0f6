import { loadRasterAside } from '#main/core/overlay-raster/load-raster-aside.ts'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Slices } from '../slices.ts'
import { findFile } from './media-files.ts'
import type { OverlayPainter } from './overlay-layer.ts'
import { readOverlayPicture, type OverlayPicture } from './overlay-pictures.ts'

/**
 * Paints the overlays of a plan; the pictures they name are read here. The raster and its fonts cost tens of megabytes: they
 * are loaded for plans that draw something. Throws `media.*` where a picture cannot be read.
 */
export async function loadOverlayPainter(plan: RenderPlan, files: readonly MediaFile[], slices: Slices): Promise<OverlayPainter> {
  if (plan.overlays.length === 0) return refuse
  const isLoaded = loadRasterAside()
  const pictures = new Map<AssetId, OverlayPicture>()
  for (const { items } of plan.overlays) {
    for (const item of items) {
      if (item.kind !== 'image' || pictures.has(item.assetId)) continue
      const input = plan.inputs.find(({ assetId }) => assetId === item.assetId)
      if (!input?.video) throw new Error(`The plan has no picture of ${item.assetId}`)
      const file = findFile(files, item.assetId, input.video.variant)
      pictures.set(item.assetId, await readOverlayPicture(file, input, slices))
    }
  }
  await isLoaded
  const { createOverlayPainter } = await import('#main/core/overlay-raster/overlay-painter.ts')
  return createOverlayPainter(pictures)
}

function refuse(): never {
  throw new Error('A plan without overlays has nothing to paint')
}
