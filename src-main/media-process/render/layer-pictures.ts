import { Frame } from 'node-av/lib'
import {
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
} from 'node-av/constants'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { backdropSink, layerGraph, outputColour, type LayerGraph } from '#shared/render-plan/layer-graph.ts'
import { placeRaster, type RasterPlace } from '#shared/render-plan/layer-raster.ts'
import { fadeLevel, placeLayer } from '#shared/render-plan/place-layer.ts'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import { frameToTicks, type FrameRate } from '#shared/time/frame-rate.ts'
import { fromSpeed } from '#shared/time/rational.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { appError } from '#shared/messages/app-error.ts'
import { openEffectStage, type EffectStage } from '../effects/effect-stage.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { describePixelFormat } from '../probe/pixel-format.ts'
import type { PictureReader } from './picture-reader.ts'

/** What a layer gives to a frame. The frames belong to the layer and last until its next picture. */
export type LayerPicture =
  /** The whole canvas. */
  | { readonly kind: 'canvas'; readonly frame: Frame }
  /** A picture to draw onto a backdrop, onto other layers, or onto black. */
  | {
      readonly kind: 'drawn'
      readonly frame: Frame
      readonly backdrop: Frame | null
      readonly place: RasterPlace
      readonly opacity: number
      readonly fade: number
    }
  | { readonly kind: 'nothing' }

/** One layer's pictures. Goes on for as long as frames grow; any other frame builds its graph anew. */
export type LayerPictures = {
  /** `frame` counts from the start of the plan. */
  pictureFor(frame: number, reader: PictureReader): Promise<LayerPicture>
  close(): void
}

type Options = {
  readonly layer: Layer
  readonly input: PlanInput & { readonly video: PlanVideo }
  /** Whether it lies on nothing or on other layers. */
  readonly role: 'base' | 'above'
  readonly canvas: CanvasSize
  /** The canvas or a smaller one of the same shape. */
  readonly size: CanvasSize
  readonly rate: FrameRate
  readonly threads: number
  /** The text of a colour table of the plan. */
  readonly lutText: (index: number) => string
}

type Running = {
  readonly pipe: FilterPipe
  readonly stage: EffectStage | null
  readonly graph: LayerGraph
  readonly format: string
}

const step = 'composing the picture'
const source = 'buffer@v0'
const matrices = { bt709: AVCOL_SPC_BT709, smpte170m: AVCOL_SPC_SMPTE170M, bt2020nc: AVCOL_SPC_BT2020_NCL } as const

