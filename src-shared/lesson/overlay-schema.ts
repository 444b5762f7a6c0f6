import { z } from '../base/zod.ts'
import { readStickerArt } from '../overlay/stickers.ts'
import { anchorPointSchema, easings, paintSchema } from '../project/schema/geometry.ts'
import { fontWeightSchema } from '../project/schema/text.ts'
import { region } from './clip-schema.ts'
import { fileName, seconds, text } from './schema-parts.ts'

/** Titles, stickers, pictures and shapes of lesson.json, drawn over the clips. */

const offset = z.number().min(-10_000).max(10_000).optional()
const side = z.number().min(1).max(10_000).optional()

const animation = (what: string) =>
  z
    .strictObject({
      kind: z
        .enum(['fade', 'slide', 'pop', 'type'])
        .describe('fade; slide in from its side of the picture; pop up; or type letter by letter (titles).'),
      seconds: z.number().min(0.05).max(10).optional().describe('How long it takes. 0.4 by default.'),
    })
    .optional()
    .describe(what)

const common = {
  start: seconds.describe('Seconds of the finished lesson at which it appears.'),
  end: seconds.describe('Seconds at which it disappears; later than start.'),
  place: anchorPointSchema
    .optional()
    .describe('The corner, side or middle of the picture that it keeps to. "center" by default.'),
  x: offset.describe('Moved from there to the right, in 1/1080 of the short side of the picture. 0 by default.'),
  y: offset.describe('Moved from there downwards, in the same unit. 0 by default.'),
  rotation: z.number().min(-360).max(360).optional().describe('Degrees clockwise. 0 by default.'),
  opacity: z.number().min(0).max(1).optional().describe('0 cannot be seen, 1 is the default.'),
  enter: animation('How it comes in. At once by default.'),
  leave: animation('How it goes out. At once by default.'),
  move: z
    .array(
      z.strictObject({
        at: seconds.describe('Seconds after start.'),
        x: offset.describe('To the right of its place, in 1/1080 of the short side. 0 by default.'),
        y: offset.describe('Below its place, in the same unit. 0 by default.'),
        scale: z.number().min(0.01).max(20).optional().describe('1 (the default) is its own size.'),
        rotation: z.number().min(-3600).max(3600).optional().describe('Further degrees clockwise. 0 by default.'),
        opacity: z.number().min(0).max(1).optional().describe('0 cannot be seen, 1 is the default.'),
        easing: z.enum(easings).optional().describe('How it goes on to the next one. ease-in-out by default.'),
      }),
    )
    .min(1, 'write at least one place')
    .optional()
    .describe('Moves it over time.'),
  altText: z.string().optional().describe('What is seen, for those who cannot see it.'),
}

const unit = 'in 1/1080 of the short side of the picture'

export const lessonOverlaySchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('title').describe('A text.'),
      text: text.describe('What it says. Line breaks are kept; longer lines wrap.'),
      ...common,
      size: z.number().min(16).max(600).optional().describe(`Letter size ${unit}. 96 by default.`),
      width: side.describe(`The widest it becomes, ${unit}. 920 by default.`),
      height: side.describe(`The highest it becomes before its letters shrink, ${unit}. 480 by default.`),
      font: text
        .optional()
        .describe('Inter (the default), Noto Sans, Noto Sans with Arabic, Hebrew or JP, “brand:heading” or “brand:body”.'),
      weight: fontWeightSchema.optional().describe('400 to 800. 800 by default.'),
      align: z.enum(['start', 'center', 'end']).optional().describe('Where lines stand. center by default.'),
      colour: paintSchema.optional().describe('Colour of the letters, such as "#22304f" or "brand:text". "#ffffff" by default.'),
      boxColour: paintSchema.optional().describe('Colour of a panel behind the letters. None by default.'),
      outlineColour: paintSchema.optional().describe('Colour of an edge around the letters. Dark where there is no panel.'),
    }),
    z.strictObject({
      type: z.literal('sticker').describe('A sticker or an emoji.'),
      sticker: z
        .string()
        .refine(
          (value) => readStickerArt(value) !== null,
          'write the name of a sticker, such as "star", or one emoji, such as "🎉"',
        )
        .describe('A sticker by its name (resources/stickers/manifest.json), for example "star"; or one emoji.'),
      ...common,
      size: z.number().min(8).max(4000).optional().describe(`Its width ${unit}. 240 by default for an emoji.`),
    }),
    z.strictObject({
      type: z.literal('image').describe('A picture.'),
      file: fileName.describe('A picture, relative to this file. What is see-through in it stays so.'),
      ...common,
      width: side.describe(`Its width ${unit}. 400 by default.`),
      height: side.describe('Its height, in the same unit; that of the picture by default.'),
      crop: z.strictObject(region).optional().describe('The part of the picture that shows; all of it by default.'),
    }),
    z.strictObject({
      type: z.literal('shape').describe('Something to point at things with.'),
      shape: z.enum(['rectangle', 'ellipse', 'line', 'arrow']).describe('Lines and arrows lead from left to right; turn them.'),
      ...common,
      width: side.describe(`Its width ${unit}. 400 by default.`),
      height: side.describe('Its height, in the same unit. 240 by default; 80 for lines and arrows.'),
      fill: paintSchema.optional().describe('Colour inside. None by default.'),
      stroke: paintSchema.optional().describe('Colour of the line. "#ffd54a" by default, none for what is filled.'),
      strokeWidth: z.number().min(1).max(200).optional().describe(`Thickness of the line ${unit}. 12 by default.`),
      radius: z.number().min(0).max(1000).optional().describe(`How round the corners of a rectangle are, ${unit}. 0 by default.`),
    }),
  ])
  .describe('Something drawn over the clips.')
export type LessonOverlay = z.infer<typeof lessonOverlaySchema>
