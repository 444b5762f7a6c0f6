import { z } from '../base/zod.ts'
import { assetIdSchema } from '../project/ids.ts'
import { positionSchema } from '../project/schema/time.ts'

/** More than `flashes` flashes within one second, over a quarter of what the eye sees sharply. */
export const flashStretchSchema = z
  .strictObject({
    kind: z.enum(['general', 'red']),
    startTicks: positionSchema,
    endTicks: positionSchema,
    flashes: z.int().positive(),
  })
  .readonly()
export type FlashStretch = z.infer<typeof flashStretchSchema>

/** The worst contrast that letters have with what surrounds them, 1 to 21, and when. `id` is the overlay's or caption's. */
export const textContrastSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['overlay', 'caption']),
    atTicks: positionSchema,
    ratio: z.number().min(1).max(21),
  })
  .readonly()
export type TextContrast = z.infer<typeof textContrastSchema>

/** Nobody speaks below: only the noise of a silent room. */
export const silentBelowLufs = -55

/** What the media process finds out about the pictures and the sound of a lesson. */
export const measuredMediaSchema = z
  .strictObject({
    flashes: z.array(flashStretchSchema).readonly(),
    contrasts: z.array(textContrastSchema).readonly(),
    /** Of the mix before it is evened out; `gainDb` is what would be added. Null where nothing is heard. */
    loudness: z.strictObject({ lufs: z.number(), peakDb: z.number(), gainDb: z.number() }).readonly().nullable(),
    /** Of an export for platforms, estimated from stretches that were encoded. */
    bytesPerMinute: z.number().nonnegative(),
  })
  .readonly()
export type MeasuredMedia = z.infer<typeof measuredMediaSchema>

/** What the files of a lesson say of themselves. */
export const fileFactsSchema = z
  .strictObject({
    missing: z.array(assetIdSchema).readonly(),
    /** Pictures that travel as they are and say where, or with what, they were taken. */
    pictures: z
      .array(z.strictObject({ assetId: assetIdSchema, location: z.boolean(), device: z.string().nullable() }).readonly())
      .readonly(),
  })
  .readonly()
export type FileFacts = z.infer<typeof fileFactsSchema>

/** Nothing is known yet. */
export const noFileFacts: FileFacts = { missing: [], pictures: [] }
