import { z } from '#shared/base/zod.ts'
import { planInputSchema } from '#shared/render-plan/plan-input.ts'

/** A picture that overlays show, to be drawn in a window as it is exported. */
export const pictureRequestSchema = z.strictObject({ path: z.string().min(1), input: planInputSchema }).readonly()
export type PictureRequest = z.infer<typeof pictureRequestSchema>
