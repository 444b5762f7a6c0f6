import { z } from '../base/zod.ts'
import { paintedOverlaySchema } from '../overlay/model.ts'
import { assetIdSchema } from '../project/ids.ts'
import { canvasSchema } from '../project/schema/document.ts'
import { durationSchema, rationalSchema, positionSchema } from '../project/schema/time.ts'
import { encoderSchema } from './plan-encoder.ts'
import { planInputSchema } from './plan-input.ts'
import { layerSchema } from './plan-layer.ts'
import { planAudioSchema } from './plan-audio.ts'
import { transitionKinds } from '../project/schema/clip.ts'

const frameCountSchema = z.int().positive()

/** Captions that players switch on and off. `language`: BCP 47. Cues are in order and do not overlap. */
export const textTrackSchema = z
  .strictObject({
    language: z.string(),
    cues: z
      .array(z.strictObject({ startTicks: positionSchema, endTicks: positionSchema, text: z.string() }).readonly())
      .readonly(),
  })
  .readonly()
export type TextTrack = z.infer<typeof textTrackSchema>

/** What fills the canvas behind the picture-in-picture layers. */
export const baseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gap') }).readonly(),
  z.strictObject({ kind: z.literal('clip'), layer: layerSchema }).readonly(),
  /** Two clips over all frames of the segment, from the left one alone to the right one alone. */
  z
    .strictObject({
      kind: z.literal('transition'),
      transition: z.enum(transitionKinds),
      /** The whole transition in output frames; a segment may hold only a part of it. */
      startFrame: z.int().nonnegative(),
      frameCount: frameCountSchema,
      left: layerSchema,
      right: layerSchema,
    })
    .readonly(),
])
export type Base = z.infer<typeof baseSchema>

/**
 * A stretch of output frames that the same layers make; segments follow each other without holes. A clip under a picture in
 * picture that comes and goes is one layer in several segments: its picture and its motion run on.
 */
export const segmentSchema = z
  .strictObject({
    startFrame: z.int().nonnegative(),
    frameCount: frameCountSchema,
    base: baseSchema,
    /** Picture in picture, back to front. */
    above: z.array(layerSchema).readonly(),
  })
  .readonly()
export type Segment = z.infer<typeof segmentSchema>

/** Everything the engine needs to make one clip; compiled from a document by `compilePlan`, executed by the media process. */
export const renderPlanSchema = z
  .strictObject({
    version: z.literal(2),
    canvas: canvasSchema,
    frameRate: rationalSchema,
    frameCount: frameCountSchema,
    durationTicks: durationSchema,
    inputs: z.array(planInputSchema).readonly(),
    /** Colour tables (.cube files) that looks name by their index. */
    luts: z.array(assetIdSchema).readonly(),
    segments: z.array(segmentSchema).readonly(),
    audio: planAudioSchema,
    overlays: z.array(paintedOverlaySchema).readonly(),
    encoder: encoderSchema,
    /** Captions as text in an MP4; absent where they are burned or lie elsewhere. */
    textTracks: z.array(textTrackSchema).readonly().optional(),
    limits: z.strictObject({ maxPixels: z.int().positive() }).readonly(),
  })
  .readonly()
export type RenderPlan = z.infer<typeof renderPlanSchema>

/** 8192 x 4320: more than any phone films, and what a picture may decode to without filling the memory. */
export const maxPicturePixels = 8192 * 4320
