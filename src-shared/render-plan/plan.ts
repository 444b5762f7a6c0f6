import { z } from '../base/zod.ts'
import { paintedOverlaySchema } from '../overlay/model.ts'
import { assetIdSchema } from '../project/ids.ts'
import { videoInterpretationSchema } from '../project/schema/asset.ts'
import { canvasSchema } from '../project/schema/document.ts'
import { regionSchema } from '../project/schema/geometry.ts'
import { durationSchema, positionSchema, rationalSchema, ticksSchema } from '../project/schema/time.ts'

/** Which of an asset's files is read; a `proxy` is already upright, deinterlaced and BT.709. */
export const variantSchema = z.enum(['original', 'repaired', 'proxy'])
export type Variant = z.infer<typeof variantSchema>

/** How the pictures of an input are to be read: the facts of the interpretation that the graph needs. */
const planVideoSchema = z
  .strictObject({
    streamIndex: videoInterpretationSchema.unwrap().shape.streamIndex,
    /** Upright, after the pixel shape: only the ratio of the two matters. */
    displayWidth: z.int().positive(),
    displayHeight: z.int().positive(),
    rotationDegrees: videoInterpretationSchema.unwrap().shape.rotationDegrees,
    mirrored: z.boolean(),
    fieldOrder: videoInterpretationSchema.unwrap().shape.fieldOrder,
    hasAlpha: z.boolean(),
    dynamicRange: videoInterpretationSchema.unwrap().shape.dynamicRange,
    /** Never "unknown": guessed from the picture's size where the file does not tell. */
    matrix: z.enum(['bt709', 'smpte170m', 'bt2020nc']),
    range: z.enum(['limited', 'full']),
  })
  .readonly()
export type PlanVideo = z.infer<typeof planVideoSchema>

/** A file the plan reads. Source instants count from `originTicks` on the file's own clock. */
export const planInputSchema = z
  .strictObject({
    assetId: assetIdSchema,
    variant: variantSchema,
    kind: z.enum(['video', 'audio', 'image']),
    originTicks: ticksSchema,
    video: planVideoSchema.nullable(),
    audio: z.strictObject({ streamIndex: z.int().nonnegative() }).readonly().nullable(),
  })
  .readonly()
export type PlanInput = z.infer<typeof planInputSchema>

/** Whole pixels of the output canvas. Even, because colour has half the resolution. */
const evenBoxSchema = z
  .strictObject({
    x: z.int().nonnegative().multipleOf(2),
    y: z.int().nonnegative().multipleOf(2),
    width: z.int().positive().multipleOf(2),
    height: z.int().positive().multipleOf(2),
  })
  .readonly()
export type EvenBox = z.infer<typeof evenBoxSchema>

const frameCountSchema = z.int().positive()

/** Frames are those of the output grid; segments follow each other without holes. */
export const clipSegmentSchema = z
  .strictObject({
    kind: z.literal('clip'),
    startFrame: z.int().nonnegative(),
    frameCount: frameCountSchema,
    /** Index into `inputs`. */
    input: z.int().nonnegative(),
    sourceInTicks: positionSchema,
    sourceOutTicks: positionSchema,
    speed: rationalSchema,
    /** The picture of `sourceInTicks` stands for the whole segment. */
    frozen: z.boolean(),
    /** The part of the upright picture that shows, as fractions, and where on the canvas it goes. */
    region: regionSchema,
    placed: evenBoxSchema,
    background: z.enum(['black', 'blur']),
    fadeInFrames: z.int().nonnegative(),
    fadeOutFrames: z.int().nonnegative(),
  })
  .readonly()
export type ClipSegment = z.infer<typeof clipSegmentSchema>

export const gapSegmentSchema = z
  .strictObject({ kind: z.literal('gap'), startFrame: z.int().nonnegative(), frameCount: frameCountSchema })
  .readonly()

export const segmentSchema = z.discriminatedUnion('kind', [clipSegmentSchema, gapSegmentSchema])
export type Segment = z.infer<typeof segmentSchema>

/** A sound on the timeline: [startTicks, startTicks + durationTicks). */
export const audioEntrySchema = z
  .strictObject({
    input: z.int().nonnegative(),
    sourceInTicks: positionSchema,
    startTicks: positionSchema,
    durationTicks: durationSchema,
    speed: rationalSchema,
    keepPitch: z.boolean(),
    gainDb: z.number(),
    /** Extra gain over time, ticks since `startTicks`, straight lines in dB between the points. */
    envelope: z.array(z.strictObject({ atTicks: ticksSchema, gainDb: z.number() }).readonly()).readonly(),
    fadeInTicks: positionSchema,
    fadeOutTicks: positionSchema,
    /** 0 for none. */
    highPassHz: z.number().nonnegative(),
  })
  .readonly()
export type AudioEntry = z.infer<typeof audioEntrySchema>

export const encoderSchema = z
  .strictObject({
    video: z
      .strictObject({
        codec: z.literal('libx264'),
        profile: z.literal('high'),
        preset: z.string().regex(/^[a-z]+$/),
        crf: z.number().min(0).max(51),
        maxBitsPerSecond: z.int().positive(),
        bufferBits: z.int().positive(),
        /** Longest distance of two key frames; groups are closed. */
        gopFrames: z.int().positive(),
        /** Fixed, because x264 gives other bytes for another number. */
        threads: z.int().positive(),
      })
      .readonly(),
    audio: z
      .strictObject({ codec: z.literal('aac'), bitsPerSecond: z.int().positive(), sampleRate: z.literal(48_000) })
      .readonly(),
  })
  .readonly()
export type Encoder = z.infer<typeof encoderSchema>

/** Everything the engine needs to make one clip; compiled from a document by `compilePlan`, executed by the media process. */
export const renderPlanSchema = z
  .strictObject({
    version: z.literal(1),
    canvas: canvasSchema,
    frameRate: rationalSchema,
    frameCount: frameCountSchema,
    durationTicks: durationSchema,
    inputs: z.array(planInputSchema).readonly(),
    segments: z.array(segmentSchema).readonly(),
    audio: z
      .strictObject({
        entries: z.array(audioEntrySchema).readonly(),
        /** Reached by one gain for the whole mix and a limiter; sound quieter than a silent room is left alone. */
        loudness: z.strictObject({ targetLufs: z.number(), truePeakDbtp: z.number() }).readonly(),
      })
      .readonly(),
    overlays: z.array(paintedOverlaySchema).readonly(),
    encoder: encoderSchema,
    limits: z.strictObject({ maxPixels: z.int().positive() }).readonly(),
  })
  .readonly()
export type RenderPlan = z.infer<typeof renderPlanSchema>

/** 8192 x 4320: more than any phone films, and what a picture may decode to without filling the memory. */
export const maxPicturePixels = 8192 * 4320
