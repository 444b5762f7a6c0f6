import { createCanvas, ImageData } from '@napi-rs/canvas'
import { Frame } from 'node-av/lib'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { openFilterPipe } from '../ffmpeg/filter-pipe.ts'

/** A small upright picture, rows of width * 4 bytes. */
export type Tile = { readonly width: number; readonly height: number; readonly rgba: Uint8Array }

/** One tile for two seconds; a strip of a long recording stays small. */
const tileTicks = 2 * ticksPerSecond
const maxTiles = 60
/** A lane of the timeline is at most 80 CSS pixels high. */
export const tileSidePixels = 160
const jpegQuality = 82

/** Source instants of the tiles: the middle of each one's stretch. */
export function tileInstants(durationTicks: Ticks): readonly Ticks[] {
  const count = Math.min(maxTiles, Math.max(1, Math.round(durationTicks / tileTicks)))
  return Array.from({ length: count }, (_, index) => ticks(Math.floor(((index + 0.5) * durationTicks) / count)))
}

export type TileTaker = {
  /** Pictures in order; one stands from its instant until the next one's. Yuv420p, BT.709 limited, upright. */
  see(picture: Frame, atTicks: number): void
  /** The last picture stands for all tiles that are left. */
  finish(): void
  readonly tiles: (Tile | null)[]
  close(): void
}

/** Picks the pictures of a filmstrip out of all pictures of a film. `known` are those of an earlier pass. */
export function openTileTaker(instants: readonly Ticks[], known: readonly (Tile | null)[]): TileTaker {
  const tiles = instants.map((_, index) => known[index] ?? null)
  const previous = new Frame()
  previous.alloc()
  let hasPrevious = false
  let next = tiles.findIndex((tile) => tile === null)

  function take(): void {
    tiles[next] = toTile(previous)
    next = tiles.findIndex((tile) => tile === null)
  }

  return {
    tiles,
    see(picture, atTicks) {
      while (hasPrevious && next >= 0 && (instants[next] ?? 0) < atTicks) take()
      previous.unref()
      previous.ref(picture)
      hasPrevious = true
    },
    finish() {
      while (hasPrevious && next >= 0) take()
    },
    close: () => previous.free(),
  }
}

function toTile(picture: Frame): Tile {
  const { width, height } = picture
  const factor = Math.min(1, tileSidePixels / Math.max(width, height))
  const even = (side: number): number => Math.max(2, Math.round((side * factor) / 2) * 2)
  const size = { width: even(width), height: even(height) }
  const source = `buffer@v=video_size=${width}x${height}:pix_fmt=yuv420p:time_base=1/30:colorspace=bt709:range=tv`
  const pipe = openFilterPipe(
    `${source},scale=${size.width}:${size.height}:flags=area,format=rgba,buffersink@out`,
    'making the filmstrip',
    1,
  )
  using converted = new Frame()
  converted.alloc()
  try {
    pipe.push('buffer@v', picture)
    pipe.end('buffer@v')
    pipe.pull(converted)
    return { ...size, rgba: Uint8Array.from(converted.toBuffer()) }
  } finally {
    pipe.close()
  }
}

/** All tiles side by side as JPEG; null where no picture was seen. */
export async function joinTiles(tiles: readonly (Tile | null)[]): Promise<Uint8Array | null> {
  const [first] = tiles
  if (!first) return null
  const canvas = createCanvas(first.width * tiles.length, first.height)
  const context = canvas.getContext('2d')
  tiles.forEach((tile, index) => {
    if (!tile) return
    const { width, height, rgba } = tile
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), index * first.width, 0)
  })
  return canvas.encode('jpeg', jpegQuality)
}
