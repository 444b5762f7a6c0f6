import type { CanvasSize } from '../project/schema/document.ts'
import type { FrameRate } from '../time/frame-rate.ts'

/** Where an overlay bitmap goes: even pixels of the canvas. */
export type BitmapPlace = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/**
 * The graph that lays bitmaps (RGBA, straight alpha, one picture each from `buffer@o0`, `buffer@o1`, …) over a finished
 * canvas picture from `buffer@v`; each bitmap stays until the graph ends.
 */
export function buildOverlayGraph(places: readonly BitmapPlace[], size: CanvasSize, rate: FrameRate): string {
  const timing = `time_base=${rate.den}/${rate.num}:frame_rate=${rate.num}/${rate.den}:pixel_aspect=1/1`
  const canvas = `buffer@v=video_size=${size.width}x${size.height}:pix_fmt=yuv420p:${timing}:colorspace=bt709:range=tv[c0]`
  const bitmaps = places.map(
    ({ width, height }, index) =>
      `buffer@o${index}=video_size=${width}x${height}:pix_fmt=rgba:${timing}:colorspace=gbr:range=pc,` +
      `scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuva420p[b${index}]`,
  )
  const joins = places.map(({ x, y }, index) => {
    const last = index === places.length - 1
    return `[c${index}][b${index}]overlay=${x}:${y}:format=yuv420:eof_action=repeat${last ? `,buffersink@out` : `[c${index + 1}]`}`
  })
  return [canvas, ...bitmaps, ...joins].join(';')
}
