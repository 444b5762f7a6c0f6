import type { Layer } from '../plan-layer.ts'
import { applyChromaKey, makeChromaKey } from './chroma-key.ts'
import { applyColourTables, makeColourTables, type ColourTables } from './colour-tables.ts'
import { parseCube } from './cube-file.ts'
import { hasEffects, type EffectContext } from './effect-filters.ts'
import { isPlainLook, lookColour } from './look-colour.ts'
import type { Planes } from './planes.ts'
import { blurRegion } from './region-blur.ts'
import { coveredRegions } from './region-path.ts'

/** What happens to each picture of a layer. */
export type PictureEffects = {
  /** Changes the planes in place; `clipFrame` counts output frames from the start of the layer's clip. */
  apply(planes: Planes, clipFrame: number): void
}

/**
 * The effects of a layer; null for one that has none. The key sees the colours as they were filmed, the blur comes last. Throws
 * `colour.*` for an unknown look or a colour table that cannot be used.
 */
export function createPictureEffects(layer: Layer, context: EffectContext): PictureEffects | null {
  if (!hasEffects(layer)) return null
  const key = layer.chromaKey && makeChromaKey(layer.chromaKey)
  const tables = colourTables(layer.look, context)
  return {
    apply(planes, clipFrame) {
      if (key) applyChromaKey(planes, key)
      if (tables) applyColourTables(planes, tables)
      const shown = context.shownRegion(clipFrame)
      for (const { path, strength } of layer.blurs) {
        for (const region of coveredRegions(path, clipFrame)) blurRegion(planes, shown, region, strength)
      }
    },
  }
}

function colourTables(look: Layer['look'], { lutText }: EffectContext): ColourTables | null {
  if (!look || isPlainLook(look)) return null
  const cube = look.lut === null ? null : parseCube(lutText(look.lut), 'colour table')
  return makeColourTables(lookColour(look, cube))
}
