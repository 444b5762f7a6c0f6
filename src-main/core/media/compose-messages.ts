import { z } from '#shared/base/zod.ts'
import { paintedOverlaySchema } from '#shared/overlay/model.ts'
import { canvasSchema } from '#shared/project/schema/document.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { mediaFileSchema } from './messages.ts'

/** Pictures of a lesson as they would be exported, in another size. */
export const composeRequestSchema = z
  .strictObject({
    /** Draws nothing over the picture. */
    plan: renderPlanSchema,
    files: z.array(mediaFileSchema).readonly(),
    canvas: canvasSchema,
    /** What is drawn over the picture, laid out for `canvas`. */
    overlays: z.array(paintedOverlaySchema).readonly(),
    /** Of the plan, rising. */
    frames: z.array(z.int().nonnegative()).min(1).max(24).readonly(),
  })
  .readonly()
export type ComposeRequest = z.infer<typeof composeRequestSchema>
