import { z } from '#shared/base/zod.ts'
import { assetSchema, interpretationSchema } from '#shared/project/schema/asset.ts'

/** What an examination tells of a file: everything an asset record needs but its names. */
export const probeReportSchema = z
  .strictObject({
    kind: assetSchema.unwrap().shape.kind,
    sha256: assetSchema.unwrap().shape.sha256,
    byteLength: assetSchema.unwrap().shape.byteLength,
    /** Null for an image. */
    interpretation: interpretationSchema.nullable(),
    /** Pixels of an image, null otherwise. */
    imageSize: assetSchema.unwrap().shape.imageSize,
  })
  .readonly()
export type ProbeReport = z.infer<typeof probeReportSchema>
