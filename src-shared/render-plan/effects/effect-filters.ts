import type { Region } from '../../project/schema/geometry.ts'
import type { LayerContext } from '../layer-graph.ts'
import type { Layer } from '../plan-layer.ts'

/** What effects may know beside their layer. All of it is the same from a graph's first frame to its last but `shownRegion`. */
export type EffectContext = LayerContext & {
  /** Unique in the graph ("v0"); names of filters and links of an effect start with it. */
  readonly name: string
  /** Pixels of the layer's picture where effects happen: upright, BT.709 limited, `yuv420p` or `yuva420p`. */
  readonly picture: { readonly width: number; readonly height: number }
  readonly hasAlpha: boolean
  /** The part of the upright source picture that `picture` shows on a frame of the layer's clip. */
  readonly shownRegion: (clipFrame: number) => Region
  /** The text of a .cube file, by its index in the plan's `luts`. */
  readonly lutText: (index: number) => string
}

/** A command to a filter of the graph ("gblur@v0blur"), sent before the frame enters. */
export type EffectCommand = { readonly target: string; readonly command: string; readonly argument: string }

/** A still picture that enters the graph once, at its own buffer source ("buffer@v0lut"), and stays. */
export type EffectPicture = {
  readonly source: string
  readonly width: number
  readonly height: number
  /** Straight alpha, rows without padding. */
  readonly rgba: Uint8Array
}

/**
 * The filters between a layer's scaled picture and its fades and place. They are joined by commas; they keep size and rate,
 * and leave `yuv420p`, or `yuva420p` where the context has alpha or the layer a chroma key.
 */
export function effectFilters(_layer: Layer, _context: EffectContext): readonly string[] {
  return []
}

/** What to tell the filters before a frame of the layer's clip (counted from `clipFrame`). */
export function effectCommands(_layer: Layer, _context: EffectContext, _clipFrame: number): readonly EffectCommand[] {
  return []
}

/** The still pictures that the filters take from sources of their own, which `effectFilters` writes as `buffer@…`. */
export function effectPictures(_layer: Layer, _context: EffectContext): readonly EffectPicture[] {
  return []
}
