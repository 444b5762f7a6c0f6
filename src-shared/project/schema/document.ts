import { z } from '../../base/zod.ts'
import {
  assetIdSchema,
  captionIdSchema,
  captionTrackIdSchema,
  clipIdSchema,
  groupIdSchema,
  lessonIdSchema,
  markerIdSchema,
  overlayIdSchema,
  questionIdSchema,
  sectionIdSchema,
  slotIdSchema,
  trackIdSchema,
  transitionIdSchema,
} from '../ids.ts'
import { assetSchema } from './asset.ts'
import { brandKitSchema } from './brand.ts'
import { clipSchema, mainTrackItemSchema, trackSchema, transitionSchema } from './clip.ts'
import { colourSchema } from './geometry.ts'
import { challengeSchema, completionRuleSchema, questionSchema, sectionSchema } from './question.ts'
import { captionSchema, captionTrackSchema, languageSchema, overlaySchema } from './text.ts'
import { anchorSchema, durationSchema, rationalSchema } from './time.ts'

/** Raised with every change of shape; each step has a file in project/migrations. */
export const currentSchemaVersion = 1

export const canvasSchema = z.strictObject({ width: z.int().min(16).max(4320), height: z.int().min(16).max(4320) }).readonly()
export type CanvasSize = z.infer<typeof canvasSchema>

export const settingsSchema = z
  .strictObject({
    canvas: canvasSchema,
    /** Cuts lie on this grid. */
    frameRate: rationalSchema,
    /** Null leaves the sound as loud as it was recorded. */
    loudnessLufs: z.number().min(-40).max(-5).nullable(),
    safeBox: z.enum(['lms', 'social']),
    audience: z.enum(['primary', 'secondary', 'adult']),
    /** Questions stand on no track of their own; true locks them as a track is locked. Absent for false. */
    questionsLocked: z.boolean().exactOptional(),
  })
  .readonly()
export type Settings = z.infer<typeof settingsSchema>

export const markerSchema = z
  .strictObject({ id: markerIdSchema, anchor: anchorSchema, label: z.string(), colour: colourSchema })
  .readonly()
export type Marker = z.infer<typeof markerSchema>

export const groupSchema = z.strictObject({ id: groupIdSchema, name: z.string() }).readonly()

/** A named place of a template that the user fills. */
export const slotSchema = z
  .strictObject({
    id: slotIdSchema,
    kind: z.enum(['clip', 'text', 'image', 'question', 'music']),
    name: z.string(),
    hint: z.string(),
    required: z.boolean(),
    filled: z.boolean(),
    minTicks: durationSchema.nullable(),
    maxTicks: durationSchema.nullable(),
    /** What stands there until it is filled: the text, the id of the card's asset, the question's prompt. */
    placeholder: z.string().optional(),
  })
  .readonly()
export type Slot = z.infer<typeof slotSchema>

export const templateKinds = ['lesson', 'challenge', 'reply'] as const

/** What a template says of itself and asks of the lessons made from it. A lesson keeps it while its slots are filled. */
export const templateSchema = z
  .strictObject({
    name: z.string(),
    summary: z.string(),
    kind: z.enum(templateKinds),
    /** How long the finished lesson may be; null leaves that open. */
    minTicks: durationSchema.nullable(),
    maxTicks: durationSchema.nullable(),
  })
  .readonly()
export type Template = z.infer<typeof templateSchema>

export const metadataSchema = z
  .strictObject({
    title: z.string(),
    description: z.string(),
    language: languageSchema,
    authors: z.array(z.string()).readonly(),
    topics: z.array(z.string()).readonly(),
    keywords: z.array(z.string()).readonly(),
    level: z.string(),
    /** An SPDX id, a Creative Commons name or the school's own words. */
    licence: z.string(),
    /** The lesson this one translates. */
    translationOf: lessonIdSchema.nullable(),
    /** Names and terms as they are written, for captions from speech. */
    glossary: z.array(z.string()).readonly().optional(),
    /** What the author chose not to hear of again from the check (keys of src-shared/preflight). */
    ignoredFindings: z.array(z.string()).readonly().optional(),
  })
  .readonly()
export type Metadata = z.infer<typeof metadataSchema>

/** The whole lesson: plain JSON, flat tables of immutable records that refer to each other by id. */
export const documentSchema = z
  .strictObject({
    schemaVersion: z.literal(currentSchemaVersion),
    /** Stable over every export. */
    id: lessonIdSchema,
    settings: settingsSchema,
    metadata: metadataSchema,
    completion: completionRuleSchema,
    tracks: z.record(trackIdSchema, trackSchema).readonly(),
    mainTrack: z.array(mainTrackItemSchema).readonly(),
    clips: z.record(clipIdSchema, clipSchema).readonly(),
    transitions: z.record(transitionIdSchema, transitionSchema).readonly(),
    overlays: z.record(overlayIdSchema, overlaySchema).readonly(),
    captionTracks: z.record(captionTrackIdSchema, captionTrackSchema).readonly(),
    captions: z.record(captionIdSchema, captionSchema).readonly(),
    questions: z.record(questionIdSchema, questionSchema).readonly(),
    challenge: challengeSchema.nullable(),
    assets: z.record(assetIdSchema, assetSchema).readonly(),
    markers: z.record(markerIdSchema, markerSchema).readonly(),
    sections: z.record(sectionIdSchema, sectionSchema).readonly(),
    groups: z.record(groupIdSchema, groupSchema).readonly(),
    slots: z.record(slotIdSchema, slotSchema).readonly(),
    /** Of a template, and of a lesson that is being made from one. */
    template: templateSchema.nullable().optional(),
    brandKit: brandKitSchema.nullable(),
  })
  .readonly()
export type LessonDocument = z.infer<typeof documentSchema>

/** The fields that are tables of records by id. */
export const tableNames = [
  'tracks',
  'clips',
  'transitions',
  'overlays',
  'captionTracks',
  'captions',
  'questions',
  'assets',
  'markers',
  'sections',
  'groups',
  'slots',
] as const satisfies readonly (keyof LessonDocument)[]
