import type { Ticks } from '../time/ticks.ts'
import type { Canvas2D, OverlayArt, Sized } from './canvas-2d.ts'
import { setCanvasFont } from './fonts.ts'
import type { ImageItem, PaintedOverlay, PaintItem, Pose, ShapeItem, TextItem } from './model.ts'
import { isResting, itemsAt, poseAt } from './pose.ts'

/**
 * Draws an overlay as it looks at a timeline instant; nothing outside [startTicks, endTicks). Canvas pixels: scale or
 * translate the context beforehand for another size or a cropped bitmap. The bundled fonts must be registered.
 */
export function paintOverlay<Image>(
  context: Canvas2D<Image>,
  overlay: PaintedOverlay,
  instant: Ticks,
  art: OverlayArt<Image>,
): void {
  if (instant < overlay.startTicks || instant >= overlay.endTicks) return
  const pose = poseAt(overlay, instant)
  if (pose.opacity === 0 || pose.scale === 0) return
  const items = itemsAt(overlay, instant)
  context.save()
  if (isResting(pose)) paintItems(context, items, art, 1)
  else paintPosed(context, overlay, items, pose, art)
  context.restore()
}

/** Letters that are turned or scaled are drawn this much larger first. */
const sharpness = 2
/** What a picture in between may take; larger ones lose detail. */
const maxLayerPixels = 16_000_000

function paintPosed<Image>(
  context: Canvas2D<Image>,
  { box, motion }: PaintedOverlay,
  items: readonly PaintItem[],
  pose: Pose,
  art: OverlayArt<Image>,
): void {
  const { x, y } = motion?.pivot ?? { x: 0, y: 0 }
  context.translate(x + pose.x, y + pose.y)
  context.rotate((pose.rotationDegrees * Math.PI) / 180)
  context.scale(pose.scale, pose.scale)
  context.translate(-x, -y)
  context.globalAlpha = pose.opacity
  const [only] = items
  if (items.length === 1 && (only?.kind === 'emoji' || only?.kind === 'image')) return paintItems(context, items, art, pose.scale)
  // As one picture: letters agree between rasters only where they stand upright on whole pixels, and a see-through outline
  // would show through its letter.
  const wanted = pose.scale === 1 && pose.rotationDegrees % 360 === 0 ? 1 : sharpness
  const detail = Math.min(wanted, Math.sqrt(maxLayerPixels / (box.width * box.height)))
  const image = art.layer(items, Math.ceil(box.width * detail), Math.ceil(box.height * detail), (layer) => {
    layer.scale(detail, detail)
    layer.translate(-box.x, -box.y)
    paintItems(layer, items, art, pose.scale)
  })
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, box.x, box.y, box.width, box.height)
}

/** `magnified`: how much larger than their pixels the items will show. */
function paintItems<Image>(
  context: Canvas2D<Image>,
  items: readonly PaintItem[],
  art: OverlayArt<Image>,
  magnified: number,
): void {
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  context.imageSmoothingQuality = 'high'
  // All panels and outlines first: the outline of a letter must not cover its neighbour.
  for (const item of items) paintGround(context, item)
  for (const item of items) paintFace(context, item, art, magnified)
}

function paintGround<Image>(context: Canvas2D<Image>, item: PaintItem): void {
  if (item.kind === 'shape' || item.kind === 'ellipse') paintShape(context, item)
  if (item.kind !== 'text' || !(item.outline ?? item.ground)) return
  paintLetters(context, item, (x, y) => {
    if (item.outline) {
      context.strokeStyle = item.outline.colour
      context.lineWidth = (item.outline.widthPx + thickness(item)) * 2
      context.strokeText(item.text, x, y)
    }
    if (item.ground) fillLetters(context, item, x, y)
  })
}

/** How far the edge of a bold letter lies beyond that of a usual one, and how far a slanted one leans (fractions of its size). */
const [boldShare, slantShare] = [0.022, 0.2]

function thickness({ bold, sizePx }: TextItem): number {
  return bold ? boldShare * sizePx : 0
}

/** Slanted letters lean around their baseline, so that they stand where usual ones would. */
function paintLetters<Image>(context: Canvas2D<Image>, item: TextItem, paint: (x: number, y: number) => void): void {
  setCanvasFont(context, item.fontId, item.sizePx)
  context.direction = item.direction
  if (!item.slanted) return paint(item.x, item.y)
  context.save()
  context.transform(1, 0, -slantShare, 1, item.x, item.y)
  paint(0, 0)
  context.restore()
}

function fillLetters<Image>(context: Canvas2D<Image>, item: TextItem, x: number, y: number): void {
  context.fillStyle = item.fill
  context.fillText(item.text, x, y)
  if (!item.bold) return
  context.strokeStyle = item.fill
  context.lineWidth = 2 * thickness(item)
  context.strokeText(item.text, x, y)
}

function paintFace<Image>(context: Canvas2D<Image>, item: PaintItem, art: OverlayArt<Image>, magnified: number): void {
  if (item.kind === 'text') {
    if (item.ground) return
    paintLetters(context, item, (x, y) => fillLetters(context, item, x, y))
  } else if (item.kind === 'emoji') {
    const image = art.emoji(item.key, item.sizePx * magnified)
    if (image !== undefined) context.drawImage(image, item.x, item.y, item.sizePx, item.sizePx)
  } else if (item.kind === 'drawing') {
    const image = art.drawing(item.id, item.width * magnified)
    if (image !== undefined) context.drawImage(image, item.x, item.y, item.width, item.height)
  } else if (item.kind === 'image') {
    const image = art.picture(item.assetId)
    if (image !== undefined) paintPicture(context, image, item)
  }
}

function paintPicture<Image>(context: Canvas2D<Image>, image: Image & Sized, { crop, x, y, width, height }: ImageItem): void {
  if (!crop) return context.drawImage(image, x, y, width, height)
  const { width: across, height: down } = image
  context.drawImage(image, crop.x * across, crop.y * down, crop.width * across, crop.height * down, x, y, width, height)
}

function paintShape<Image>(context: Canvas2D<Image>, item: Extract<PaintItem, { kind: 'shape' | 'ellipse' }>): void {
  context.beginPath()
  if (item.kind === 'shape') tracePolygon(context, item)
  else {
    const { x, y, width, height } = item
    context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI)
  }
  context.closePath()
  context.fillStyle = item.fill
  context.fill()
  if (!item.stroke) return
  context.strokeStyle = item.stroke.colour
  context.lineWidth = item.stroke.widthPx
  context.stroke()
}

function tracePolygon<Image>(context: Canvas2D<Image>, { corners }: ShapeItem): void {
  const first = corners[0]
  const last = corners.at(-1)
  if (!first || !last) return
  context.moveTo((first.x + last.x) / 2, (first.y + last.y) / 2)
  corners.forEach((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? first
    context.arcTo(corner.x, corner.y, next.x, next.y, corner.radius)
  })
}
