import { z } from '#shared/base/zod.ts'
import { errorDataSchema } from '#shared/messages/error-data.ts'
import { lessonIdSchema } from '#shared/project/ids.ts'

export const jobStates = ['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const
export const jobStateSchema = z.enum(jobStates)
export type JobState = z.infer<typeof jobStateSchema>

/** Everything a job needs, frozen when it is ordered: later edits do not reach it, and it can be started again. */
export const jobRequestSchema = z
  .strictObject({
    /** What it does: "render", "package", … Each kind has one runner. */
    kind: z.string().min(1),
    title: z.string(),
    projectId: lessonIdSchema.nullable(),
    /** Revision of the document that was frozen. */
    revision: z.int().nonnegative(),
    /** The frozen document; its runner parses it, as it would a stored one. */
    document: z.unknown(),
    /** SHA-256 by asset id: a file that was exchanged since is noticed. */
    assetHashes: z.record(z.string(), z.string()).readonly(),
    /** The runner's own options, plain JSON. */
    settings: z.json(),
    /** The final name of the result; null where there is none. */
    outputFile: z.string().nullable(),
  })
  .readonly()
export type JobRequest = z.infer<typeof jobRequestSchema>

export const jobIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)

const statusShape = {
  state: jobStateSchema,
  /** Counts the starts. */
  attempt: z.int().nonnegative(),
  stage: z.string().nullable(),
  /** 0 to 1, never backwards within an attempt. */
  fraction: z.number().min(0).max(1),
  error: errorDataSchema.nullable(),
  result: z.json(),
  queuedAt: z.int(),
  startedAt: z.int().nullable(),
  endedAt: z.int().nullable(),
}

/** The changing half of a job. Times are milliseconds since 1970. */
export const jobStatusSchema = z.strictObject(statusShape).readonly()
export type JobStatus = z.infer<typeof jobStatusSchema>

export const jobSchema = z.strictObject({ id: jobIdSchema, request: jobRequestSchema, status: jobStatusSchema }).readonly()
export type Job = z.infer<typeof jobSchema>

/** What lists and progress streams show of a job. */
export const jobSummarySchema = z
  .strictObject({
    id: jobIdSchema,
    kind: z.string(),
    title: z.string(),
    projectId: lessonIdSchema.nullable(),
    outputFile: z.string().nullable(),
    ...statusShape,
  })
  .readonly()
export type JobSummary = z.infer<typeof jobSummarySchema>

export function summarizeJob({ id, request, status }: Job): JobSummary {
  const { kind, title, projectId, outputFile } = request
  return { id, kind, title, projectId, outputFile, ...status }
}
