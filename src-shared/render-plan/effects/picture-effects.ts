import type { Layer } from '../plan-layer.ts'
import { hasEffects, type EffectContext } from './effect-filters.ts'
import type { Planes } from './planes.ts'
import { blurRegion } from './region-blur.ts'
import { coveredRegions } from './region-path.ts'

/** What happens to each picture of a layer. */
export type PictureEffects = {
  /** Changes the planes in place; `clipFrame` counts output frames from the start of the layer's clip. */
  apply(planes: Planes, clipFrame: number): void
}

/** The effects of a layer; null for one that has none. */
export function createPictureEffects(layer: Layer, context: EffectContext): PictureEffects | null {
  if (!hasEffects(layer)) return null
  return {
    apply(planes, clipFrame) {
      const shown = context.shownRegion(clipFrame)
      for (const { path, strength } of layer.blurs) {
        for (const region of coveredRegions(path, clipFrame)) blurRegion(planes, shown, region, strength)
      }
    },
  }
}
