/** What `paintOverlay` needs of a 2D canvas: Chromium's and @napi-rs/canvas's contexts both fit. `Image` is their own picture. */
export type Canvas2D<Image> = {
  fillStyle: string | object
  strokeStyle: string | object
  lineWidth: number
  lineJoin: string
  font: string
  textAlign: string
  textBaseline: string
  direction: string
  fontKerning: string
  save(): void
  restore(): void
  beginPath(): void
  moveTo(x: number, y: number): void
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void
  closePath(): void
  fill(): void
  fillText(text: string, x: number, y: number): void
  strokeText(text: string, x: number, y: number): void
  drawImage(image: Image, x: number, y: number, width: number, height: number): void
}

/** Decoded emoji by `EmojiItem.key`; a picture that is absent is left out of the drawing. */
export type EmojiImages<Image> = { get(key: string): Image | undefined }
