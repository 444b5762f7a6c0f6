import { z } from '../../base/zod.ts'
import { ticksSchema } from './time.ts'

/** Lengths on the canvas are in 1/1080 of its short side, so that one document holds for 9:16, 1:1 and 16:9. */
export const canvasUnitSchema = z.number().finite()

export const anchorPoints = [
  'top-left',
  'top',
  'top-right',
  'left',
  'center',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const
/** Which of nine points of the canvas an offset counts from; the same point of the box is put there. */
export const anchorPointSchema = z.enum(anchorPoints)
export type AnchorPoint = z.infer<typeof anchorPointSchema>

/** A box on the canvas: `x` to the right and `y` down from the anchor point. */
export const boxSchema = z
  .strictObject({
    anchorPoint: anchorPointSchema,
    x: canvasUnitSchema,
    y: canvasUnitSchema,
    width: canvasUnitSchema.positive(),
    height: canvasUnitSchema.positive(),
  })
  .readonly()
export type Box = z.infer<typeof boxSchema>

/** A rectangle of a picture as fractions of its width and height. */
export const regionSchema = z
  .strictObject({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().positive().max(1),
    height: z.number().positive().max(1),
  })
  .readonly()
export type Region = z.infer<typeof regionSchema>

export const easings = ['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'] as const
export const easingSchema = z.enum(easings)

/** Values at instants of the owner's own time (source ticks of a clip, ticks since the start of an overlay), in order. */
const keyframes = <T extends z.ZodType>(value: T) =>
  z.array(z.strictObject({ atTicks: ticksSchema, value, easing: easingSchema }).readonly()).readonly()

/** Where a clip's picture sits: offset of its centre in canvas units, scale over the fitted size, clockwise degrees. */
export const placementSchema = z
  .strictObject({
    x: canvasUnitSchema,
    y: canvasUnitSchema,
    scale: z.number().positive().max(20),
    rotationDegrees: z.number().min(-3600).max(3600),
    opacity: z.number().min(0).max(1),
  })
  .readonly()
export type Placement = z.infer<typeof placementSchema>

export const placementKeyframesSchema = keyframes(placementSchema)
export const regionKeyframesSchema = keyframes(regionSchema)

/** `#rrggbb` or `#rrggbbaa`. */
export const colourSchema = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/, 'a colour such as "#1a2b3c" or "#1a2b3cff"')

/** A colour, or one of the school style by its name, with an opacity where it has one: `brand:primary`, `brand:background/d9`. */
export const paintSchema = z
  .string()
  .regex(
    /^(#[0-9a-f]{6}([0-9a-f]{2})?|brand:(primary|accent|text|background)(\/[0-9a-f]{2})?)$/,
    'a colour such as "#1a2b3c" or "#1a2b3cff", or one of the school style such as "brand:primary"',
  )
