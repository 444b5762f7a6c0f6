import { appError } from '../messages/app-error.ts'
import type { CanvasSize, LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { ticksToSeconds } from '../time/ticks.ts'
import type { VideoCodec } from './plan-encoder.ts'

/** How a lesson fits below a size. */
export type SizePlan = { readonly canvas: CanvasSize; readonly audioBitsPerSecond: number; readonly maxBytes: number }

type Wish = {
  readonly document: LessonDocument
  /** The preset's canvas times a factor. */
  readonly canvas: (factor: number) => CanvasSize
  readonly rate: FrameRate
  readonly codec: VideoCodec
  readonly maxBytes: number
  readonly maxBitsPerSecond: number
  readonly audioBitsPerSecond: number
}

/**
 * Bits a pixel. Below the first number a smaller picture, scaled up by the player, looks better than one of blocks; below the
 * second, nothing does. For x264 at preset fast on phone clips; the newer codecs need a third less.
 */
const wantedBitsPerPixel: Readonly<Record<VideoCodec, number>> = { h264: 0.03, hevc: 0.02, vp9: 0.02 }
const leastBitsPerPixel: Readonly<Record<VideoCodec, number>> = { h264: 0.012, hevc: 0.008, vp9: 0.008 }

/** 1080 becomes 720, 540, 360. */
const scales = [1, 2 / 3, 1 / 2, 1 / 3] as const
/** Speech stays clear down to 64 kbit/s in AAC-LC and understandable at 48. */
const audioSteps = [256_000, 192_000, 128_000, 96_000, 64_000, 48_000] as const
/** Sound may take this share of a small file. */
const audioShare = 0.2
/** What containers add: a fixed head, and table entries for each picture and each frame of sound. */
const containerBytes = 4_000
const containerBytesPerFrame = 24

/** Shares a size between sound and pictures; null where the preset stays below it by itself. Throws `export.size-impossible`. */
export function planSize(wish: Wish): SizePlan | null {
  const { document, canvas, rate, codec, maxBytes, maxBitsPerSecond } = wish
  const { durationTicks } = deriveTimeline(document)
  const seconds = ticksToSeconds(durationTicks)
  if (seconds <= 0) return null
  const overhead = containerBytes + containerBytesPerFrame * framesIn(durationTicks, rate)
  const bitsPerSecond = ((maxBytes - overhead) * 8) / seconds
  if (bitsPerSecond >= maxBitsPerSecond + wish.audioBitsPerSecond) return null
  const audioBitsPerSecond = audioFor(bitsPerSecond, wish.audioBitsPerSecond)
  const bitsPerFrame = ((bitsPerSecond - audioBitsPerSecond) * rate.den) / rate.num
  const smallest = canvas(scales[3])
  const fitting = scales.map(canvas).find(({ width, height }) => bitsPerFrame >= wantedBitsPerPixel[codec] * width * height)
  const leastBitsPerFrame = leastBitsPerPixel[codec] * smallest.width * smallest.height
  if (bitsPerFrame < leastBitsPerFrame) {
    const leastBits = (leastBitsPerFrame * rate.num) / rate.den + (audioSteps.at(-1) ?? 0)
    const leastBytes = (leastBits * seconds) / 8 + overhead
    throw appError('export.size-impossible', { maxBytes, leastBytes: Math.ceil(leastBytes / 1e5) * 1e5 })
  }
  return { canvas: fitting ?? smallest, audioBitsPerSecond, maxBytes }
}

function audioFor(bitsPerSecond: number, usual: number): number {
  const steps = audioSteps.filter((step) => step <= usual)
  return steps.find((step) => step <= bitsPerSecond * audioShare) ?? steps.at(-1) ?? usual
}
