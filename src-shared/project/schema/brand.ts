import { z } from '../../base/zod.ts'
import { assetIdSchema } from '../ids.ts'
import { colourSchema } from './geometry.ts'
import { captionStyleSchema } from './text.ts'

export const brandColourNames = ['primary', 'accent', 'text', 'background'] as const
export type BrandColourName = (typeof brandColourNames)[number]

export const brandFontNames = ['heading', 'body'] as const
export type BrandFontName = (typeof brandFontNames)[number]

/** The school style: what is written as `brand:…` in a text, a shape or captions looks like this. */
export const brandKitSchema = z
  .strictObject({
    name: z.string(),
    /** Panels of titles and banners; the text colour stands on it. */
    primaryColour: colourSchema,
    /** What stands out: spoken words, marks. */
    accentColour: colourSchema,
    textColour: colourSchema,
    /** Panels of captions and plain text; text and accent stand on it. */
    backgroundColour: colourSchema,
    /** Families of overlay/fonts.ts. */
    headingFont: z.string(),
    bodyFont: z.string(),
    logoAssetId: assetIdSchema.nullable(),
    /** What new captions look like and where they stand; absent where the school has no say in that. */
    captionStyle: captionStyleSchema.exactOptional(),
    nameBanner: z.strictObject({ title: z.string(), subtitle: z.string() }).readonly(),
  })
  .readonly()
export type BrandKit = z.infer<typeof brandKitSchema>
