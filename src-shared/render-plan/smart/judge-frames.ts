import type { ClipId } from '../../project/ids.ts'
import { frameToTicks } from '../../time/frame-rate.ts'
import { ticks, ticksPerSecond } from '../../time/ticks.ts'
import { fromSpeed } from '../../time/rational.ts'
import type { Layer } from '../plan-layer.ts'
import type { RenderPlan, Segment } from '../plan.ts'
import type { EncodeReason } from './copy-source.ts'
import { pickPicture } from './pick-picture.ts'

/** A frame of the output: the picture of a file that is all there is to see, or why it must be made. */
export type FrameJudgement =
  | { readonly reason: EncodeReason }
  /** `picture` counts the file's pictures in the order in which they show. */
  | { readonly reason: null; readonly clipId: ClipId; readonly input: number; readonly picture: number }

/** A file's pictures in the order in which they show. */
export type ShownPictures = {
  /** Why none may be copied. */
  readonly refusal: EncodeReason | null
  readonly times: readonly number[]
  /** Why one may not be copied. */
  readonly pictureReasons: readonly (EncodeReason | null)[]
}

/** What each output frame is made of; `shown` has one entry an input. */
export function judgeFrames(plan: RenderPlan, shown: readonly ShownPictures[]): FrameJudgement[] {
  const covered = coveredFrames(plan)
  return plan.segments.flatMap((segment) =>
    Array.from({ length: segment.frameCount }, (_, index) => {
      const frame = segment.startFrame + index
      return judgeFrame(plan, segment, frame, covered[frame] === 1, shown)
    }),
  )
}

function judgeFrame(
  plan: RenderPlan,
  segment: Segment,
  frame: number,
  covered: boolean,
  shown: readonly ShownPictures[],
): FrameJudgement {
  if (segment.base.kind === 'gap') return { reason: 'no-clip' }
  if (segment.base.kind === 'transition' || segment.above.length > 0) return { reason: 'effects' }
  const { layer } = segment.base
  if (plan.inputs[layer.input]?.kind !== 'video') return { reason: 'no-clip' }
  if (layer.speed.num !== layer.speed.den || layer.reversed || layer.frozen) return { reason: 'speed' }
  const pictures = shown[layer.input]
  if (!pictures) return { reason: 'damaged' }
  if (pictures.refusal !== null) return { reason: pictures.refusal }
  if (!isBare(layer, frame)) return { reason: 'effects' }
  if (covered) return { reason: 'overlays' }
  const into = ticks(frameToTicks(frame, plan.frameRate) - frameToTicks(layer.clipFrame, plan.frameRate))
  const at = layer.sourceInTicks + fromSpeed(into, layer.speed)
  const earlyTicks = frameToTicks(1, plan.frameRate) / 2
  const picture = pickPicture(pictures.times, at, earlyTicks, layer.sourceOutTicks)
  if (picture < 0) return { reason: 'damaged' }
  const reason = pictures.pictureReasons[picture] ?? null
  return reason === null ? { reason, clipId: layer.clipId, input: layer.input, picture } : { reason }
}

/** Whether a layer shows its file's picture as it is. */
function isBare(layer: Layer, frame: number): boolean {
  const { crop, motion, follow, look, chromaKey, blurs, fadeInFrames, fadeOutFrames } = layer
  if (crop !== null || follow.length > 0 || look !== null || chromaKey !== null || blurs.length > 0) return false
  const within = frame - layer.clipFrame
  if (within < fadeInFrames || within >= layer.clipFrameCount - fadeOutFrames) return false
  return motion.every(
    ({ value: { x, y, scale, rotationDegrees, opacity } }) =>
      x === 0 && y === 0 && scale === 1 && rotationDegrees === 0 && opacity === 1,
  )
}

/** A 1 for every frame on which an overlay shows. */
function coveredFrames(plan: RenderPlan): Uint8Array {
  const covered = new Uint8Array(plan.frameCount)
  for (const { startTicks, endTicks } of plan.overlays) {
    // The first frame that starts within the overlay, looked for near where rounding may put it.
    let frame = Math.max(0, Math.floor((startTicks * plan.frameRate.num) / (ticksPerSecond * plan.frameRate.den)) - 1)
    while (frame < plan.frameCount && frameToTicks(frame, plan.frameRate) < startTicks) frame += 1
    for (; frame < plan.frameCount && frameToTicks(frame, plan.frameRate) < endTicks; frame += 1) covered[frame] = 1
  }
  return covered
}
