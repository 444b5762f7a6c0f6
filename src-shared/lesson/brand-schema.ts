import { z } from '../base/zod.ts'
import { colourSchema } from '../project/schema/geometry.ts'
import { fileName } from './schema-parts.ts'

const font = 'Inter (the default), Noto Sans, or Noto Sans with Arabic, Hebrew or JP.'

export const lessonBrandSchema = z
  .strictObject({
    name: z.string().optional().describe('The name of the style, for instance that of the school.'),
    primaryColour: colourSchema.optional().describe('Panels of titles, as "brand:primary". "#0b7461" by default.'),
    accentColour: colourSchema.optional().describe('What stands out, as "brand:accent". "#ffc93c" by default.'),
    textColour: colourSchema.optional().describe('Letters, as "brand:text". "#ffffff" by default.'),
    backgroundColour: colourSchema.optional().describe('Panels of captions, as "brand:background". "#101418" by default.'),
    headingFont: z.string().optional().describe(`Font of titles, as "brand:heading": ${font}`),
    bodyFont: z.string().optional().describe(`Font of captions and other text, as "brand:body": ${font}`),
    logo: fileName.optional().describe('A picture, relative to this file.'),
    nameBanner: z
      .strictObject({
        title: z.string().optional().describe('Who speaks.'),
        subtitle: z.string().optional().describe('What they do or where they are.'),
      })
      .optional()
      .describe('What a name banner says before it is changed.'),
  })
  .describe('The school style: what is written as "brand:…" looks like this.')
export type LessonBrand = z.infer<typeof lessonBrandSchema>
