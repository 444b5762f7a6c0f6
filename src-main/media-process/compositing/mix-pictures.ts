import type { Affine } from '#shared/render-plan/layer-raster.ts'
import type { Base } from '#shared/render-plan/plan.ts'
import { drawPicture } from './draw-picture.ts'
import { blendPlanes, blendToValue, joinCircle, joinPlanes } from './mix-planes.ts'
import { blackLuma, copyPicture, greyChroma, whiteLuma, type Canvas, type Picture, type Plane } from './planes.ts'

export type TransitionKind = Extract<Base, { kind: 'transition' }>['transition']

/** Blurs a picture of the canvas' size; `share` of the strongest blur, 0 to 1. It lasts until the next call. */
export type BlurPicture = (picture: Picture, share: number) => Picture

/**
 * One picture of a transition, `progress` 0 for the left clip alone to 1 for the right one alone. Depends on nothing else, so
 * that a seek into its middle shows what playing does.
 */
export function mixPictures(
  kind: TransitionKind,
  progress: number,
  left: Picture,
  right: Picture,
  canvas: Canvas,
  blur: BlurPicture,
): void {
  switch (kind) {
    case 'cross-fade':
      return crossFade(canvas, left, right, progress)
    case 'fade-black':
      return throughColour(canvas, left, right, progress, blackLuma)
    case 'fade-white':
      return throughColour(canvas, left, right, progress, whiteLuma)
    case 'wipe':
      return wipe(canvas, left, right, progress)
    case 'slide':
      return slide(canvas, left, right, soften(progress), 0)
    case 'push':
      return slide(canvas, left, right, soften(progress), 1)
    case 'zoom':
      return zoom(canvas, left, right, progress)
    case 'blur':
      return throughBlur(canvas, left, right, progress, blur)
    case 'circle':
      return openCircle(canvas, left, right, soften(progress))
  }
}

function eachPlane(
  canvas: Canvas,
  left: Picture,
  right: Picture,
  mix: (to: Plane, a: Plane, b: Plane, part: number) => void,
): void {
  mix(canvas.luma, left.luma, right.luma, 1)
  mix(canvas.blue, left.blue, right.blue, 2)
  mix(canvas.red, left.red, right.red, 2)
}

function crossFade(canvas: Canvas, left: Picture, right: Picture, progress: number): void {
  eachPlane(canvas, left, right, (to, a, b) => blendPlanes(to, a, b, progress))
}

function throughColour(canvas: Canvas, left: Picture, right: Picture, progress: number, luma: number): void {
  const shown = progress < 0.5 ? left : right
  const share = 1 - Math.abs(progress * 2 - 1)
  blendToValue(canvas.luma, shown.luma, luma, share)
  blendToValue(canvas.blue, shown.blue, greyChroma, share)
  blendToValue(canvas.red, shown.red, greyChroma, share)
}

/** The soft edge of a wipe, as a part of the width. */
const wipeEdge = 1 / 24

/** The right picture uncovers itself from the right to the left. */
function wipe(canvas: Canvas, left: Picture, right: Picture, progress: number): void {
  eachPlane(canvas, left, right, (to, a, b) => {
    const from = (1 - progress) * to.width * (1 + wipeEdge) - to.width * wipeEdge
    const edge = { from, to: from + to.width * wipeEdge }
    joinPlanes(to, a, b, () => edge)
  })
}

/** The right picture comes in from the right; the left one stays (`along` 0) or is pushed out (1). */
function slide(canvas: Canvas, left: Picture, right: Picture, progress: number, along: number): void {
  const { width, height } = canvas.luma
  const shift = width * (1 - progress)
  const window = { left: 0, top: 0, right: width, bottom: height }
  if (along === 0) copyPicture(left, canvas)
  else drawPicture(canvas, left, { toSource: moved(shift - width), window: { ...window, right: width * 2 }, opacity: 1 })
  drawPicture(canvas, right, { toSource: moved(shift), window, opacity: 1 })
}

function moved(across: number): Affine {
  return { xx: 1, xy: 0, x0: -across, yx: 0, yy: 1, y0: 0 }
}

/** How much closer the left picture comes, and how much of that the right one takes back. */
const zoomIn = 1.5
const zoomSettle = 0.15

/** Dives into the left picture, out of which the right one comes. */
function zoom(canvas: Canvas, left: Picture, right: Picture, progress: number): void {
  drawCloser(canvas, left, 1 + zoomIn * progress * progress, 1)
  const shown = soften(Math.max(0, Math.min(1, (progress - 0.3) / 0.5)))
  if (shown > 0) drawCloser(canvas, right, 1 + zoomSettle * (1 - soften(progress)), shown)
}

function drawCloser(canvas: Canvas, picture: Picture, scale: number, opacity: number): void {
  const { width, height } = canvas.luma
  const toSource = {
    xx: 1 / scale,
    xy: 0,
    x0: (width - width / scale) / 2,
    yx: 0,
    yy: 1 / scale,
    y0: (height - height / scale) / 2,
  }
  drawPicture(canvas, picture, { toSource, window: { left: 0, top: 0, right: width, bottom: height }, opacity })
}

function throughBlur(canvas: Canvas, left: Picture, right: Picture, progress: number, blur: BlurPicture): void {
  const share = 1 - Math.abs(progress * 2 - 1)
  const isBoth = Math.abs(progress - 0.5) < 0.2
  if (!isBoth) return copyPicture(blur(progress < 0.5 ? left : right, share), canvas)
  copyPicture(blur(left, share), canvas)
  crossFade(canvas, canvas, blur(right, share), soften((progress - 0.3) / 0.4))
}

function openCircle(canvas: Canvas, left: Picture, right: Picture, progress: number): void {
  const { width, height } = canvas.luma
  const radius = (Math.hypot(width, height) / 2 + 1) * progress
  eachPlane(canvas, left, right, (to, a, b, part) => joinCircle(to, a, b, radius / part))
}

/** Starts and stops gently. */
function soften(progress: number): number {
  return progress * progress * (3 - 2 * progress)
}
