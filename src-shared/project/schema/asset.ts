import { z } from '../../base/zod.ts'
import { assetIdSchema } from '../ids.ts'
import { durationSchema, positionSchema, rationalSchema, ticksSchema } from './time.ts'

const colourDescriptionSchema = z
  .strictObject({
    primaries: z.string(),
    transfer: z.string(),
    matrix: z.string(),
    range: z.enum(['limited', 'full', 'unknown']),
  })
  .readonly()

/** How the picture of a file is to be read. Sizes are pixels; `display` is after pixel shape and rotation. */
export const videoInterpretationSchema = z
  .strictObject({
    streamIndex: z.int().nonnegative(),
    codec: z.string(),
    codedWidth: z.int().positive(),
    codedHeight: z.int().positive(),
    displayWidth: z.int().positive(),
    displayHeight: z.int().positive(),
    sampleAspect: rationalSchema,
    /** Clockwise turn that makes the picture upright, applied after `mirrored`. */
    rotationDegrees: z.literal([0, 90, 180, 270]),
    /** The picture is flipped left to right before it is turned. */
    mirrored: z.boolean(),
    /** Mean frames a second; null where the file does not tell. */
    frameRate: rationalSchema.nullable(),
    variableFrameRate: z.boolean(),
    timeBase: rationalSchema,
    fieldOrder: z.enum(['progressive', 'top-first', 'bottom-first']),
    pixelFormat: z.string(),
    bitDepth: z.int().positive(),
    hasAlpha: z.boolean(),
    colour: colourDescriptionSchema,
    dynamicRange: z.enum(['sdr', 'hlg', 'pq']),
    /** First picture, on the file's own clock after edit lists. */
    startTicks: ticksSchema,
    durationTicks: durationSchema,
    /** The file seeks slowly or decodes slowly: the preview wants a proxy. */
    needsProxy: z.boolean(),
  })
  .readonly()
export type VideoInterpretation = z.infer<typeof videoInterpretationSchema>

export const audioInterpretationSchema = z
  .strictObject({
    streamIndex: z.int().nonnegative(),
    codec: z.string(),
    sampleRate: z.int().positive(),
    channels: z.int().positive(),
    channelLayout: z.string(),
    startTicks: ticksSchema,
    durationTicks: durationSchema,
  })
  .readonly()
export type AudioInterpretation = z.infer<typeof audioInterpretationSchema>

/** Something the clip doctor saw, told by the message catalogue. */
export const findingSchema = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['info', 'warning', 'error']),
    params: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
  })
  .readonly()
export type Finding = z.infer<typeof findingSchema>

/**
 * What the clip doctor decided about a file; the plan applies it to the untouched original.
 * Source time zero is `originTicks` on the file's clock, so that source instants are never negative.
 */
export const interpretationSchema = z
  .strictObject({
    container: z.string(),
    originTicks: ticksSchema,
    durationTicks: durationSchema,
    video: videoInterpretationSchema.nullable(),
    audio: audioInterpretationSchema.nullable(),
    findings: z.array(findingSchema).readonly(),
    /** The original could not be read as it is; the plan takes the `repaired` file of the media cache. */
    repaired: z.boolean(),
  })
  .readonly()
export type Interpretation = z.infer<typeof interpretationSchema>

/** How the stored pixels of a photo are to be read; the fields mean what they mean for a video. */
export const imageInterpretationSchema = videoInterpretationSchema
  .unwrap()
  .pick({ rotationDegrees: true, mirrored: true, pixelFormat: true, hasAlpha: true, colour: true })
  .readonly()
export type ImageInterpretation = z.infer<typeof imageInterpretationSchema>

export const licenceSchema = z
  .strictObject({ spdx: z.string().nullable(), attribution: z.string(), sourceUrl: z.string() })
  .readonly()

/** Who is seen or heard, and whether they (or their parents) agreed. */
export const consentSchema = z
  .strictObject({
    status: z.enum(['not-needed', 'unknown', 'given', 'refused']),
    note: z.string(),
    expires: z.string().nullable(),
  })
  .readonly()

export const assetSchema = z
  .strictObject({
    id: assetIdSchema,
    /** `lut` is a colour table (.cube), which has neither picture nor sound. */
    kind: z.enum(['video', 'audio', 'image', 'lut']),
    /** Lower-case hex of the original's bytes, for relinking and deduplication. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    byteLength: z.int().nonnegative(),
    fileName: z.string(),
    /** Relative to the lesson's own folder, with "/" between parts; null for a file outside it. */
    relativePath: z.string().nullable(),
    absolutePath: z.string().nullable(),
    storage: z.enum(['managed', 'referenced']),
    licence: licenceSchema,
    consent: consentSchema,
    altText: z.string(),
    /** Null for an image and a colour table. */
    interpretation: interpretationSchema.nullable(),
    /** Pixels of an image, upright. */
    imageSize: z.strictObject({ width: z.int().positive(), height: z.int().positive() }).readonly().nullable(),
    /** Of an image alone; one imported before it was known has none. */
    imageInterpretation: imageInterpretationSchema.optional(),
  })
  .readonly()
export type Asset = z.infer<typeof assetSchema>

export const gainPointSchema = z.strictObject({ atTicks: positionSchema, gainDb: z.number().min(-96).max(24) }).readonly()
