import { z } from '../../base/zod.ts'
import {
  assetIdSchema,
  captionIdSchema,
  captionTrackIdSchema,
  groupIdSchema,
  overlayIdSchema,
  slotIdSchema,
  trackIdSchema,
} from '../ids.ts'
import { boxSchema, canvasUnitSchema, paintSchema, placementKeyframesSchema, regionSchema } from './geometry.ts'
import { anchorSchema, durationSchema, positionSchema } from './time.ts'

export const languageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'a language tag such as "en" or "pt-BR" (BCP 47)')

export const fontWeightSchema = z.literal([400, 500, 600, 700, 800])

export const textStyleSchema = z
  .strictObject({
    /** A family of overlay/fonts.ts, or `brand:heading` or `brand:body`. */
    fontFamily: z.string(),
    fontWeight: fontWeightSchema,
    size: canvasUnitSchema.positive(),
    colour: paintSchema,
    align: z.enum(['start', 'center', 'end']),
    lineHeight: z.number().positive(),
    outlineColour: paintSchema.nullable(),
    outlineWidth: canvasUnitSchema.nonnegative(),
    boxColour: paintSchema.nullable(),
    boxPadding: canvasUnitSchema.nonnegative(),
    boxRadius: canvasUnitSchema.nonnegative(),
    /** The letters once more behind themselves, moved by so much to the right and down. */
    shadow: z.strictObject({ colour: paintSchema, x: canvasUnitSchema, y: canvasUnitSchema }).readonly().nullable().default(null),
  })
  .readonly()
export type TextStyle = z.infer<typeof textStyleSchema>

export const animationSchema = z
  .strictObject({ kind: z.enum(['none', 'fade', 'slide', 'pop', 'type']), durationTicks: positionSchema })
  .readonly()

export const overlayContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), style: textStyleSchema }).readonly(),
  z
    .strictObject({
      kind: z.literal('image'),
      assetId: assetIdSchema,
      /** The part that shows; absent for the whole picture. */
      crop: regionSchema.exactOptional(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('sticker'), name: z.string() }).readonly(),
  z
    .strictObject({
      kind: z.literal('shape'),
      shape: z.enum(['rectangle', 'ellipse', 'line', 'arrow']),
      fill: paintSchema.nullable(),
      stroke: paintSchema.nullable(),
      strokeWidth: canvasUnitSchema.nonnegative(),
      radius: canvasUnitSchema.nonnegative(),
    })
    .readonly(),
])

export const overlaySchema = z
  .strictObject({
    id: overlayIdSchema,
    trackId: trackIdSchema,
    anchor: anchorSchema,
    /** In the anchor's own time: source ticks for a clip, timeline ticks otherwise. */
    durationTicks: durationSchema,
    content: overlayContentSchema,
    box: boxSchema,
    rotationDegrees: z.number(),
    opacity: z.number().min(0).max(1),
    placementKeyframes: placementKeyframesSchema,
    enter: animationSchema,
    leave: animationSchema,
    groupId: groupIdSchema.nullable(),
    slotId: slotIdSchema.nullable(),
    altText: z.string(),
  })
  .readonly()
export type Overlay = z.infer<typeof overlaySchema>

export const captionStyleSchema = z
  .strictObject({
    preset: z.string(),
    text: textStyleSchema,
    animation: z.enum(['plain', 'karaoke', 'word']),
    highlightColour: paintSchema,
    /** What takes the highlight colour: the letters of the word that is said, a box behind it, or all letters said so far. */
    highlight: z.enum(['letters', 'box', 'fill']).default('letters'),
    /** How much larger than the others emphasised words are. */
    emphasisScale: z.number().min(1).max(1.6).default(1),
    /** How each caption, or each word that stands alone, comes in. */
    entrance: z.enum(['none', 'fade', 'pop', 'slide']).default('none'),
    maxCharactersPerLine: z.int().min(8).max(80),
    maxLines: z.int().min(1).max(4),
    /** Where in the picture captions stand. */
    place: z.enum(['bottom', 'middle', 'top']).default('bottom'),
    /** Distance of the caption box from the bottom of the canvas, or from its top where captions stand there. */
    bottomMargin: canvasUnitSchema.nonnegative(),
  })
  .readonly()
export type CaptionStyle = z.infer<typeof captionStyleSchema>

export const captionTrackSchema = z
  .strictObject({
    id: captionTrackIdSchema,
    language: languageSchema,
    kind: z.enum(['captions', 'subtitles', 'descriptions']),
    label: z.string(),
    style: captionStyleSchema,
    order: z.int(),
    /** As of a track: its captions and their look stay as they are. Absent for false. */
    locked: z.boolean().exactOptional(),
  })
  .readonly()
export type CaptionTrack = z.infer<typeof captionTrackSchema>

/** A word's time counts from the start of its caption, in the anchor's own time. */
export const captionWordSchema = z
  .strictObject({
    text: z.string(),
    offsetTicks: positionSchema,
    durationTicks: positionSchema,
    confidence: z.number().min(0).max(1).nullable(),
  })
  .readonly()

/** Where a caption stands that does not stand where its track's style puts it, in percent of the picture. */
export const captionPlacementSchema = z
  .strictObject({
    /** Where `edge` of the caption stands, from the top; null where the style decides. */
    line: z.number().min(0).max(100).nullable(),
    edge: z.enum(['top', 'middle', 'bottom']),
    /** Where the left side, the centre or the right side stands, from the left. */
    position: z.number().min(0).max(100),
    align: z.enum(['left', 'center', 'right']),
  })
  .readonly()
export type CaptionPlacement = z.infer<typeof captionPlacementSchema>

/** A stretch of a caption's text (UTF-16 units) that is set apart; the look of a stretch is the sum of its marks. */
export const captionMarkSchema = z
  .strictObject({
    from: z.int().nonnegative(),
    to: z.int().positive(),
    style: z.union([z.enum(['bold', 'italic', 'underline']), z.templateLiteral(['#', z.string().regex(/^[0-9a-f]{6}$/)])]),
  })
  .readonly()
export type CaptionMark = z.infer<typeof captionMarkSchema>

export const captionSchema = z
  .strictObject({
    id: captionIdSchema,
    captionTrackId: captionTrackIdSchema,
    anchor: anchorSchema,
    /** In the anchor's own time: source ticks for a clip, timeline ticks otherwise. */
    durationTicks: durationSchema,
    text: z.string(),
    words: z.array(captionWordSchema).readonly(),
    speaker: z.string(),
    /** Corrected by a person: segmentation leaves it alone. */
    done: z.boolean(),
    /** A cut parted it from the caption before; where they touch, both show as one. */
    runsOn: z.boolean().exactOptional(),
    /** What it translates, and the words that stood there then: where those are others now, it may not be true any more. */
    translates: z.strictObject({ captionId: captionIdSchema, text: z.string() }).readonly().exactOptional(),
    /** Words of the text that stand out, in the highlight colour. */
    emphasis: z.array(z.string().min(1)).readonly().optional(),
    /** Absent for captions that stand where the style puts them. */
    placement: captionPlacementSchema.exactOptional(),
    /** Absent where nothing is set apart. */
    marks: z.array(captionMarkSchema).readonly().exactOptional(),
  })
  .readonly()
export type Caption = z.infer<typeof captionSchema>
