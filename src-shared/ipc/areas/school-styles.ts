import { z } from '../../base/zod.ts'
import { assetSchema } from '../../project/schema/asset.ts'
import { brandKitSchema } from '../../project/schema/brand.ts'
import { channel, nothingSchema } from '../channel.ts'
import { projectIdSchema } from './library.ts'

/** A school style of the library, named by its kit. */
export const schoolStyleSchema = z
  .strictObject({
    kit: brandKitSchema,
    /** The media of the kit's logo; null where it has none. */
    logo: assetSchema.nullable(),
  })
  .readonly()
export type SchoolStyle = z.infer<typeof schoolStyleSchema>

export const schoolStyleChannels = {
  /** By name. Their logos can be shown in that lesson from then on. */
  'schoolStyles.list': channel(
    z.strictObject({ projectId: projectIdSchema }),
    z.strictObject({ styles: z.array(schoolStyleSchema).readonly() }),
  ),
  /** Takes the place of a style with the same name, which is given back. */
  'schoolStyles.keep': channel(schoolStyleSchema, z.strictObject({ replaced: schoolStyleSchema.nullable() })),
  'schoolStyles.delete': channel(z.strictObject({ name: z.string() }), nothingSchema),
} as const
