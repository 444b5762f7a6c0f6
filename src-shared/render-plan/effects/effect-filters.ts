import type { Region } from '../../project/schema/geometry.ts'
import type { LayerContext } from '../layer-context.ts'
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

/** Where a layer's picture leaves the graph for its effects, which are computed outside of it, and where it comes back. */
export function effectSink(name: string): string {
  return `buffersink@${name}effects`
}

export function effectSource(name: string): string {
  return `buffer@${name}effects`
}

/** Whether a layer's picture is more than decoded, scaled and placed. */
export function hasEffects(layer: Pick<Layer, 'look' | 'chromaKey' | 'blurs'>): boolean {
  return layer.look !== null || layer.chromaKey !== null || layer.blurs.length > 0
}

export function effectPixelFormat(layer: Layer, { hasAlpha }: EffectContext): 'yuv420p' | 'yuva420p' {
  return hasAlpha || layer.chromaKey ? 'yuva420p' : 'yuv420p'
}

/**
 * What stands between a layer's scaled picture and its fades and place, joined by commas: nothing, or an end of the graph and
 * a new beginning. It keeps size and rate, and goes on as `yuv420p`, or `yuva420p` where the context has alpha or the layer a
 * chroma key.
 */
export function effectFilters(layer: Layer, context: EffectContext): readonly string[] {
  if (!hasEffects(layer)) return []
  const { name, picture, rate } = context
  return [
    `${effectSink(name)};${effectSource(name)}=video_size=${picture.width}x${picture.height}` +
      `:pix_fmt=${effectPixelFormat(layer, context)}:time_base=${rate.den}/${rate.num}:frame_rate=${rate.num}/${rate.den}` +
      ':pixel_aspect=1/1:colorspace=bt709:range=tv',
  ]
}
