import { avGetPixFmtName } from 'node-av/lib'
import type { Frame } from 'node-av/lib'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'

/** Small enough that a trembling hand changes little. */
const size = { width: 64, height: 36 } as const

/** Turns decoded pictures into small grey ones to compare; `spare` is an allocated frame to work in. The caller closes it. */
export function openShrinker(spare: Frame): { shrink(picture: Frame): Uint8Array; close(): void } {
  let pipe: { readonly kind: string; readonly open: FilterPipe } | null = null
  return {
    shrink(picture) {
      const source = `video_size=${picture.width}x${picture.height}:pix_fmt=${avGetPixFmtName(picture.format as never)}:time_base=1/30`
      if (pipe?.kind !== source) {
        pipe?.open.close()
        const filters = `buffer@v=${source},scale=${size.width}:${size.height}:flags=fast_bilinear,format=gray,buffersink@out`
        pipe = { kind: source, open: openFilterPipe(filters, 'looking for scenes', 1) }
      }
      pipe.open.push('buffer@v', picture)
      pipe.open.pull(spare)
      const pixels = Uint8Array.from(spare.toBuffer())
      spare.unref()
      return pixels
    },
    close: () => pipe?.open.close(),
  }
}

/** How much two small pictures differ, in per cent of the brightness range. */
export function meanChange(one: Uint8Array, other: Uint8Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index += 1) sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0))
  return (sum / one.length / 255) * 100
}
