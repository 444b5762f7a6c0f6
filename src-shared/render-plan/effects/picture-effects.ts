import type { Layer } from '../plan-layer.ts'
import { applyChromaKey, makeChromaKey } from './chroma-key.ts'
import { applyColourTables, type ColourTables } from './colour-tables.ts'
import { hasEffects, type EffectContext } from './effect-filters.ts'
import type { Planes } from './planes.ts'
import { blurRegion } from './region-blur.ts'
import { coveredRegions } from './region-path.ts'

/** What happens to each picture of a layer. */
export type PictureEffects = {
  /** Changes the planes in place; `clipFrame` counts output frames from the start of the layer's clip. */
  apply(planes: Planes, clipFrame: number): void
}

/**
 * The effects of a layer, with the tables of its look; null for one that has none. The key sees the colours as they were
 * filmed, the blur comes last.
 */
export function createPictureEffects(
  layer: Layer,
  { shownRegion }: Pick<EffectContext, 'shownRegion'>,
  tables: ColourTables | null,
): PictureEffects | null {
  if (!hasEffects(layer)) return null
  const key = layer.chromaKey && makeChromaKey(layer.chromaKey)
  return {
    apply(planes, clipFrame) {
      if (key) applyChromaKey(planes, key)
      if (tables) applyColourTables(planes, tables)
      const shown = shownRegion(clipFrame)
      for (const { path, strength } of layer.blurs) {
        for (const region of coveredRegions(path, clipFrame)) blurRegion(planes, shown, region, strength)
      }
    },
  }
}
