import type { Frame } from 'node-av/lib'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import type { Base, Segment } from '#shared/render-plan/plan.ts'
import { drawPicture } from '../compositing/draw-picture.ts'
import { blendToValue } from '../compositing/mix-planes.ts'
import { mixPictures } from '../compositing/mix-pictures.ts'
import {
  blackLuma,
  copyPicture,
  createCanvas,
  fillBlack,
  greyChroma,
  pictureOf,
  writeFrame,
  type Canvas,
  type Picture,
} from '../compositing/planes.ts'
import type { LayerPicture } from './layer-pictures.ts'
import { openPictureBlur, type PictureBlur } from './picture-blur.ts'

/** Lays the pictures of a segment's layers over each other. */
export type SegmentComposer = {
  /**
   * The canvas picture of a frame of the segment (counted from the start of the plan): a frame of a layer where that one is
   * all there is, else `scratch`, which is filled.
   */
  compose(segment: Segment, frame: number, scratch: Frame): Promise<Frame>
  close(): void
}

type Options = {
  readonly size: CanvasSize
  readonly threads: number
  readonly pictureOfLayer: (layer: Layer, frame: number) => Promise<LayerPicture>
}

type Transition = Extract<Base, { kind: 'transition' }>

export function createSegmentComposer({ size, threads, pictureOfLayer }: Options): SegmentComposer {
  const canvases = new Map<'whole' | 'left' | 'right', Canvas>()
  let blur: PictureBlur | null = null

  /** Made when they are needed: most lessons need none. */
  function canvas(name: 'whole' | 'left' | 'right'): Canvas {
    const known = canvases.get(name) ?? createCanvas(size)
    canvases.set(name, known)
    return known
  }

  async function composeTransition(base: Transition, frame: number, target: Canvas): Promise<void> {
    const left = asWhole(await pictureOfLayer(base.left, frame), () => canvas('left'))
    const right = asWhole(await pictureOfLayer(base.right, frame), () => canvas('right'))
    const progress = (frame - base.startFrame + 0.5) / base.frameCount
    mixPictures(base.transition, progress, left, right, target, (picture, share) => {
      blur ??= openPictureBlur(size, threads)
      return blur.blur(picture, share)
    })
  }

  async function composeBase(base: Base, frame: number, target: Canvas): Promise<void> {
    if (base.kind === 'gap') fillBlack(target)
    else if (base.kind === 'transition') await composeTransition(base, frame, target)
    else paintBase(await pictureOfLayer(base.layer, frame), target)
  }

  return {
    async compose(segment, frame, scratch) {
      const { base, above } = segment
      const whole = canvas('whole')
      if (base.kind === 'clip' && above.length === 0) {
        const picture = await pictureOfLayer(base.layer, frame)
        if (picture.kind === 'canvas') return picture.frame
        paintBase(picture, whole)
      } else await composeBase(base, frame, whole)
      for (const layer of above) {
        const picture = await pictureOfLayer(layer, frame)
        if (picture.kind === 'drawn') drawLayer(whole, picture)
      }
      writeFrame(whole, scratch)
      return scratch
    },
    close: () => blur?.close(),
  }
}

type Drawn = Extract<LayerPicture, { kind: 'drawn' }>

function drawLayer(canvas: Canvas, { frame, place, opacity, fade }: Drawn): void {
  drawPicture(canvas, pictureOf(frame), { ...place, opacity: opacity * fade })
}

/** The lowest layer alone, on its backdrop or on black. */
function paintBase(picture: LayerPicture, canvas: Canvas): void {
  if (picture.kind === 'canvas') copyPicture(pictureOf(picture.frame), canvas)
  else if (picture.kind === 'nothing' || !picture.backdrop) {
    fillBlack(canvas)
    if (picture.kind === 'drawn') drawLayer(canvas, picture)
  } else {
    copyPicture(pictureOf(picture.backdrop), canvas)
    drawLayer(canvas, { ...picture, fade: 1 })
    fadeToBlack(canvas, picture.fade)
  }
}

function fadeToBlack(canvas: Canvas, fade: number): void {
  if (fade >= 1) return
  blendToValue(canvas.luma, canvas.luma, blackLuma, 1 - fade)
  blendToValue(canvas.blue, canvas.blue, greyChroma, 1 - fade)
  blendToValue(canvas.red, canvas.red, greyChroma, 1 - fade)
}

function asWhole(picture: LayerPicture, canvas: () => Canvas): Picture {
  if (picture.kind === 'canvas') return pictureOf(picture.frame)
  const target = canvas()
  paintBase(picture, target)
  return target
}
