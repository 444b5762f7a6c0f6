import type { CanvasSize, LessonDocument } from '../project/schema/document.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import type { Encoder } from './plan-encoder.ts'

export const presetNames = ['lms', 'social', 'low'] as const
export type PresetName = (typeof presetNames)[number]

type Preset = {
  /** Of the output; null keeps the document's. */
  readonly shortSidePixels: number | null
  readonly frameRate: 'thirty' | 'source'
  readonly crf: number
  readonly maxBitsPerSecond: number
  readonly audioBitsPerSecond: number
  /** Null takes the document's. */
  readonly loudnessLufs: number | null
}

/** DESIGN.md section 10. CRF 20 and 24 keep social and low below their bit rate on ordinary clips. */
const presets: Readonly<Record<PresetName, Preset>> = {
  lms: {
    shortSidePixels: null,
    frameRate: 'thirty',
    crf: 22,
    maxBitsPerSecond: 4_500_000,
    audioBitsPerSecond: 128_000,
    loudnessLufs: null,
  },
  social: {
    shortSidePixels: null,
    frameRate: 'source',
    crf: 20,
    maxBitsPerSecond: 10_000_000,
    audioBitsPerSecond: 192_000,
    loudnessLufs: -14,
  },
  low: {
    shortSidePixels: 720,
    frameRate: 'thirty',
    crf: 24,
    maxBitsPerSecond: 2_000_000,
    audioBitsPerSecond: 128_000,
    loudnessLufs: null,
  },
}

/** Four frame threads keep two to eight cores busy; more cost memory and compression. */
const encoderThreads = 4

/** The pixel size a preset gives a document: lay overlays out for this canvas. Sides are even. */
export function outputCanvas(document: LessonDocument, preset: PresetName): CanvasSize {
  const { width, height } = document.settings.canvas
  const { shortSidePixels } = presets[preset]
  const factor = shortSidePixels === null ? 1 : Math.min(1, shortSidePixels / Math.min(width, height))
  return { width: toEven(width * factor), height: toEven(height * factor) }
}

/** Frames a second of the output: 30 for platforms, the fastest source up to 60 for social. */
export function outputFrameRate(document: LessonDocument, preset: PresetName): FrameRate {
  if (presets[preset].frameRate === 'thirty') return { num: 30, den: 1 }
  const usable = Object.values(document.clips)
    .map((clip) => document.assets[clip.assetId]?.interpretation?.video)
    .flatMap((video) => (video?.frameRate && !video.variableFrameRate && fps(video.frameRate) <= 60.01 ? [video.frameRate] : []))
  return usable.reduce((best, rate) => (fps(rate) > fps(best) ? rate : best), document.settings.frameRate)
}

export function outputLoudness(document: LessonDocument, preset: PresetName): number {
  return presets[preset].loudnessLufs ?? document.settings.loudnessLufs
}

export function encoderSettings(preset: PresetName, rate: FrameRate): Encoder {
  const { crf, maxBitsPerSecond, audioBitsPerSecond } = presets[preset]
  return {
    container: 'mp4',
    video: {
      codec: 'h264',
      preset: 'fast',
      rate: { kind: 'quality', crf, maxBitsPerSecond, bufferBits: maxBitsPerSecond * 2 },
      gopFrames: Math.max(1, Math.floor((2 * rate.num) / rate.den)),
      threads: encoderThreads,
      hardware: 'off',
    },
    audio: { codec: 'aac', bitsPerSecond: audioBitsPerSecond, sampleRate: 48_000 },
    copyUntouched: false,
  }
}

function fps({ num, den }: FrameRate): number {
  return num / den
}

export function toEven(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
