import { z } from '../../base/zod.ts'
import {
  assetIdSchema,
  clipIdSchema,
  gapIdSchema,
  groupIdSchema,
  slotIdSchema,
  trackIdSchema,
  transitionIdSchema,
} from '../ids.ts'
import { gainPointSchema } from './asset.ts'
import { colourSchema, placementKeyframesSchema, placementSchema, regionKeyframesSchema, regionSchema } from './geometry.ts'
import { anchorSchema, durationSchema, positionSchema, rationalSchema } from './time.ts'

/** Fixed bands from back to front; a track can be reordered only within its band. */
export const bands = ['main', 'picture-in-picture', 'overlays', 'audio'] as const

export const trackSchema = z
  .strictObject({
    id: trackIdSchema,
    band: z.enum(bands),
    /** What an audio track is for: speech ducks music and effects. */
    role: z.enum(['none', 'voice', 'music', 'effects']),
    name: z.string(),
    order: z.int(),
    muted: z.boolean(),
    solo: z.boolean(),
    locked: z.boolean(),
    hidden: z.boolean(),
    gainDb: z.number().min(-96).max(24),
    /** Lowered while a voice speaks. */
    ducked: z.boolean(),
  })
  .readonly()
export type Track = z.infer<typeof trackSchema>

/** The main track, in order; starts are derived, so that a ripple is a patch of one entry. */
export const mainTrackItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('clip'), clipId: clipIdSchema }).readonly(),
  z.strictObject({ kind: z.literal('gap'), id: gapIdSchema, durationTicks: durationSchema }).readonly(),
])
export type MainTrackItem = z.infer<typeof mainTrackItemSchema>

/** Adjustments are -1 to 1 with 0 for untouched; `lutAssetId` names a .cube file. */
export const lookSchema = z
  .strictObject({
    name: z.string().nullable(),
    exposure: z.number().min(-1).max(1),
    contrast: z.number().min(-1).max(1),
    saturation: z.number().min(-1).max(1),
    temperature: z.number().min(-1).max(1),
    lutAssetId: assetIdSchema.nullable(),
    strength: z.number().min(0).max(1),
  })
  .readonly()

export const clipPictureSchema = z
  .strictObject({
    /** How the picture meets the canvas: cover it, sit inside it, or sit inside over a blurred copy of itself. */
    fit: z.enum(['fill', 'fit', 'fit-blur']),
    crop: regionSchema.nullable(),
    placement: placementSchema,
    placementKeyframes: placementKeyframesSchema,
    /** The region a reframe follows over time. */
    followKeyframes: regionKeyframesSchema,
    look: lookSchema.nullable(),
    chromaKey: z
      .strictObject({ colour: colourSchema, similarity: z.number().min(0).max(1), blend: z.number().min(0).max(1) })
      .readonly()
      .nullable(),
    /** Hidden faces and name tags. */
    blurs: z
      .array(z.strictObject({ keyframes: regionKeyframesSchema, strength: z.number().min(0).max(1) }).readonly())
      .readonly(),
    fadeInTicks: positionSchema,
    fadeOutTicks: positionSchema,
  })
  .readonly()
export type ClipPicture = z.infer<typeof clipPictureSchema>

export const clipSoundSchema = z
  .strictObject({
    muted: z.boolean(),
    gainDb: z.number().min(-96).max(24),
    envelope: z.array(gainPointSchema).readonly(),
    fadeInTicks: positionSchema,
    fadeOutTicks: positionSchema,
    noiseReduction: z.number().min(0).max(1),
    highPassHz: z.number().min(0).max(1000),
    keepPitch: z.boolean(),
  })
  .readonly()
export type ClipSound = z.infer<typeof clipSoundSchema>

/** A stretch of an asset: source ticks, half-open, counted from the interpretation's origin. */
export const clipSchema = z
  .strictObject({
    id: clipIdSchema,
    trackId: trackIdSchema,
    assetId: assetIdSchema,
    /** Null on the main track, whose order gives the start. */
    anchor: anchorSchema.nullable(),
    sourceInTicks: positionSchema,
    sourceOutTicks: positionSchema,
    /** 2/1 plays twice as fast. */
    speed: rationalSchema,
    reversed: z.boolean(),
    /** Holds the picture of `sourceInTicks` this long, silent; the timeline length is then this one. */
    freezeTicks: durationSchema.nullable(),
    picture: clipPictureSchema,
    sound: clipSoundSchema,
    groupId: groupIdSchema.nullable(),
    slotId: slotIdSchema.nullable(),
    label: z.string(),
    altText: z.string(),
  })
  .readonly()
export type Clip = z.infer<typeof clipSchema>

export const transitionKinds = [
  'cross-fade',
  'fade-black',
  'fade-white',
  'wipe',
  'slide',
  'push',
  'zoom',
  'blur',
  'circle',
] as const

/** Centred on the cut between two neighbours; takes handles, and shortens where they lack. */
export const transitionSchema = z
  .strictObject({
    id: transitionIdSchema,
    leftClipId: clipIdSchema,
    rightClipId: clipIdSchema,
    kind: z.enum(transitionKinds),
    durationTicks: durationSchema,
  })
  .readonly()
export type Transition = z.infer<typeof transitionSchema>
