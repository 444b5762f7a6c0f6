import { z } from '#shared/base/zod.ts'
import { paintedOverlaySchema } from '#shared/overlay/model.ts'
import { canvasSchema } from '#shared/project/schema/document.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { mediaFileSchema } from './messages.ts'

export const measureRequestSchema = z
  .strictObject({
    /** Of an export, whose size is estimated; it draws nothing over the picture. */
    plan: renderPlanSchema,
    files: z.array(mediaFileSchema).readonly(),
    /** The size in which pictures are looked at, and what is drawn over them there. */
    canvas: canvasSchema,
    overlays: z.array(paintedOverlaySchema).readonly(),
    /** Which of them hold words to be read, and whose. */
    texts: z
      .array(z.strictObject({ paintedId: z.string(), id: z.string(), kind: z.enum(['overlay', 'caption']) }).readonly())
      .readonly(),
  })
  .readonly()
export type MeasureRequest = z.infer<typeof measureRequestSchema>

export type MeasureProgress = { readonly fraction: number }
