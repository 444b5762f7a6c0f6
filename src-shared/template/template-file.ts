import { z } from '../base/zod.ts'
import { assetSchema } from '../project/schema/asset.ts'
import { slotSchema, templateSchema, type LessonDocument, type Slot } from '../project/schema/document.ts'
import { positionSchema } from '../project/schema/time.ts'

/** How many slots of each kind a template has. */
export const slotCountsSchema = z.record(slotSchema.def.innerType.shape.kind, z.int().nonnegative()).readonly()
export type SlotCounts = z.infer<typeof slotCountsSchema>

/** resources/templates/index.json: what the gallery shows, so that no template is read before it is chosen. */
export const templateIndexSchema = z
  .strictObject({
    /** The picture that stands in for clips of saved templates; its file lies beside the index. */
    card: assetSchema,
    templates: z
      .array(
        z
          .strictObject({
            id: z.string(),
            template: templateSchema,
            durationTicks: positionSchema,
            slots: slotCountsSchema,
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
export type TemplateIndex = z.infer<typeof templateIndexSchema>

export function countSlots(document: LessonDocument): SlotCounts {
  const counts: Record<Slot['kind'], number> = { clip: 0, text: 0, image: 0, question: 0, music: 0 }
  for (const { kind } of Object.values(document.slots)) counts[kind] += 1
  return counts
}