export function openLayerPictures(options: Options): LayerPictures {
  const { layer, input, role, canvas, size, rate, threads, lutText } = options
  const { video } = input
  const [picture, backdrop] = [new Frame(), new Frame()]
  picture.alloc()
  backdrop.alloc()
  let running: Running | null = null
  /** For pictures of one format; finding the raster of a long motion takes milliseconds. */
  let known: { readonly format: string; readonly graph: LayerGraph } | null = null
  let lastFrame = -Infinity
  /** The picture that was made last, and from what. */
  let made: { readonly reader: PictureReader; readonly shown: number; readonly clipFrame: number } | null = null

  function stop(): void {
    running?.stage?.close()
    running?.pipe.close()
    running = null
  }

  function start(format: string, frame: Frame): Running | null {
    stop()
    const graph = graphFor(format, frame)
    if (graph.kind === 'nothing') return null
    const pipe = openFilterPipe(`${graph.filters},${outputColour},buffersink@out`, step, threads)
    const opened = { pipe, stage: null, graph, format }
    // Closed with the rest where the stage cannot be opened.
    running = opened
    running = { ...opened, stage: openEffectStage(pipe, layer, graph.effects) }
    return running
  }

  function graphFor(format: string, frame: Frame): LayerGraph {
    if (known?.format === format) return known.graph
    const { isRgb, name } = describePixelFormat(frame.format as never)
    const pixels = { width: frame.width, height: frame.height, pixelFormat: name, isRgb }
    const graph = layerGraph(source, layer, role, { video, source: pixels, canvas, size, rate, lutText })
    known = { format, graph }
    return graph
  }

  /** A stream may change its size or format midway, and a graph takes no frame twice. */
  function runningFor(frame: Frame, clipFrame: number): Running | null {
    const format = `${frame.width}x${frame.height} ${frame.format}`
    const goesOn = running !== null && running.format === format && clipFrame > lastFrame
    lastFrame = clipFrame
    return goesOn ? running : start(format, frame)
  }

  /** Whether one picture of the film is the same on two frames, before it is drawn: photos, held pictures, slow motion. */
  function looksTheSame(before: number, now: number): boolean {
    return layer.blurs.length === 0 && fadeLevel(layer, before) === 1 && fadeLevel(layer, now) === 1
  }

  function take({ pipe }: Running, sink: string, target: Frame): void {
    target.unref()
    if (pipe.pull(target, sink) !== true) throw appError('media.engine-failed', { step, detail: `no picture from ${sink}` })
  }

  function describe({ graph }: Running, clipFrame: number): LayerPicture {
    if (graph.kind !== 'drawn') return { kind: 'canvas', frame: picture }
    const display = { width: video.displayWidth, height: video.displayHeight }
    const place = placeLayer(layer, display, canvas, clipFrame)
    const { raster, restingAt, hasBackdrop } = graph
    return {
      kind: 'drawn',
      frame: picture,
      backdrop: hasBackdrop ? backdrop : null,
      place: restingAt
        ? {
            toSource: { xx: 1, xy: 0, x0: -restingAt.x, yx: 0, yy: 1, y0: -restingAt.y },
            window: { left: 0, top: 0, right: raster.width, bottom: raster.height },
          }
        : placeRaster(raster, place, canvas, size),
      opacity: place.opacity,
      fade: fadeLevel(layer, clipFrame),
    }
  }

  return {
    async pictureFor(frame, reader) {
      const clipFrame = frame - layer.clipFrame
      const decoded = await reader.pictureAt({
        at: sourceInstant(layer, frame, rate),
        // Half a frame of the lesson; in slow motion that is less of the clip's own time.
        earlyTicks: (frameToTicks(1, rate) / 2) * Math.min(1, layer.speed.num / layer.speed.den),
        endTicks: layer.frozen || clipFrame >= layer.clipFrameCount || clipFrame < 0 ? Infinity : layer.sourceOutTicks,
        backwards: layer.reversed && !layer.frozen && input.kind === 'video',
      })
      if (running && made?.reader === reader && made.shown === reader.shown && looksTheSame(made.clipFrame, clipFrame))
        return describe(running, clipFrame)
      const now = runningFor(decoded, clipFrame)
      made = null
      if (!now) return { kind: 'nothing' }
      describeColour(decoded, video)
      decoded.pts = BigInt(clipFrame)
      now.pipe.push(source, decoded)
      now.stage?.pass()
      take(now, 'buffersink@out', picture)
      if (now.graph.kind === 'drawn' && now.graph.hasBackdrop) take(now, backdropSink, backdrop)
      made = { reader, shown: reader.shown, clipFrame }
      return describe(now, clipFrame)
    },
    close() {
      stop()
      picture.free()
      backdrop.free()
    },
  }
}

/** The source instant that a layer shows on a frame of the plan, from absolute positions. */
export function sourceInstant(layer: Layer, frame: number, rate: FrameRate): Ticks {
  if (layer.frozen) return layer.sourceInTicks
  const start = frameToTicks(layer.clipFrame, rate)
  if (!layer.reversed) return ticks(layer.sourceInTicks + fromSpeed(ticks(frameToTicks(frame, rate) - start), layer.speed))
  const instant = layer.sourceOutTicks - fromSpeed(ticks(frameToTicks(frame + 1, rate) - start), layer.speed)
  // A clip may last part of a frame longer than its source; what was cut off must not show.
  const isHandle = frame >= layer.clipFrame + layer.clipFrameCount
  return ticks(isHandle ? instant : Math.max(instant, layer.sourceInTicks))
}

/** The plan knows how a picture's numbers are meant; what the file says may be missing or wrong. */
function describeColour(frame: Frame, video: PlanVideo): void {
  const { isRgb } = describePixelFormat(frame.format as never)
  frame.colorSpace = isRgb ? AVCOL_SPC_RGB : matrices[video.matrix]
  frame.colorRange = isRgb || video.range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG
}
