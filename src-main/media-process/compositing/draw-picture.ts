import type { Affine, Rectangle, RasterPlace } from '#shared/render-plan/layer-raster.ts'
import { drawPlane, halvePlane } from './draw-plane.ts'
import type { Canvas, Picture } from './planes.ts'

export type PictureDrawing = RasterPlace & {
  /** 0 to 1. */
  readonly opacity: number
}

/** Draws a picture onto a canvas, turned, scaled and blended. */
export function drawPicture(canvas: Canvas, picture: Picture, drawing: PictureDrawing): void {
  const { toSource, opacity } = drawing
  const area = Math.abs(toSource.xx * toSource.yy - toSource.xy * toSource.yx)
  // Sampling four neighbours would leave pixels out: as many halvings as keep the picture at least as large as it is shown.
  if (area >= 4) return drawPicture(canvas, halvePicture(picture), halveDrawing(drawing))
  const { alpha } = picture
  drawPlane(canvas.luma, { source: picture.luma, alpha, toSource, window: drawing.window, opacity })
  const sparse = {
    alpha: alpha && halvePlane(alpha),
    toSource: toChroma(toSource),
    window: chromaWindow(drawing.window, toSource),
    opacity,
  }
  drawPlane(canvas.blue, { source: picture.blue, ...sparse })
  drawPlane(canvas.red, { source: picture.red, ...sparse })
}

/** Chroma sample n sits on the left one of its two pixels and between its two rows (MPEG-2's place, which H.264 implies). */
function toChroma({ xx, xy, x0, yx, yy, y0 }: Affine): Affine {
  return { xx, xy, x0: (x0 + 0.5 - 0.5 * xx) / 2, yx, yy, y0: (y0 - 0.5 * yx) / 2 }
}

/** A sample's place is not the middle of the two by two pixels that it colours, of which the window covers a part. */
function chromaWindow({ left, top, right, bottom }: Rectangle, { xx, yx }: Affine): Rectangle {
  const [across, down] = [0.5 - 0.5 * xx, -0.5 * yx]
  return { left: (left + across) / 2, top: (top + down) / 2, right: (right + across) / 2, bottom: (bottom + down) / 2 }
}

function halvePicture({ luma, blue, red, alpha }: Picture): Picture {
  return { luma: halvePlane(luma), blue: halvePlane(blue), red: halvePlane(red), alpha: alpha && halvePlane(alpha) }
}

function halveDrawing({ toSource, window, opacity }: PictureDrawing): PictureDrawing {
  const { xx, xy, x0, yx, yy, y0 } = toSource
  return {
    toSource: { xx: xx / 2, xy: xy / 2, x0: x0 / 2, yx: yx / 2, yy: yy / 2, y0: y0 / 2 },
    window: { left: window.left / 2, top: window.top / 2, right: window.right / 2, bottom: window.bottom / 2 },
    opacity,
  }
}
