import { z } from '../../base/zod.ts'
import { assetIdSchema, lessonIdSchema } from '../../project/ids.ts'
import { assetSchema } from '../../project/schema/asset.ts'
import { copySummarySchema } from '../../render-plan/smart/sum-copies.ts'
import { errorDataSchema } from '../../messages/error-data.ts'
import { fileFactsSchema, measuredMediaSchema } from '../../preflight/measured.ts'
import { splitAnalysisSchema } from '../../split/split-analysis.ts'
import { channel, nothingSchema } from '../channel.ts'
import { portIdSchema } from './grant.ts'

export const jobIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'a job id')
  .brand<'job'>()
export type JobId = z.infer<typeof jobIdSchema>

export const jobStateSchema = z.enum(['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled', 'interrupted'])
export type JobState = z.infer<typeof jobStateSchema>

export const importResultSchema = z
  .strictObject({
    kind: z.literal('import'),
    asset: assetSchema,
    /** Assets of the lesson that were missing and have their file again; then `asset` is one of them and not new. */
    foundAssetIds: z.array(assetIdSchema).readonly().default([]),
  })
  .readonly()

/** `files` are the names of what lies beside each other in the chosen folder, the first being the one to upload. */
export const exportResultSchema = z
  .strictObject({
    kind: z.literal('export'),
    files: z.array(z.strictObject({ fileName: z.string(), byteLength: z.int().nonnegative() }).readonly()).readonly(),
    /** File names of clips whose picture came out partly guessed, because their data is damaged. */
    damagedClips: z.array(z.string()).readonly(),
    /** FFmpeg's name of the encoder; null where an older program did not tell. */
    encoder: z
      .strictObject({ name: z.string(), hardware: z.boolean(), passes: z.int().positive() })
      .readonly()
      .nullable()
      .default(null),
    /** Null where the export was not to copy. */
    copied: copySummarySchema.nullable().default(null),
  })
  .readonly()

/** All that the editor shows of an asset is there. */
export const deriveResultSchema = z.strictObject({ kind: z.literal('derive'), assetId: assetIdSchema }).readonly()

/** Where a recording could be cut. */
export const splitResultSchema = z.strictObject({ kind: z.literal('split'), analysis: splitAnalysisSchema }).readonly()

/** The package to be tried is there. */
export const tryResultSchema = z.strictObject({ kind: z.literal('try') }).readonly()

/** What the check of a lesson measured; `media` is null where files are missing or the lesson is empty. */
export const preflightResultSchema = z
  .strictObject({ kind: z.literal('preflight'), files: fileFactsSchema, media: measuredMediaSchema.nullable() })
  .readonly()

/** A lesson is in a file for colleagues. */
export const packResultSchema = z
  .strictObject({ kind: z.literal('pack'), fileName: z.string(), byteLength: z.int().nonnegative() })
  .readonly()

/** A colleague's file is in the library; a copy where the lesson was there already. */
export const unpackResultSchema = z
  .strictObject({ kind: z.literal('unpack'), projectId: lessonIdSchema, title: z.string(), isCopy: z.boolean() })
  .readonly()

/** A finished file is somewhere else, too. */
export const publishResultSchema = z
  .strictObject({
    kind: z.literal('publish'),
    place: z.string(),
    /** The page on which a person goes on; `publish.openPage` opens it. */
    finishUrl: z.string().nullable(),
  })
  .readonly()

/** Lessons that are as they were, and why. */
const leftSchema = z.array(z.strictObject({ title: z.string(), reason: z.string() }).readonly()).readonly()

/** Many lessons were changed, or are as before. */
export const libraryEditResultSchema = z
  .strictObject({
    kind: z.literal('library-edit'),
    changeId: z.string(),
    changed: z.int().nonnegative(),
    left: leftSchema,
  })
  .readonly()

/** Lessons were exported as they were the last time; what that replaced is kept. */
export const exportAgainResultSchema = z
  .strictObject({ kind: z.literal('export-again'), changeId: z.string(), exported: z.int().nonnegative(), left: leftSchema })
  .readonly()

export const jobResultSchema = z.discriminatedUnion('kind', [
  splitResultSchema,
  preflightResultSchema,
  importResultSchema,
  exportResultSchema,
  deriveResultSchema,
  tryResultSchema,
  packResultSchema,
  unpackResultSchema,
  publishResultSchema,
  libraryEditResultSchema,
  exportAgainResultSchema,
])
export type JobResult = z.infer<typeof jobResultSchema>

export const jobSnapshotSchema = z
  .strictObject({
    jobId: jobIdSchema,
    kind: z.enum([
      'import',
      'export',
      'course',
      'derive',
      'split',
      'preflight',
      'try',
      'pack',
      'unpack',
      'publish',
      'library-edit',
      'export-again',
    ]),
    state: jobStateSchema,
    /** Which part of the work runs: plan, overlays, encode, probe, package, validate, … */
    stage: z.string().nullable(),
    /** 0 to 1 over the whole job; null where it cannot be told yet. */
    fraction: z.number().min(0).max(1).nullable(),
    /** Set only where it succeeded. */
    result: jobResultSchema.nullable(),
    /** Set only where it failed, was cancelled or interrupted. */
    error: errorDataSchema.nullable(),
  })
  .readonly()
export type JobSnapshot = z.infer<typeof jobSnapshotSchema>

/** Over the port of `jobs.watch`: one snapshot, at most ten updates a second, one final; `sequence` only rises. */
export const jobMessageSchema = z
  .strictObject({
    kind: z.enum(['snapshot', 'update', 'final']),
    sequence: z.int().nonnegative(),
    job: jobSnapshotSchema,
  })
  .readonly()
export type JobMessage = z.infer<typeof jobMessageSchema>

export const jobChannels = {
  'jobs.watch': channel(z.strictObject({ jobId: jobIdSchema }).readonly(), z.strictObject({ portId: portIdSchema }).readonly()),
  /** Asks; the job's final message tells what became of it. */
  'jobs.cancel': channel(z.strictObject({ jobId: jobIdSchema }).readonly(), nothingSchema),
  /** Holds a running job, or lets it go on; its messages tell. */
  'jobs.setPaused': channel(z.strictObject({ jobId: jobIdSchema, paused: z.boolean() }).readonly(), nothingSchema),
} as const
