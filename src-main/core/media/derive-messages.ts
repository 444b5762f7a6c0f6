import { z } from '#shared/base/zod.ts'
import { assetSchema, interpretationSchema } from '#shared/project/schema/asset.ts'

const fileSchema = z.string().min(1)

export const deriveRequestSchema = z
  .strictObject({
    /** The file that the interpretation is of: the original, or the repaired one. */
    path: fileSchema,
    sha256: assetSchema.unwrap().shape.sha256,
    interpretation: interpretationSchema,
    /** What is to be made, each under its final name; null for what is there already or not wanted. */
    proxyFile: fileSchema.nullable(),
    filmstripFile: fileSchema.nullable(),
    waveformFile: fileSchema.nullable(),
    /** Of this content alone: what a killed pass left there is gone on with. */
    workFolder: fileSchema,
  })
  .readonly()
export type DeriveRequest = z.infer<typeof deriveRequestSchema>

/** Of the whole pass, 0 to 1. */
export type DeriveProgress = { readonly fraction: number }

export const derivativeKinds = ['waveform', 'filmstrip', 'proxy'] as const

/** What was written under the name that the order gave it. */
const derivativeSchema = z.strictObject({ kind: z.enum(derivativeKinds), byteLength: z.int().nonnegative() }).readonly()
export type Derivative = z.infer<typeof derivativeSchema>

export const deriveReportSchema = z
  .strictObject({
    /** How far an earlier pass had come (0 to 1), which was not done again. */
    resumedAt: z.number().min(0).max(1),
    made: z.array(derivativeSchema).readonly(),
  })
  .readonly()
export type DeriveReport = z.infer<typeof deriveReportSchema>

export const repairRequestSchema = z.strictObject({ path: fileSchema, outputFile: fileSchema }).readonly()
export type RepairRequest = z.infer<typeof repairRequestSchema>
