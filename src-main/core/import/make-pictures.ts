import { createCanvas, ImageData } from '@napi-rs/canvas'
import { stat } from 'node:fs/promises'
import { ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import type { MediaCacheEntry } from '../library/contract.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport, Still } from '../media/messages.ts'
import { cacheFile, type CacheKind } from './media-cache.ts'

type Context = { readonly media: MediaEngine; readonly cacheFolder: string; readonly signal: AbortSignal }

/** Sharp on a card of the library on a screen with double pixels. */
const posterSidePixels = 640
/** A lane of the timeline is at most 80 CSS pixels high. */
const tileSidePixels = 160
/** One tile for two seconds; a strip of a long recording stays small. */
const tileTicks = 2 * ticksPerSecond
const maxTiles = 60
const jpegQuality = 82

/** Makes the poster and the filmstrip of a file, unless its content has them already. A sound has none. */
export async function makePictures(file: string, report: ProbeReport, context: Context): Promise<readonly MediaCacheEntry[]> {
  if (report.imageSize === null && !report.interpretation?.video) return []
  const entries = [await cached(report, 'poster', context, () => takePoster(file, report, context))]
  if (report.kind === 'video') entries.push(await cached(report, 'filmstrip', context, () => takeStrip(file, report, context)))
  return entries
}

async function cached(
  { sha256 }: ProbeReport,
  kind: CacheKind,
  { cacheFolder, signal }: Context,
  make: () => Promise<Uint8Array>,
): Promise<MediaCacheEntry> {
  const file = cacheFile(cacheFolder, sha256, kind)
  const known = await stat(file).catch(() => null)
  if (known !== null) return { sha256, kind, variant: '', file, byteLength: known.size }
  const bytes = await make()
  await writeFileAtomically(file, bytes, { signal })
  return { sha256, kind, variant: '', file, byteLength: bytes.byteLength }
}

/** Not the very first picture, which is often black or a thumb on the lens. */
async function takePoster(path: string, report: ProbeReport, { media, signal }: Context): Promise<Uint8Array> {
  const durationTicks = report.interpretation?.durationTicks ?? zeroTicks
  const instants = [ticks(Math.min(ticksPerSecond, Math.floor(durationTicks / 2)))]
  const request = { path, report, instants, maxSidePixels: posterSidePixels, format: 'jpeg' } as const
  const [still] = await media.stills(request, { signal })
  if (!still) throw new Error('no picture came back')
  return still.data
}

async function takeStrip(path: string, report: ProbeReport, { media, signal }: Context): Promise<Uint8Array> {
  const instants = tileInstants(report.interpretation?.durationTicks ?? zeroTicks)
  const tiles = await media.stills({ path, report, instants, maxSidePixels: tileSidePixels, format: 'rgba' }, { signal })
  return joinTiles(tiles)
}

/** The middle of each tile's stretch. */
function tileInstants(durationTicks: Ticks): readonly Ticks[] {
  const count = Math.min(maxTiles, Math.max(1, Math.round(durationTicks / tileTicks)))
  return Array.from({ length: count }, (_, index) => ticks(Math.floor(((index + 0.5) * durationTicks) / count)))
}

/** All tiles side by side as JPEG. */
async function joinTiles(tiles: readonly Still[]): Promise<Uint8Array> {
  const { width, height } = tiles[0] ?? { width: 1, height: 1 }
  const canvas = createCanvas(width * tiles.length, height)
  const context = canvas.getContext('2d')
  tiles.forEach((tile, index) => {
    context.putImageData(new ImageData(new Uint8ClampedArray(tile.data), tile.width, tile.height), index * width, 0)
  })
  return canvas.encode('jpeg', jpegQuality)
}
