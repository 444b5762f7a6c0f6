import { z } from '#shared/base/zod.ts'
import { errorDataSchema } from '#shared/messages/error-data.ts'
import { exportRecordSchema } from '#shared/package/export-record.ts'
import { renderPresets } from '#shared/package/package-plan.ts'
import { outputFormats, recipeSchema } from '#shared/recipe/recipe-schema.ts'
import { speechModelIdSchema } from '#shared/speech/models.ts'
import { toldFindingSchema } from '../batch/item-record.ts'
import { storedFileSchema } from './file-store.ts'

const mostFiles = 500
const text = z.string().max(100_000)

/** So many at once: enough for workers to find something, few enough for each to tell how long it took. */
export const usuallyHandedOut = 16

/** A name and no way to another folder, on any system. */
export const plainNameSchema = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name !== '.' && name !== '..' && !/[/\\\0]/.test(name) && !/^[a-z]:/i.test(name), 'a file name')

const needsSchema = z
  .strictObject({
    media: z.array(text).readonly(),
    captionFiles: z.array(z.strictObject({ file: text, optional: z.boolean() }).readonly()).readonly(),
    speech: z.strictObject({ language: text }).readonly().nullable(),
    quietBelowDb: z.number().nullable(),
    template: text.nullable(),
  })
  .readonly()

/** One lesson to make: all that a worker needs, its files by their content. What it names is never a path. */
export const itemJobSchema = z
  .strictObject({
    version: z.string(),
    /** Of the batch: while the key of that name is in the queue, somebody waits for the result. */
    runId: z.uuid(),
    jobId: z.uuid(),
    recipe: recipeSchema,
    row: z
      .strictObject({ key: text.min(1), number: z.int().positive(), clip: text, values: z.record(z.string(), text).readonly() })
      .readonly(),
    needs: needsSchema,
    /** `name` is what recipe and row write, `fileName` what the file itself is called. */
    files: z
      .array(z.strictObject({ name: text, fileName: plainNameSchema, stored: storedFileSchema }).readonly())
      .max(mostFiles)
      .readonly(),
    template: z
      .union([
        z.strictObject({ shippedId: z.string().regex(/^[a-z0-9-]{1,100}$/) }),
        z.strictObject({ fileName: plainNameSchema, stored: storedFileSchema }),
      ])
      .nullable(),
    speechModelId: speechModelIdSchema.nullable(),
    outputs: z
      .array(
        z
          .strictObject({
            format: z.enum(outputFormats),
            preset: z.enum(renderPresets),
            burnCaptions: z.boolean(),
            fileName: plainNameSchema,
            /** What the package that it replaces says of itself. */
            previous: exportRecordSchema.nullable(),
          })
          .readonly(),
      )
      .max(mostFiles)
      .readonly(),
    today: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  })
  .readonly()
export type ItemJob = z.infer<typeof itemJobSchema>

/** What came of it. `abandoned`: nobody waited for it any more. */
export const itemAnswerSchema = z.discriminatedUnion('outcome', [
  z
    .strictObject({
      outcome: z.literal('done'),
      title: text,
      durationSeconds: z.number().nonnegative(),
      warnings: z.array(text).readonly(),
      preflight: z.array(toldFindingSchema).readonly(),
      picture: z.base64().max(4_000_000).nullable(),
      files: z
        .array(
          z
            .strictObject({
              /** Which of the outputs it is, or lies beside. */
              output: z.int().nonnegative(),
              fileName: plainNameSchema,
              format: z.enum(outputFormats),
              stored: storedFileSchema,
            })
            .readonly(),
        )
        .max(mostFiles)
        .readonly(),
      /** One an output; null for a film. */
      records: z.array(exportRecordSchema.nullable()).max(mostFiles).readonly(),
    })
    .readonly(),
  z.strictObject({ outcome: z.literal('failed'), error: errorDataSchema }).readonly(),
  z.strictObject({ outcome: z.literal('abandoned') }).readonly(),
])
export type ItemAnswer = z.infer<typeof itemAnswerSchema>

/** Keys of Redis by which a batch tells its workers what it still wants. */
export const runKey = (runId: string): string => `tidbit:run:${runId}`
export const stopKey = (jobId: string): string => `tidbit:stop:${jobId}`
