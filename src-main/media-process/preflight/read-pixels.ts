import { Frame } from 'node-av/lib'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { openFilterPipe } from '../ffmpeg/filter-pipe.ts'
import { linearOf } from './linear-light.ts'
import type { FlashGrid } from '#shared/preflight/find-flashes.ts'

const step = 'looking at the pictures'

/** Turns composed pictures into pixels of sRGB. */
export type PixelReader = {
  read(picture: Frame): Uint8Array
  close(): void
}

/** Rows of `size.width` * 4 bytes, R G B A; smaller pictures are averaged. */
export function openPixelReader(from: CanvasSize, size: CanvasSize): PixelReader {
  const source = `buffer@v=video_size=${from.width}x${from.height}:pix_fmt=yuv420p:time_base=1/30:pixel_aspect=1/1:colorspace=bt709:range=tv`
  const pipe = openFilterPipe(`${source},scale=${size.width}:${size.height}:flags=area,format=rgba,buffersink@out`, step, 1)
  const frame = new Frame()
  frame.alloc()
  return {
    read(picture) {
      pipe.push('buffer@v', picture)
      pipe.pull(frame)
      const pixels = new Uint8Array(frame.toBuffer())
      frame.unref()
      return pixels
    },
    close() {
      pipe.close()
      frame.free()
    },
  }
}

/** Pixels across a cell: enough for its mean. */
export const pixelsPerCell = 6

/** The mean of each cell in linear light, as the search for flashes wants it. */
export function meanCells(pixels: Uint8Array, { columns, rows }: FlashGrid): Float32Array {
  const cells = new Float32Array(columns * rows * 3)
  const width = columns * pixelsPerCell
  const weight = 1 / (pixelsPerCell * pixelsPerCell)
  for (let at = 0; at < width * rows * pixelsPerCell; at += 1) {
    const row = Math.floor(at / width)
    const cell = (Math.floor(row / pixelsPerCell) * columns + Math.floor((at - row * width) / pixelsPerCell)) * 3
    for (let channel = 0; channel < 3; channel += 1)
      cells[cell + channel] = (cells[cell + channel] ?? 0) + linearOf(pixels[at * 4 + channel] ?? 0) * weight
  }
  return cells
}
