import type { CanvasSize } from '../project/schema/document.ts'
import type { FrameRate } from '../time/frame-rate.ts'

/** Where an overlay bitmap goes: even pixels of the canvas. */
export type BitmapPlace = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The graph that brings one bitmap (RGBA, straight alpha, from `buffer@v`) into the canvas's colour format, with its alpha. */
export function bitmapGraph({ width, height }: CanvasSize, rate: FrameRate): string {
  return (
    `buffer@v=video_size=${width}x${height}:pix_fmt=rgba:${timing(rate)}:colorspace=gbr:range=pc,` +
    `scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuva420p,buffersink@out`
  )
}

/**
 * The graph that lays bitmaps (as `bitmapGraph` makes them, one picture each from `buffer@o0`, `buffer@o1`, …) over a
 * finished canvas picture from `buffer@v`; each bitmap stays until the graph ends.
 */
export function overlayGraph(places: readonly BitmapPlace[], size: CanvasSize, rate: FrameRate): string {
  const source = (name: string, { width, height }: CanvasSize, format: string, label: string): string =>
    `buffer@${name}=video_size=${width}x${height}:pix_fmt=${format}:${timing(rate)}:colorspace=bt709:range=tv[${label}]`
  const joins = places.map(({ x, y }, index) => {
    const last = index === places.length - 1
    return `[c${index}][b${index}]overlay=${x}:${y}:format=yuv420:eof_action=repeat${last ? ',buffersink@out' : `[c${index + 1}]`}`
  })
  return [
    source('v', size, 'yuv420p', 'c0'),
    ...places.map((place, index) => source(`o${index}`, place, 'yuva420p', `b${index}`)),
    ...joins,
  ].join(';')
}

function timing({ num, den }: FrameRate): string {
  return `time_base=${den}/${num}:frame_rate=${num}/${den}:pixel_aspect=1/1`
}
