import type { Frame } from 'node-av/lib'
import { AV_PIX_FMT_YUV420P, AVCOL_PRI_BT709, AVCOL_RANGE_MPEG, AVCOL_SPC_BT709, AVCOL_TRC_BT709 } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { check } from '../ffmpeg/check.ts'

/** Samples of eight bits, row by row. */
export type Plane = { readonly data: Uint8Array; readonly stride: number; readonly width: number; readonly height: number }

/** A 4:2:0 picture, BT.709 limited; sides are even. Straight alpha where there is some. */
export type Picture = { readonly luma: Plane; readonly blue: Plane; readonly red: Plane; readonly alpha: Plane | null }

/** A picture of our own, whose planes lie one after the other without padding, as FFmpeg packs I420. */
export type Canvas = Picture & { readonly bytes: Buffer }

const step = 'composing the picture'
/** BT.709 limited range. */
export const blackLuma = 16
export const whiteLuma = 235
export const greyChroma = 128

export function createCanvas({ width, height }: CanvasSize): Canvas {
  const bytes = Buffer.alloc((width * height * 3) / 2)
  const [columns, rows] = [width / 2, height / 2]
  const plane = (start: number, stride: number, lines: number): Plane => ({
    data: bytes.subarray(start, start + stride * lines),
    stride,
    width: stride,
    height: lines,
  })
  const lumaBytes = width * height
  return {
    bytes,
    luma: plane(0, width, height),
    blue: plane(lumaBytes, columns, rows),
    red: plane(lumaBytes + columns * rows, columns, rows),
    alpha: null,
  }
}

/** The planes of a `yuv420p` or `yuva420p` frame, to read only: some hosts hand out copies. They last as long as its data. */
export function pictureOf(frame: Frame): Picture {
  const { data, linesize, width, height } = frame
  const plane = (index: number, columns: number, rows: number): Plane | null => {
    const bytes = data?.[index]
    return bytes ? { data: bytes, stride: linesize[index] ?? columns, width: columns, height: rows } : null
  }
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const [luma, blue, red] = [plane(0, width, height), plane(1, columns, rows), plane(2, columns, rows)]
  if (!luma || !blue || !red) throw appError('media.engine-failed', { step, detail: 'a picture without planes' })
  return { luma, blue, red, alpha: plane(3, width, height) }
}

export function fillBlack({ luma, blue, red }: Canvas): void {
  luma.data.fill(blackLuma)
  blue.data.fill(greyChroma)
  red.data.fill(greyChroma)
}

/** Copies a picture of the same size. */
export function copyPicture(from: Picture, to: Canvas): void {
  copyPlane(from.luma, to.luma)
  copyPlane(from.blue, to.blue)
  copyPlane(from.red, to.red)
}

function copyPlane(from: Plane, to: Plane): void {
  for (let row = 0; row < to.height; row += 1)
    to.data.set(from.data.subarray(row * from.stride, row * from.stride + to.width), row * to.stride)
}

/** Puts the canvas into an empty frame. */
export function writeFrame({ bytes, luma }: Canvas, target: Frame): void {
  target.width = luma.width
  target.height = luma.height
  target.format = AV_PIX_FMT_YUV420P
  check(target.allocBuffer(), step)
  check(target.fromBuffer(bytes), step)
  target.colorSpace = AVCOL_SPC_BT709
  target.colorRange = AVCOL_RANGE_MPEG
  target.colorPrimaries = AVCOL_PRI_BT709
  target.colorTrc = AVCOL_TRC_BT709
}
