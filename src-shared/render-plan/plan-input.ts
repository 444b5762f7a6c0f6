import { z } from '../base/zod.ts'
import { assetIdSchema } from '../project/ids.ts'
import { videoInterpretationSchema } from '../project/schema/asset.ts'
import { ticksSchema } from '../project/schema/time.ts'

/** Which of an asset's files is read; a `proxy` is already upright, deinterlaced and BT.709. */
export const variantSchema = z.enum(['original', 'repaired', 'proxy'])
export type Variant = z.infer<typeof variantSchema>

const video = videoInterpretationSchema.unwrap().shape

/** How the pictures of an input are to be read: the facts of the interpretation that the graph needs. */
const planVideoSchema = z
  .strictObject({
    variant: variantSchema,
    streamIndex: video.streamIndex,
    /** Upright, after the pixel shape: only the ratio of the two matters. */
    displayWidth: z.int().positive(),
    displayHeight: z.int().positive(),
    rotationDegrees: video.rotationDegrees,
    mirrored: z.boolean(),
    fieldOrder: video.fieldOrder,
    hasAlpha: z.boolean(),
    dynamicRange: video.dynamicRange,
    /** Never "unknown": guessed from the picture's size where the file does not tell. */
    matrix: z.enum(['bt709', 'smpte170m', 'bt2020nc']),
    range: z.enum(['limited', 'full']),
    /** Of SDR pictures; those of BT.601 differ too little to be told apart. */
    primaries: z.enum(['bt709', 'smpte432', 'bt2020']),
  })
  .readonly()
export type PlanVideo = z.infer<typeof planVideoSchema>

/** A file the plan reads. Source instants count from `originTicks` on the file's own clock. */
export const planInputSchema = z
  .strictObject({
    assetId: assetIdSchema,
    kind: z.enum(['video', 'audio', 'image']),
    originTicks: ticksSchema,
    video: planVideoSchema.nullable(),
    /** Never of a proxy: sound is previewed as exported. */
    audio: z.strictObject({ variant: variantSchema, streamIndex: z.int().nonnegative() }).readonly().nullable(),
  })
  .readonly()
export type PlanInput = z.infer<typeof planInputSchema>
