import type { Ticks } from '../time/ticks.ts'
import type { Canvas2D, EmojiImages } from './canvas-2d.ts'
import { setCanvasFont } from './fonts.ts'
import type { PaintedOverlay, PaintItem, ShapeItem } from './model.ts'

/**
 * Draws an overlay as it looks at a timeline instant; nothing outside [startTicks, endTicks). Canvas pixels: scale or
 * translate the context beforehand for another size or a cropped bitmap. The bundled fonts must be registered.
 * A style that moves or highlights words decides here, by the instant.
 */
export function paintOverlay<Image>(
  context: Canvas2D<Image>,
  overlay: PaintedOverlay,
  instant: Ticks,
  images: EmojiImages<Image>,
): void {
  if (instant < overlay.startTicks || instant >= overlay.endTicks) return
  context.save()
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  // All panels and outlines first: the outline of a letter must not cover its neighbour.
  for (const item of overlay.items) paintGround(context, item)
  for (const item of overlay.items) paintFace(context, item, images)
  context.restore()
}

function paintGround<Image>(context: Canvas2D<Image>, item: PaintItem): void {
  if (item.kind === 'shape') paintShape(context, item)
  if (item.kind !== 'text' || !item.outline) return
  setCanvasFont(context, item.fontId, item.sizePx)
  context.direction = item.direction
  context.strokeStyle = item.outline.colour
  context.lineWidth = item.outline.widthPx * 2
  context.strokeText(item.text, item.x, item.y)
}

function paintFace<Image>(context: Canvas2D<Image>, item: PaintItem, images: EmojiImages<Image>): void {
  if (item.kind === 'text') {
    setCanvasFont(context, item.fontId, item.sizePx)
    context.direction = item.direction
    context.fillStyle = item.fill
    context.fillText(item.text, item.x, item.y)
  }
  if (item.kind !== 'emoji') return
  const image = images.get(item.key)
  if (image !== undefined) context.drawImage(image, item.x, item.y, item.sizePx, item.sizePx)
}

function paintShape<Image>(context: Canvas2D<Image>, { corners, fill }: ShapeItem): void {
  const first = corners[0]
  const last = corners.at(-1)
  if (!first || !last) return
  context.beginPath()
  context.moveTo((first.x + last.x) / 2, (first.y + last.y) / 2)
  corners.forEach((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? first
    context.arcTo(corner.x, corner.y, next.x, next.y, corner.radius)
  })
  context.closePath()
  context.fillStyle = fill
  context.fill()
}
