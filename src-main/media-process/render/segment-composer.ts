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
import { buildSegmentGraph } from '#shared/render-plan/segment-graph.ts'
import type { ClipSegment, PlanVideo, RenderPlan, Segment } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { fromSpeed } from '#shared/time/rational.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
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
  /** Null for a gap. */
  readonly reader: PictureReader | null
  readonly size: CanvasSize
  /** Frames of the segment to leave out. */
  readonly firstFrame: number
  readonly threads: number
}

const step = 'composing the picture'
const matrices = { bt709: AVCOL_SPC_BT709, smpte170m: AVCOL_SPC_SMPTE170M, bt2020nc: AVCOL_SPC_BT2020_NCL } as const

export function composeSegment({ plan, segment, reader, size, firstFrame, threads }: Options): SegmentComposer {
  const video = segment.kind === 'clip' ? (plan.inputs[segment.input]?.video ?? null) : null
  let pipe: FilterPipe | null = null
  let pipeFormat = ''
  let pushed = firstFrame
  let made = firstFrame

  function open(description: string): FilterPipe {
    pipe?.close()
    pipe = null
    pipe = openFilterPipe(description, step, threads)
    return pipe
  }

  /** A stream may change its size or format midway; the graph is then built anew. */
  function pipeFor(frame: Frame): FilterPipe {
    const format = `${frame.width}x${frame.height} ${frame.format}`
    if (pipe && format === pipeFormat) return pipe
    pipeFormat = format
    const { isRgb, name } = describePixelFormat(frame.format as never)
    return open(buildSegmentGraph(plan, segment, { width: frame.width, height: frame.height, pixelFormat: name, isRgb }, size))
  }

  async function pushNext(clip: ClipSegment, facts: PlanVideo, pictures: PictureReader): Promise<void> {
    const instant = sourceInstant(plan, clip, pushed)
    const earlyTicks = frameToTicks(1, plan.frameRate) / 2
    const frame = await pictures.pictureAt(instant, earlyTicks, clip.frozen ? Infinity : clip.sourceOutTicks)
    const target = pipeFor(frame)
    describeColour(frame, facts)
    frame.pts = BigInt(pushed)
    target.push('buffer@v', frame)
    pushed += 1
    if (pushed >= segment.frameCount) target.end('buffer@v')
  }

  return {
    async nextInto(target) {
      if (segment.kind === 'gap' || !reader || !video) {
        pipe ??= open(buildSegmentGraph(plan, segment, null, size))
        pipe.pull(target)
      } else {
        while (!pipe || pipe.pull(target) === false) await pushNext(segment, video, reader)
      }
      target.pts = BigInt(segment.startFrame + made)
      made += 1
    },
    close: () => pipe?.close(),
  }
}

/** The source instant a frame of a segment shows, from absolute positions. */
function sourceInstant(plan: RenderPlan, segment: ClipSegment, frame: number): Ticks {
  if (segment.frozen) return segment.sourceInTicks
  const start = frameToTicks(segment.startFrame, plan.frameRate)
  const into = ticks(frameToTicks(segment.startFrame + frame, plan.frameRate) - start)
  return ticks(segment.sourceInTicks + fromSpeed(into, segment.speed))
}

/** The plan knows how a picture's numbers are meant; what the file says may be missing or wrong. */
function describeColour(frame: Frame, video: PlanVideo): void {
  const { isRgb } = describePixelFormat(frame.format as never)
  frame.colorSpace = isRgb ? AVCOL_SPC_RGB : matrices[video.matrix]
  frame.colorRange = isRgb || video.range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG
}
