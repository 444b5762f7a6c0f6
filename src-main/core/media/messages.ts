import { z } from '#shared/base/zod.ts'
import { previewPictureSchema } from '#shared/ipc/preview-messages.ts'
import { canvasSchema } from '#shared/project/schema/document.ts'
import { durationSchema, positionSchema } from '#shared/project/schema/time.ts'
import { assetIdSchema } from '#shared/project/ids.ts'
import { variantSchema } from '#shared/render-plan/plan-input.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { encodeReasons } from '#shared/render-plan/smart/copy-source.ts'
import { assetSchema, interpretationSchema } from '#shared/project/schema/asset.ts'

/** What an examination tells of a file: everything an asset record needs but its names. */
export const probeReportSchema = z
  .strictObject({
    kind: assetSchema.unwrap().shape.kind,
    sha256: assetSchema.unwrap().shape.sha256,
    byteLength: assetSchema.unwrap().shape.byteLength,
    /** Null for an image. */
    interpretation: interpretationSchema.nullable(),
    /** Upright pixels of an image, null otherwise. */
    imageSize: assetSchema.unwrap().shape.imageSize,
    imageInterpretation: assetSchema.unwrap().shape.imageInterpretation,
  })
  .readonly()
export type ProbeReport = z.infer<typeof probeReportSchema>

/** How far a work is, 0 to 1. */
export const fractionSchema = z.strictObject({ fraction: z.number().min(0).max(1) }).readonly()

export const probeRequestSchema = z
  .strictObject({
    path: z.string().min(1),
    /** Of the lesson in which the first picture of a film is to be told while the examination goes on; null where it is not. */
    canvas: canvasSchema.nullable(),
  })
  .readonly()
export type ProbeRequest = z.infer<typeof probeRequestSchema>

export const probeProgressSchema = z.union([fractionSchema, z.strictObject({ firstPicture: previewPictureSchema }).readonly()])
export type ProbeProgress = z.infer<typeof probeProgressSchema>

/** Where a file of a plan's input lies on this machine. */
export const mediaFileSchema = z
  .strictObject({ assetId: assetIdSchema, variant: variantSchema, path: z.string().min(1) })
  .readonly()
export type MediaFile = z.infer<typeof mediaFileSchema>

export const renderProgressSchema = z
  .strictObject({
    /**
     * Listening to the sound, a first look at the pictures (for a size), encoding, encoding again (where the size was missed),
     * checking the file.
     */
    stage: z.enum(['measure', 'analyse', 'encode', 'correct', 'finish']),
    /** Of the stage, 0 to 1. */
    fraction: z.number().min(0).max(1),
  })
  .readonly()
export type RenderProgress = z.infer<typeof renderProgressSchema>

/** Which video encoder made the file, by FFmpeg's name, and how often it went over the pictures. */
export const encoderFactsSchema = z
  .strictObject({ name: z.string(), hardware: z.boolean(), passes: z.int().positive() })
  .readonly()
export type EncoderFacts = z.infer<typeof encoderFactsSchema>

/** Frames of the output in a row that were copied from a clip as they are, or encoded, and what most of them were encoded for. */
export const renderedStretchSchema = z
  .strictObject({
    startFrame: z.int().nonnegative(),
    frameCount: z.int().positive(),
    encodedFor: z.enum(encodeReasons).nullable(),
  })
  .readonly()
export type RenderedStretch = z.infer<typeof renderedStretchSchema>

export const renderReportSchema = z
  .strictObject({
    frameCount: z.int().positive(),
    durationTicks: durationSchema,
    byteLength: z.int().positive(),
    /** Whose pictures were partly guessed, because their data is damaged. */
    damagedAssetIds: z.array(assetIdSchema).readonly(),
    /** Null where the engine that rendered does not tell. */
    loudness: z.strictObject({ sourceLufs: z.number(), gainDb: z.number(), limited: z.boolean() }).readonly().nullable(),
    encoder: encoderFactsSchema,
    /** The whole output in order; null where the export was not to copy. */
    stretches: z.array(renderedStretchSchema).readonly().nullable(),
    /** How much of the sound was copied from clips as it is. */
    copiedSoundTicks: positionSchema,
  })
  .readonly()
export type RenderReport = z.infer<typeof renderReportSchema>

export const stillFormats = ['jpeg', 'png', 'rgba'] as const

export const stillRequestSchema = z
  .strictObject({
    path: z.string().min(1),
    /** As `probe` told it. */
    report: probeReportSchema,
    /** Source instants; the nearest pictures are taken. */
    instants: z.array(positionSchema).min(1).readonly(),
    maxSidePixels: z.int().min(16).max(4320),
    format: z.enum(stillFormats),
  })
  .readonly()
export type StillRequest = z.infer<typeof stillRequestSchema>

/** An upright picture. `rgba` has rows of width * 4 bytes; the others are whole files. */
export const stillSchema = z
  .strictObject({ width: z.int().positive(), height: z.int().positive(), data: z.instanceof(Uint8Array) })
  .readonly()
export type Still = z.infer<typeof stillSchema>
export const stillsSchema = z.array(stillSchema).readonly()

export const renderRequestSchema = z
  .strictObject({
    plan: renderPlanSchema,
    files: z.array(mediaFileSchema).readonly(),
    /** Written over; the caller gives it its final name. */
    outputFile: z.string().min(1),
    /** An existing, empty folder for the notes of two passes; the caller removes it. Null where there is one pass. */
    workFolder: z.string().min(1).nullable(),
  })
  .readonly()
export type RenderRequest = z.infer<typeof renderRequestSchema>

export const previewIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

export const previewRequestSchema = z
  .strictObject({ previewId: previewIdSchema, files: z.array(mediaFileSchema).readonly() })
  .readonly()
export type PreviewRequest = z.infer<typeof previewRequestSchema>
