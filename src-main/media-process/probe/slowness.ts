import { ticksPerSecond } from '#shared/time/ticks.ts'
import type { PictureFacts, StreamScan } from './scan-packets.ts'

/** Why a file is unusually slow to scrub in. */
export type Slowness = 'size' | 'codec' | 'depth' | 'keys'

const largestPixels = 1920 * 1088
const largestSlowCodecPixels = 1280 * 720
const longestKeyDistanceTicks = 4 * ticksPerSecond
const slowCodecs = new Set(['hevc', 'av1', 'vp9', 'prores', 'dnxhd', 'cfhd', 'mjpeg', 'rawvideo'])
/** They take about this much longer for the same picture. */
const slowCodecFactor = 2.5
/**
 * Pixels that are decoded within the time of an edit that shows another picture (60 ms): one core decodes a good 500 million
 * pixels of H.264 a second, and half of the time goes to opening, seeking and drawing.
 */
const affordablePixels = 20_000_000

/** Null for a file like most. */
export function findSlowness(codec: string, { width, height, format }: PictureFacts, scan: StreamScan): Slowness | null {
  const pixels = width * height
  if (pixels > largestPixels) return 'size'
  if (slowCodecs.has(codec) && pixels > largestSlowCodecPixels) return 'codec'
  if (format.bitDepth > 8) return 'depth'
  return scan.longestKeyDistanceTicks > longestKeyDistanceTicks ? 'keys' : null
}

/** Whether playing is slow, or reaching a picture in the middle of the longest stretch between key frames. */
export function wantsProxy(codec: string, picture: PictureFacts, scan: StreamScan): boolean {
  const slowness = findSlowness(codec, picture, scan)
  if (slowness === 'size' || slowness === 'codec') return true
  const first = scan.times[0] ?? 0
  const spanTicks = (scan.times.at(-1) ?? first) - first
  const pictureTicks = spanTicks / Math.max(1, scan.times.length - 1)
  const stretch = pictureTicks > 0 ? scan.longestKeyDistanceTicks / pictureTicks / 2 : 1
  const weight = slowCodecs.has(codec) || picture.format.bitDepth > 8 ? slowCodecFactor : 1
  return picture.width * picture.height * Math.max(1, stretch) * weight > affordablePixels
}
