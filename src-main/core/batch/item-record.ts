import { z } from '#shared/base/zod.ts'
import { errorDataSchema } from '#shared/messages/error-data.ts'

/** A file as it was when its content was read. */
export const knownFileSchema = z
  .strictObject({
    path: z.string().min(1),
    byteLength: z.int().nonnegative(),
    /** Milliseconds since 1970, with their fraction. */
    modifiedMs: z.number(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .readonly()
export type KnownFile = z.infer<typeof knownFileSchema>

/** A finding of “Check lesson”, as reports tell it. */
export const toldFindingSchema = z
  .strictObject({ severity: z.enum(['error', 'warning', 'advice']), code: z.string(), message: z.string() })
  .readonly()

/** What came of one item. Plain JSON: it travels from other machines and stays in the journal. */
export const itemResultSchema = z
  .strictObject({
    title: z.string(),
    durationSeconds: z.number().nonnegative(),
    /** Paths relative to the folder of the results, with slashes; the first of an item is what was asked for. */
    outputs: z.array(z.strictObject({ format: z.string(), ...knownFileSchema.unwrap().shape }).readonly()).readonly(),
    warnings: z.array(z.string()).readonly(),
    preflight: z.array(toldFindingSchema).readonly(),
    /** Where pictures of the result in a row (a JPEG) lie, relative to the folder of the results; null for one without pictures. */
    picture: z.string().nullable(),
  })
  .readonly()
export type ItemResult = z.infer<typeof itemResultSchema>

const head = {
  /** The key of its row, which is the same in every run. */
  key: z.string().min(1),
  /** Milliseconds since 1970. */
  endedAt: z.int(),
  milliseconds: z.int().nonnegative(),
}

/** One line of the journal: how an item ended. */
export const itemRecordSchema = z.discriminatedUnion('outcome', [
  z
    .strictObject({
      outcome: z.literal('done'),
      ...head,
      /** Of everything the result depends on. */
      fingerprint: z.string(),
      inputs: z.array(knownFileSchema).readonly(),
      result: itemResultSchema,
    })
    .readonly(),
  z.strictObject({ outcome: z.literal('failed'), ...head, error: errorDataSchema, sentence: z.string() }).readonly(),
])
export type ItemRecord = z.infer<typeof itemRecordSchema>
export type DoneRecord = Extract<ItemRecord, { readonly outcome: 'done' }>
