import type { AssetId } from '../project/ids.ts'

/** What `paintOverlay` needs of a 2D canvas: Chromium's and @napi-rs/canvas's contexts both fit. `Image` is their own picture. */
export type Canvas2D<Image> = {
  fillStyle: string | object
  strokeStyle: string | object
  globalAlpha: number
  imageSmoothingQuality: string
  lineWidth: number
  lineJoin: string
  font: string
  textAlign: string
  textBaseline: string
  direction: string
  fontKerning: string
  save(): void
  restore(): void
  translate(x: number, y: number): void
  rotate(radians: number): void
  scale(x: number, y: number): void
  transform(a: number, b: number, c: number, d: number, e: number, f: number): void
  beginPath(): void
  moveTo(x: number, y: number): void
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void
  ellipse(x: number, y: number, radiusX: number, radiusY: number, rotation: number, start: number, end: number): void
  closePath(): void
  fill(): void
  stroke(): void
  fillText(text: string, x: number, y: number): void
  strokeText(text: string, x: number, y: number): void
  drawImage(image: Image, x: number, y: number, width: number, height: number): void
  drawImage(
    image: Image,
    fromX: number,
    fromY: number,
    fromWidth: number,
    fromHeight: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void
}

/** How large a picture is in its own pixels. */
export type Sized = { readonly width: number; readonly height: number }

/** The pictures a canvas draws besides letters; one that is absent is left out of the drawing. */
export type OverlayArt<Image> = {
  /** By `EmojiItem.key`, crisp at this many pixels. */
  emoji(key: string, sizePx: number): Image | undefined
  /** By `DrawingItem.id`, crisp at this width in pixels. */
  drawing(id: string, widthPx: number): Image | undefined
  /** Upright and whole. */
  picture(assetId: AssetId): (Image & Sized) | undefined
  /** A see-through bitmap that `paint` draws on; it may be kept and given again for the same `content` and size. */
  layer(content: object, width: number, height: number, paint: (context: Canvas2D<Image>) => void): Image
}
