import { z } from '../base/zod.ts'
import { assetIdSchema } from '../project/ids.ts'
import { colourSchema, easingSchema, regionSchema } from '../project/schema/geometry.ts'
import { positionSchema, ticksSchema } from '../project/schema/time.ts'

const pixelSchema = z.number().finite()

/** Half-open stretch of the timeline on which an item shows; without one it shows as long as its overlay. */
const shownSchema = z.strictObject({ startTicks: ticksSchema, endTicks: ticksSchema }).readonly().optional()

/** A line of this width, its middle on the edge. */
const strokeSchema = z.strictObject({ colour: colourSchema, widthPx: pixelSchema.positive() }).readonly().optional()

/** A closed shape with rounded corners; a rounded rectangle has four of them. Corners in canvas pixels, in drawing order. */
export const shapeItemSchema = z
  .strictObject({
    kind: z.literal('shape'),
    corners: z
      .array(z.strictObject({ x: pixelSchema, y: pixelSchema, radius: pixelSchema.nonnegative() }).readonly())
      .min(3)
      .readonly(),
    fill: colourSchema,
    stroke: strokeSchema,
    shown: shownSchema,
  })
  .readonly()
export type ShapeItem = z.infer<typeof shapeItemSchema>

/** An ellipse that fills a rectangle. */
export const ellipseItemSchema = z
  .strictObject({
    kind: z.literal('ellipse'),
    x: pixelSchema,
    y: pixelSchema,
    width: pixelSchema.positive(),
    height: pixelSchema.positive(),
    fill: colourSchema,
    stroke: strokeSchema,
    shown: shownSchema,
  })
  .readonly()
export type EllipseItem = z.infer<typeof ellipseItemSchema>

/** Text of one font, one direction and one line, in logical order; `x` is its left edge and `y` its baseline. */
export const textItemSchema = z
  .strictObject({
    kind: z.literal('text'),
    text: z.string().min(1),
    /** A font of `overlay/fonts.ts`, which covers every character of the text. */
    fontId: z.string(),
    sizePx: pixelSchema.positive(),
    x: pixelSchema,
    y: pixelSchema,
    direction: z.enum(['ltr', 'rtl']),
    fill: colourSchema,
    /** Drawn under the fill; `widthPx` counts from the edge of the letter outwards. */
    outline: z.strictObject({ colour: colourSchema, widthPx: pixelSchema.positive() }).readonly().nullable(),
    /** A shadow: drawn below all outlines. */
    ground: z.literal(true).optional(),
    /** Thickened by `boldShare` of its size, since most of the bundled families have no heavier weight. */
    bold: z.literal(true).optional(),
    /** Leaning to the right by `slantShare` of its height: hardly any of the bundled families has an italic. */
    slanted: z.literal(true).optional(),
    shown: shownSchema,
  })
  .readonly()
export type TextItem = z.infer<typeof textItemSchema>

/** A square emoji picture; `key` is its file name in @twemoji/svg without ".svg", for instance "1f44b-1f3fd". */
export const emojiItemSchema = z
  .strictObject({
    kind: z.literal('emoji'),
    key: z.string().regex(/^[0-9a-f]+(-[0-9a-f]+)*$/),
    x: pixelSchema,
    y: pixelSchema,
    sizePx: pixelSchema.positive(),
    shown: shownSchema,
  })
  .readonly()
export type EmojiItem = z.infer<typeof emojiItemSchema>

/** A sticker of `overlay/stickers.ts`, in its own proportions. */
export const drawingItemSchema = z
  .strictObject({
    kind: z.literal('drawing'),
    /** Also the name of its file. */
    id: z.string().regex(/^[a-z0-9-]+$/),
    x: pixelSchema,
    y: pixelSchema,
    width: pixelSchema.positive(),
    height: pixelSchema.positive(),
    shown: shownSchema,
  })
  .readonly()
export type DrawingItem = z.infer<typeof drawingItemSchema>

/** The picture of an image asset; its bitmap comes from the file, which is never decoded here. */
export const imageItemSchema = z
  .strictObject({
    kind: z.literal('image'),
    assetId: assetIdSchema,
    /** The part of the picture that fills the rectangle; absent for all of it. */
    crop: regionSchema.exactOptional(),
    x: pixelSchema,
    y: pixelSchema,
    width: pixelSchema.positive(),
    height: pixelSchema.positive(),
    shown: shownSchema,
  })
  .readonly()
export type ImageItem = z.infer<typeof imageItemSchema>

export const paintItemSchema = z.discriminatedUnion('kind', [
  shapeItemSchema,
  ellipseItemSchema,
  textItemSchema,
  emojiItemSchema,
  drawingItemSchema,
  imageItemSchema,
])
export type PaintItem = z.infer<typeof paintItemSchema>

/** Whole canvas pixels; even, because the picture below has half the colour resolution. */
export const pixelBoxSchema = z
  .strictObject({
    x: z.int().multipleOf(2),
    y: z.int().multipleOf(2),
    width: z.int().positive().multipleOf(2),
    height: z.int().positive().multipleOf(2),
  })
  .readonly()
export type PixelBox = z.infer<typeof pixelBoxSchema>

const poseShape = {
  /** Moved by, in canvas pixels. */
  x: pixelSchema,
  y: pixelSchema,
  scale: pixelSchema.nonnegative(),
  /** Clockwise. */
  rotationDegrees: pixelSchema,
  opacity: z.number().min(0).max(1),
}

/** How an overlay stands at an instant: turned and scaled around its pivot, then moved. */
export const poseSchema = z.strictObject(poseShape).readonly()
export type Pose = z.infer<typeof poseSchema>

/** `easing` shapes the way to the next key. */
const poseKeySchema = z.strictObject({ atTicks: ticksSchema, easing: easingSchema, ...poseShape }).readonly()
export type PoseKey = z.infer<typeof poseKeySchema>

/**
 * Poses over the timeline. Before its first key and after its last one a track stands still; the tracks of an overlay work
 * together: offsets and turns add up, scales and opacities multiply.
 */
export const motionSchema = z
  .strictObject({
    pivot: z.strictObject({ x: pixelSchema, y: pixelSchema }).readonly(),
    tracks: z.array(z.array(poseKeySchema).min(1).readonly()).min(1).readonly(),
  })
  .readonly()
export type OverlayMotion = z.infer<typeof motionSchema>

/**
 * Something drawn over the picture, already laid out: line breaks, bidi order and the font of each run are decided, so
 * that every canvas draws the same. Shown during [startTicks, endTicks) of the timeline. All of its items lie inside `box`
 * and count from the top left of the canvas, not of the box; where it has a `motion`, that is how it lies before moving, and
 * may be off the canvas. Drawn first to last: shapes and outlines, then letters and pictures.
 */
export const paintedOverlaySchema = z
  .strictObject({
    id: z.string(),
    startTicks: positionSchema,
    endTicks: positionSchema,
    box: pixelBoxSchema,
    items: z.array(paintItemSchema).readonly(),
    motion: motionSchema.optional(),
  })
  .readonly()
export type PaintedOverlay = z.infer<typeof paintedOverlaySchema>
