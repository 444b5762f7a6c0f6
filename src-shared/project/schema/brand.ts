import { z } from '../../base/zod.ts'
import { assetIdSchema } from '../ids.ts'
import { colourSchema } from './geometry.ts'

export const brandColourNames = ['primary', 'accent', 'text', 'background'] as const
export type BrandColourName = (typeof brandColourNames)[number]

export const brandFontNames = ['heading', 'body'] as const
export type BrandFontName = (typeof brandFontNames)[number]

/** A colour, or one of the school style by its name, with an opacity where it has one: `brand:primary`, `brand:background/d9`. */
export const paintSchema = z
  .string()
  .regex(
    /^(#[0-9a-f]{6}([0-9a-f]{2})?|brand:(primary|accent|text|background)(\/[0-9a-f]{2})?)$/,
    'a colour such as "#1a2b3c" or "#1a2b3cff", or one of the school style such as "brand:primary"',
  )

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
    nameBanner: z.strictObject({ title: z.string(), subtitle: z.string() }).readonly(),
  })
  .readonly()
export type BrandKit = z.infer<typeof brandKitSchema>
