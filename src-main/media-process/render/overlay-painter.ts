import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { OverlayPainter } from './overlay-layer.ts'

/** The raster and its fonts cost tens of megabytes: they are loaded for plans that draw something. */
export async function loadOverlayPainter(plan: RenderPlan): Promise<OverlayPainter> {
  if (plan.overlays.length === 0) return refuse
  const { paintOverlayRgba } = await import('#main/core/overlay-raster/paint-overlay-rgba.ts')
  return paintOverlayRgba
}

function refuse(): never {
  throw new Error('A plan without overlays has nothing to paint')
}
