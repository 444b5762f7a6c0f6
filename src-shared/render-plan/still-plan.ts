import { defaultPicture } from '../project/defaults.ts'
import type { CanvasSize } from '../project/schema/document.ts'
import { suggestFit } from '../project/suggest-fit.ts'
import type { ClipId } from '../project/ids.ts'
import { ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { PlanInput } from './plan-input.ts'
import { planInput, type ReadableAsset } from './plan-inputs.ts'
import type { PlanAudio } from './plan-audio.ts'
import type { Layer } from './plan-layer.ts'
import { maxPicturePixels, type RenderPlan } from './plan.ts'
import { encoderSettings, toEven } from './presets.ts'
import { appError } from '../messages/app-error.ts'

const rate = { num: 30, den: 1 }

const noAudio: PlanAudio = {
  entries: [],
  ducking: { depthDb: 0, attackTicks: ticks(1), releaseTicks: ticks(1) },
  loudness: { targetLufs: -16, truePeakDbtp: -1 },
}

/**
 * A plan whose frames are single upright pictures of one file, at most `maxSidePixels` wide and high, in the order of
 * `instants` (source ticks). Throws `media.no-picture`.
 */
export function stillPlan(asset: ReadableAsset, fileName: string, instants: readonly Ticks[], maxSidePixels: number): RenderPlan {
  const input = planInput(asset)
  if (!input.video) throw appError('media.no-picture', { file: fileName })
  const { displayWidth, displayHeight } = input.video
  const factor = Math.min(1, maxSidePixels / Math.max(displayWidth, displayHeight))
  const canvas = { width: toEven(displayWidth * factor), height: toEven(displayHeight * factor) }
  return pictures(input, canvas, instants, 'fill')
}

/** A plan of one frame: the first picture of a file as it meets a canvas when it is put on it. Throws `media.no-picture`. */
export function firstPicturePlan(asset: ReadableAsset, fileName: string, canvas: CanvasSize): RenderPlan {
  const input = planInput(asset)
  if (!input.video) throw appError('media.no-picture', { file: fileName })
  return pictures(input, canvas, [zeroTicks], suggestFit(asset, canvas))
}

function pictures(input: PlanInput, canvas: CanvasSize, instants: readonly Ticks[], fit: Layer['fit']): RenderPlan {
  return {
    version: 2,
    canvas,
    frameRate: rate,
    frameCount: instants.length,
    durationTicks: ticks(4000 * instants.length),
    inputs: [input],
    luts: [],
    segments: instants.map((instant, index) => ({
      startFrame: index,
      frameCount: 1,
      base: { kind: 'clip', layer: stillLayer(instant, index, fit) },
      above: [],
    })),
    audio: noAudio,
    overlays: [],
    encoder: encoderSettings('lms', rate),
    limits: { maxPixels: maxPicturePixels },
  }
}

/** `count` instants spread evenly over a length, each in the middle of its share. */
export function spreadInstants(durationTicks: Ticks, count: number): readonly Ticks[] {
  return Array.from({ length: count }, (_, index) =>
    count > 0 ? ticks(Math.floor((durationTicks * (index * 2 + 1)) / (count * 2))) : zeroTicks,
  )
}

function stillLayer(instant: Ticks, clipFrame: number, fit: Layer['fit']): Layer {
  return {
    clipId: 'still' as ClipId,
    input: 0,
    clipFrame,
    clipFrameCount: 1,
    sourceInTicks: instant,
    sourceOutTicks: ticks(instant + 1),
    speed: { num: 1, den: 1 },
    reversed: false,
    frozen: true,
    fit,
    crop: null,
    motion: [{ atFrame: 0, value: defaultPicture.placement, easing: 'linear' }],
    follow: [],
    look: null,
    chromaKey: null,
    blurs: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
  }
}
