import type { VideoInterpretation } from '../project/schema/asset.ts'
import type { CanvasSize, LessonDocument } from '../project/schema/document.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import type { Encoder, EncoderRate, VideoCodec } from './plan-encoder.ts'
import { planSize, type SizePlan } from './size-plan.ts'

export const presetNames = ['lms', 'social', 'low', 'archive', 'source'] as const
export type PresetName = (typeof presetNames)[number]

/** What a person may choose beside the preset. */
export type OutputChoice = {
  /** H.264 plays everywhere; HEVC is smaller and plays on Apple's devices; VP9 comes in WebM. */
  readonly codec?: VideoCodec | undefined
  /** The whole file must stay below it. */
  readonly maxBytes?: number | null | undefined
  readonly hardware?: 'off' | 'auto' | undefined
}

type Preset = {
  /** Of the output; null keeps the document's. */
  readonly shortSidePixels: number | null
  /** `first-clip` keeps its size and rate. */
  readonly frameRate: 'thirty' | 'source' | 'first-clip'
  /** Longest distance of two key frames. */
  readonly groupSeconds: number
  readonly effort: 'fast' | 'slow'
  readonly crf: Readonly<Record<VideoCodec, number>>
  readonly maxBitsPerSecond: number
  readonly audioBitsPerSecond: number
  /** Null takes the document's. */
  readonly loudnessLufs: number | null
}

/**
 * DESIGN.md section 10. CRF 20 and 24 keep social and low below their bit rate on ordinary clips. Archive: x264's CRF 17
 * is what its makers call visually lossless, 40 Mbit/s more than a phone films at, 256 kbit/s where AAC-LC is transparent.
 * x265 and libvpx count in other steps: theirs look like x264's number. Source copies what needs no new pixels: its ceilings
 * are those of phones at 4K and of recorders with a key frame every ten seconds, its encoded parts look like what is beside them.
 */
const presets: Readonly<Record<PresetName, Preset>> = {
  lms: {
    shortSidePixels: null,
    frameRate: 'thirty',
    groupSeconds: 2,
    effort: 'fast',
    crf: { h264: 22, hevc: 24, vp9: 32 },
    maxBitsPerSecond: 4_500_000,
    audioBitsPerSecond: 128_000,
    loudnessLufs: null,
  },
  social: {
    shortSidePixels: null,
    frameRate: 'source',
    groupSeconds: 2,
    effort: 'fast',
    crf: { h264: 20, hevc: 22, vp9: 29 },
    maxBitsPerSecond: 10_000_000,
    audioBitsPerSecond: 192_000,
    loudnessLufs: -14,
  },
  low: {
    shortSidePixels: 720,
    frameRate: 'thirty',
    groupSeconds: 2,
    effort: 'fast',
    crf: { h264: 24, hevc: 26, vp9: 34 },
    maxBitsPerSecond: 2_000_000,
    audioBitsPerSecond: 128_000,
    loudnessLufs: null,
  },
  archive: {
    shortSidePixels: null,
    frameRate: 'source',
    groupSeconds: 2,
    effort: 'slow',
    crf: { h264: 17, hevc: 19, vp9: 20 },
    maxBitsPerSecond: 40_000_000,
    audioBitsPerSecond: 256_000,
    loudnessLufs: null,
  },
  source: {
    shortSidePixels: null,
    frameRate: 'first-clip',
    groupSeconds: 10,
    effort: 'fast',
    crf: { h264: 18, hevc: 20, vp9: 23 },
    maxBitsPerSecond: 60_000_000,
    audioBitsPerSecond: 192_000,
    loudnessLufs: null,
  },
}

/** Four frame threads keep two to eight cores busy; more cost memory and compression. */
const encoderThreads = 4

/**
 * The pixel size a preset gives a document: lay overlays out for this canvas. Sides are even. A size limit makes it smaller
 * where the picture would fall apart. Throws `export.size-impossible`.
 */
export function outputCanvas(document: LessonDocument, preset: PresetName, choice: OutputChoice = {}): CanvasSize {
  return sizePlan(document, preset, choice)?.canvas ?? presetCanvas(document, preset, 1)
}

/** Frames a second of the output: 30 for platforms, the fastest source up to 60 for social and archive, the first clip's for source. */
export function outputFrameRate(document: LessonDocument, preset: PresetName): FrameRate {
  if (presets[preset].frameRate === 'thirty') return { num: 30, den: 1 }
  if (presets[preset].frameRate === 'first-clip') return firstClipRate(document)
  const usable = Object.values(document.clips)
    .map((clip) => document.assets[clip.assetId]?.interpretation?.video)
    .flatMap((video) => (video?.frameRate && !video.variableFrameRate && fps(video.frameRate) <= 60.01 ? [video.frameRate] : []))
  return usable.reduce((best, rate) => (fps(rate) > fps(best) ? rate : best), document.settings.frameRate)
}

