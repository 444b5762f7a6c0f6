import { z } from '../base/zod.ts'
import { colourSchema } from '../project/schema/geometry.ts'
import { positionSchema } from '../project/schema/time.ts'

const pixelSchema = z.number().finite()

/** A closed shape with rounded corners; a rounded rectangle has four of them. Corners in canvas pixels, in drawing order. */
export const shapeItemSchema = z
  .strictObject({
    kind: z.literal('shape'),
    corners: z
      .array(z.strictObject({ x: pixelSchema, y: pixelSchema, radius: pixelSchema.nonnegative() }).readonly())
      .min(3)
      .readonly(),
    fill: colourSchema,
  })
  .readonly()
export type ShapeItem = z.infer<typeof shapeItemSchema>

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
  })
  .readonly()
export type EmojiItem = z.infer<typeof emojiItemSchema>

export const paintItemSchema = z.discriminatedUnion('kind', [shapeItemSchema, textItemSchema, emojiItemSchema])
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

/**
 * Something drawn over the picture, already laid out: line breaks, bidi order and the font of each run are decided, so
 * that every canvas draws the same. Shown during [startTicks, endTicks) of the timeline. All of its items lie inside `box`
 * and count from the top left of the canvas, not of the box. Drawn first to last: shapes and outlines, then letters and emoji.
 */
export const paintedOverlaySchema = z
  .strictObject({
    id: z.string(),
    startTicks: positionSchema,
    endTicks: positionSchema,
    box: pixelBoxSchema,
    items: z.array(paintItemSchema).readonly(),
  })
  .readonly()
export type PaintedOverlay = z.infer<typeof paintedOverlaySchema>
