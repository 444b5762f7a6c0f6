import type { Frame } from 'node-av/lib'
import {
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
} from 'node-av/constants'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { layerEffects } from '#shared/render-plan/layer-graph.ts'
import { buildSegmentGraph, layerContext, layersOf, layerSource } from '#shared/render-plan/segment-graph.ts'
import type { PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import type { RenderPlan, Segment } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { fromSpeed } from '#shared/time/rational.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { openEffectStage, type EffectStage } from '../effects/effect-stage.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { describePixelFormat } from '../probe/pixel-format.ts'
import type { PictureReader } from './picture-reader.ts'

/** Makes the canvas pictures of one segment, in order, from a frame of it on. */
export type SegmentComposer = {
  /** Puts the picture of the next frame into `target`; its time stamp counts frames from the start of the plan. */
  nextInto(target: Frame): Promise<void>
  close(): void
}

type Options = {
  readonly plan: RenderPlan
  readonly segment: Segment
  /** Null for a layer without pictures. */
  readonly readerOf: (layer: Layer) => PictureReader | null
  readonly size: CanvasSize
  /** Frames of the segment to leave out. */
  readonly firstFrame: number
  readonly threads: number
  /** The text of a colour table of the plan. */
  readonly lutText: (index: number) => string
}

const step = 'composing the picture'
const matrices = { bt709: AVCOL_SPC_BT709, smpte170m: AVCOL_SPC_SMPTE170M, bt2020nc: AVCOL_SPC_BT2020_NCL } as const

export function composeSegment({ plan, segment, readerOf, size, firstFrame, threads, lutText }: Options): SegmentComposer {
  const [layer] = layersOf(segment)
  const video = layer ? (plan.inputs[layer.input]?.video ?? null) : null
  const reader = layer ? readerOf(layer) : null
  let pipe: FilterPipe | null = null
  let pipeFormat = ''
  let effects: EffectStage | null = null
  let pushed = firstFrame
  let made = firstFrame

  function close(): void {
    effects?.close()
    effects = null
    pipe?.close()
    pipe = null
  }

  function open(description: string): FilterPipe {
    close()
    pipe = openFilterPipe(description, step, threads)
    return pipe
  }

  /** A stream may change its size or format midway; the graph is then built anew. */
  function pipeFor(frame: Frame): FilterPipe {
    const format = `${frame.width}x${frame.height} ${frame.format}`
    if (pipe && format === pipeFormat) return pipe
    pipeFormat = format
    const { isRgb, name } = describePixelFormat(frame.format as never)
    const source = { width: frame.width, height: frame.height, pixelFormat: name, isRgb }
    const opened = open(buildSegmentGraph(plan, segment, [source], size, lutText))
    const context = layer && layerContext(plan, layer, source, size, lutText)
    const effectContext = layer && context && layerEffects(layerSource(0), layer, context)
    effects = layer && effectContext ? openEffectStage(opened, layer, effectContext) : null
    return opened
  }

  async function pushNext(shown: Layer, facts: PlanVideo, pictures: PictureReader): Promise<void> {
    const instant = sourceInstant(plan, shown, segment.startFrame + pushed)
    const earlyTicks = frameToTicks(1, plan.frameRate) / 2
    const frame = await pictures.pictureAt(instant, earlyTicks, shown.frozen ? Infinity : shown.sourceOutTicks)
    const target = pipeFor(frame)
    describeColour(frame, facts)
    frame.pts = BigInt(segment.startFrame + pushed - shown.clipFrame)
    target.push(layerSource(0), frame)
    pushed += 1
    if (pushed >= segment.frameCount) target.end(layerSource(0))
    effects?.pass()
  }

  return {
    async nextInto(target) {
      if (!layer || !reader || !video) {
        pipe ??= open(buildSegmentGraph(plan, segment, [], size))
        pipe.pull(target)
      } else {
        while (!pipe || pipe.pull(target) === false) await pushNext(layer, video, reader)
      }
      target.pts = BigInt(segment.startFrame + made)
      made += 1
    },
    close,
  }
}

/** The source instant that a layer shows on a frame of the plan, from absolute positions. */
function sourceInstant(plan: RenderPlan, layer: Layer, frame: number): Ticks {
  if (layer.frozen) return layer.sourceInTicks
  const start = frameToTicks(layer.clipFrame, plan.frameRate)
  const into = ticks(frameToTicks(frame, plan.frameRate) - start)
  return ticks(layer.sourceInTicks + fromSpeed(into, layer.speed))
}

/** The plan knows how a picture's numbers are meant; what the file says may be missing or wrong. */
function describeColour(frame: Frame, video: PlanVideo): void {
  const { isRgb } = describePixelFormat(frame.format as never)
  frame.colorSpace = isRgb ? AVCOL_SPC_RGB : matrices[video.matrix]
  frame.colorRange = isRgb || video.range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG
}