/** LUFS, or null where the lesson keeps its sound as recorded. */
export function outputLoudness({ settings }: LessonDocument, preset: PresetName): number | null {
  return settings.loudnessLufs === null ? null : (presets[preset].loudnessLufs ?? settings.loudnessLufs)
}

/** The encoders of a document's export. Throws `export.size-impossible`. */
export function outputEncoder(document: LessonDocument, preset: PresetName, choice: OutputChoice): Encoder {
  const encoder = encoderSettings(preset, outputFrameRate(document, preset), choice)
  const size = sizePlan(document, preset, choice)
  return size ? withSize(encoder, size) : encoder
}

/** The encoders of a preset; a size limit, which depends on the lesson's length, is `outputEncoder`'s. */
export function encoderSettings(
  preset: PresetName,
  rate: FrameRate,
  { codec = 'h264', hardware = 'off' }: OutputChoice = {},
): Encoder {
  const { crf, effort, groupSeconds, maxBitsPerSecond, audioBitsPerSecond } = presets[preset]
  return {
    container: codec === 'vp9' ? 'webm' : 'mp4',
    video: {
      codec,
      preset: effort,
      rate: { kind: 'quality', crf: crf[codec], maxBitsPerSecond, bufferBits: maxBitsPerSecond * 2 },
      gopFrames: Math.max(1, Math.floor((groupSeconds * rate.num) / rate.den)),
      threads: encoderThreads,
      hardware,
    },
    audio: { codec: codec === 'vp9' ? 'opus' : 'aac', bitsPerSecond: audioBitsPerSecond, sampleRate: 48_000 },
    copyUntouched: codec === 'h264',
  }
}

/** The upright size of the first clip with a picture, at even pixels; the document's where there is none. */
function firstClipCanvas(document: LessonDocument): CanvasSize {
  const video = firstVideo(document)
  return video ? { width: toEven(video.displayWidth), height: toEven(video.displayHeight) } : document.settings.canvas
}

/** Up to 60 frames a second; the document's rate for a clip without a steady one. */
function firstClipRate(document: LessonDocument): FrameRate {
  const video = firstVideo(document)
  const rate = video?.variableFrameRate === false ? video.frameRate : null
  return rate && fps(rate) <= 60.01 ? rate : document.settings.frameRate
}

function firstVideo(document: LessonDocument): VideoInterpretation | null {
  for (const item of document.mainTrack) {
    const clip = item.kind === 'clip' ? document.clips[item.clipId] : undefined
    const video = clip && document.assets[clip.assetId]?.interpretation?.video
    if (video) return video
  }
  return null
}

function presetCanvas(document: LessonDocument, preset: PresetName, factor: number): CanvasSize {
  const { shortSidePixels, frameRate } = presets[preset]
  const { width, height } = frameRate === 'first-clip' ? firstClipCanvas(document) : document.settings.canvas
  const whole = shortSidePixels === null ? factor : factor * Math.min(1, shortSidePixels / Math.min(width, height))
  return { width: toEven(width * whole), height: toEven(height * whole) }
}

function sizePlan(
  document: LessonDocument,
  preset: PresetName,
  { codec = 'h264', maxBytes = null }: OutputChoice,
): SizePlan | null {
  if (maxBytes === null) return null
  const { maxBitsPerSecond, audioBitsPerSecond } = presets[preset]
  const rate = outputFrameRate(document, preset)
  const canvas = (factor: number): CanvasSize => presetCanvas(document, preset, factor)
  return planSize({ document, canvas, rate, codec, maxBytes, maxBitsPerSecond, audioBitsPerSecond })
}

function withSize(encoder: Encoder, { maxBytes, audioBitsPerSecond }: SizePlan): Encoder {
  const { maxBitsPerSecond, bufferBits } = encoder.video.rate
  const rate: EncoderRate = { kind: 'size', maxBytes, maxBitsPerSecond, bufferBits }
  return {
    ...encoder,
    video: { ...encoder.video, rate },
    audio: { ...encoder.audio, bitsPerSecond: audioBitsPerSecond },
  }
}

function fps({ num, den }: FrameRate): number {
  return num / den
}

export function toEven(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
