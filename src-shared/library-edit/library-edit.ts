import { z } from '../base/zod.ts'
import { assetSchema } from '../project/schema/asset.ts'
import { brandKitSchema } from '../project/schema/brand.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** One change to many lessons. */
export const libraryEditSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('replace-words'),
      find: z.string().trim().min(1).max(200),
      replacement: z.string().max(200),
      matchCase: z.boolean(),
      wholeWords: z.boolean(),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('school-style'),
      /** Null takes the style away. */
      brandKit: brandKitSchema.nullable(),
      /** Its logo, where it has one. */
      logo: assetSchema.nullable(),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('replace-intro'),
      /** The content of the clip that lessons begin with now. */
      sha256: sha256Schema,
      /** What plays instead, from its start to its end. */
      asset: assetSchema,
    })
    .readonly(),
])
export type LibraryEdit = z.infer<typeof libraryEditSchema>

/** What was done to many lessons, and can be taken back as one: a change to them, or their export. */
export const libraryActionSchema = z.union([libraryEditSchema, z.strictObject({ kind: z.literal('export-again') }).readonly()])
export type LibraryAction = z.infer<typeof libraryActionSchema>
export type LibraryEditKind = LibraryEdit['kind']
