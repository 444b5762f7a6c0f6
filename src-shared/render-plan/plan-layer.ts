import { z } from '../base/zod.ts'
import { clipIdSchema } from '../project/ids.ts'
import { clipPictureSchema, lookSchema } from '../project/schema/clip.ts'
import { easingSchema, placementSchema, regionSchema } from '../project/schema/geometry.ts'
import { positionSchema, rationalSchema } from '../project/schema/time.ts'

/** Values over the frames of a layer's clip: frame 0 is the one on which the clip starts; parts of frames are allowed. In order. */
const overFrames = <T extends z.ZodType>(value: T) =>
  z.array(z.strictObject({ atFrame: z.number(), value, easing: easingSchema }).readonly()).readonly()

const motionSchema = overFrames(placementSchema)
const pathSchema = overFrames(regionSchema)
export type Motion = z.infer<typeof motionSchema>
export type Path = z.infer<typeof pathSchema>

const planLookSchema = lookSchema
  .unwrap()
  .omit({ lutAssetId: true })
  /** Index into the plan's `luts`. */
  .extend({ lut: z.int().nonnegative().nullable() })
  .readonly()
export type PlanLook = z.infer<typeof planLookSchema>

const picture = clipPictureSchema.unwrap().shape

/** A clip's picture over output frames. */
export const layerSchema = z
  .strictObject({
    clipId: clipIdSchema,
    /** Index into `inputs`. */
    input: z.int().nonnegative(),
    /**
     * The output frame on which the clip starts (negative where it is anchored to what was trimmed away), and how many it has;
     * a transition shows frames before and after them.
     */
    clipFrame: z.int(),
    clipFrameCount: z.int().positive(),
    /** The first picture of the clip is that of `sourceInTicks`, or with `reversed` the last one before `sourceOutTicks`. */
    sourceInTicks: positionSchema,
    sourceOutTicks: positionSchema,
    speed: rationalSchema,
    reversed: z.boolean(),
    /** The picture of `sourceInTicks` stands for the whole clip. */
    frozen: z.boolean(),
    fit: picture.fit,
    crop: regionSchema.nullable(),
    /** One point for a picture that stands still. */
    motion: motionSchema.unwrap().min(1).readonly(),
    /** The region of the upright picture to follow instead of `crop`; empty for none. */
    follow: pathSchema,
    look: planLookSchema.nullable(),
    chromaKey: picture.chromaKey,
    blurs: z.array(z.strictObject({ path: pathSchema, strength: z.number().min(0).max(1) }).readonly()).readonly(),
    fadeInFrames: z.int().nonnegative(),
    fadeOutFrames: z.int().nonnegative(),
  })
  .readonly()
export type Layer = z.infer<typeof layerSchema>
