import { z } from '#shared/base/zod.ts'
import { batchMakers } from '#shared/ipc/areas/batch-draft.ts'
import { recipeSchema } from '#shared/recipe/recipe-schema.ts'

const rowSchema = z
  .strictObject({
    key: z.string().min(1),
    number: z.int().positive(),
    clip: z.string(),
    values: z.record(z.string(), z.string()).readonly(),
  })
  .readonly()

/** What a batch is made from, frozen when it is ordered; plain JSON, as the library keeps it. Its rows are an `InputRow` each. */
export const batchRequestSchema = z
  .strictObject({
    recipe: recipeSchema,
    /** The files that the recipe names lie there. */
    recipeFolder: z.string().min(1),
    rows: z
      .array(z.strictObject({ row: rowSchema, base: z.string(), problems: z.array(z.string()).readonly() }).readonly())
      .min(1)
      .readonly(),
    outFolder: z.string().min(1),
    madeBy: z.enum(batchMakers).default('here'),
    /** What was noticed of the inputs as a whole. */
    remarks: z.array(z.string()).readonly(),
  })
  .readonly()
export type BatchRequest = z.infer<typeof batchRequestSchema>
