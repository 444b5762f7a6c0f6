import { z } from '#shared/base/zod.ts'
import { lessonIdSchema } from '#shared/project/ids.ts'
import { assetSchema } from '#shared/project/schema/asset.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { exportRecordSchema } from '#shared/package/export-record.ts'
import { errorDataSchema } from '#shared/messages/error-data.ts'
import {
  batchChangeSchema,
  batchIdSchema,
  itemChangeSchema,
  itemResultsSchema,
  storedBatchSchema,
  storedItemSchema,
} from '../batch-queue/batch.ts'
import { exportTargetSchema } from '../export/export-target.ts'
import { jobIdSchema, jobSchema, jobStatusSchema, jobSummarySchema } from '../jobs/job.ts'

const none = z.null()
const revisionSchema = z.int().nonnegative()
const instantSchema = z.int()
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** A lesson, or a template that lessons are made from. */
export const projectKindSchema = z.enum(['lesson', 'template'])
export type ProjectKind = z.infer<typeof projectKindSchema>

export const projectStateSchema = z.enum(['draft', 'exported', 'changed'])

/** A card of the library screen. Times are milliseconds since 1970. */
export const projectCardSchema = z
  .strictObject({
    id: lessonIdSchema,
    title: z.string(),
    language: z.string(),
    durationTicks: z.int().nonnegative(),
    questionCount: z.int().nonnegative(),
    /** Never exported; exported as it is; changed since the last export. */
    state: projectStateSchema,
    posterFile: z.string().nullable(),
    tags: z.array(z.string()).readonly(),
    missingMedia: z.boolean(),
    revision: revisionSchema,
    createdAt: instantSchema,
    updatedAt: instantSchema,
    deletedAt: instantSchema.nullable(),
    /** The document's schema is newer than this program: shown, but it cannot be opened. */
    newer: z.boolean(),
  })
  .readonly()
export type ProjectCard = z.infer<typeof projectCardSchema>

export const projectQuerySchema = z
  .strictObject({
    /** Searched as typed: every word may be the start of one. */
    text: z.string().max(500).optional(),
    tags: z.array(z.string()).readonly().optional(),
    state: projectStateSchema.optional(),
    /** Lessons where it is absent. */
    kind: projectKindSchema.optional(),
    /** True shows the bin instead. */
    deleted: z.boolean().optional(),
    order: z.enum(['updated', 'created', 'title']).optional(),
    offset: z.int().nonnegative().optional(),
    limit: z.int().min(1).max(5000).optional(),
  })
  .readonly()
export type ProjectQuery = z.infer<typeof projectQuerySchema>

/** The undo history, opaque here; one above `storedHistoryLimitBytes` is dropped. */
const historySchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes').nullable()

export const openedProjectSchema = z
  .strictObject({
    document: documentSchema,
    revision: revisionSchema,
    history: historySchema,
    /** A history was kept, but of another schema or revision: tell the user that undo starts anew. */
    historyDropped: z.boolean(),
    migratedFrom: z.int().nullable(),
    state: projectStateSchema,
    /** Which one the last export made; null before the first. */
    exportedRevision: revisionSchema.nullable(),
    posterFile: z.string().nullable(),
    tags: z.array(z.string()).readonly(),
  })
  .readonly()
export type OpenedProject = z.infer<typeof openedProjectSchema>

export const savedProjectSchema = z
  .strictObject({ revision: revisionSchema, savedAt: instantSchema, historyDropped: z.boolean() })
  .readonly()
export type SavedProject = z.infer<typeof savedProjectSchema>

export const projectVersionSchema = z
  .strictObject({
    id: z.int(),
    /** Null for an automatic snapshot, which thins out. */
    name: z.string().nullable(),
    revision: revisionSchema,
    createdAt: instantSchema,
  })
  .readonly()
export type ProjectVersion = z.infer<typeof projectVersionSchema>

/** With what tells one version from another. */
export const listedVersionSchema = z
  .strictObject({
    ...projectVersionSchema.def.innerType.shape,
    clipCount: z.int().nonnegative(),
    questionCount: z.int().nonnegative(),
    /** Of the first clip; null for a lesson without clips, and where this version cannot read it. */
    posterAsset: assetSchema.nullable(),
  })
  .readonly()
export type ListedVersion = z.infer<typeof listedVersionSchema>

const backupSchema = z.strictObject({ file: z.string(), createdAt: instantSchema, byteLength: z.int() }).readonly()
export type LibraryBackup = z.infer<typeof backupSchema>

export const libraryStatusSchema = z
  .strictObject({
    file: z.string(),
    problem: errorDataSchema.nullable(),
    backups: z.array(backupSchema).readonly(),
    /** Why the last daily backup failed; null where it did not. */
    backupProblem: errorDataSchema.nullable(),
  })
  .readonly()
export type LibraryStatus = z.infer<typeof libraryStatusSchema>

export const libraryAssetSchema = z
  .strictObject({
    sha256: sha256Schema,
    file: z.string(),
    byteLength: z.int().nonnegative(),
    storage: z.enum(['managed', 'referenced']),
    missing: z.boolean(),
  })
  .readonly()
export type LibraryAsset = z.infer<typeof libraryAssetSchema>

export const mediaCacheEntrySchema = z
  .strictObject({
    sha256: sha256Schema,
    /** "proxy", "poster", "filmstrip", "waveform", "repaired", … */
    kind: z.string().min(1),
    /** What it was made with, so that another setting is another entry. */
    variant: z.string(),
    file: z.string(),
    byteLength: z.int().nonnegative(),
  })
  .readonly()
export type MediaCacheEntry = z.infer<typeof mediaCacheEntrySchema>

const projectRef = z.strictObject({ id: lessonIdSchema })
const batchRef = z.strictObject({ id: batchIdSchema })

/** Every message of the library process: parsed on both sides. `again`: safe to repeat after a crash in the middle. */
export const libraryContract = {
  status: { input: none, output: libraryStatusSchema, again: true },
  recover: {
    input: z.strictObject({ backupFile: z.string().nullable() }),
    output: z.strictObject({ keptAside: z.string() }),
    again: false,
  },

  listProjects: { input: projectQuerySchema, output: z.array(projectCardSchema).readonly(), again: true },
  createProject: {
    input: z.strictObject({
      document: documentSchema,
      tags: z.array(z.string()).readonly(),
      kind: projectKindSchema.optional(),
    }),
    output: savedProjectSchema,
    again: false,
  },
  openProject: { input: projectRef, output: openedProjectSchema, again: true },
  saveProject: {
    input: z.strictObject({
      document: documentSchema,
      expectedRevision: revisionSchema,
      history: historySchema,
      /** Made anew for every save: a repeated one is recognised instead of being refused as a conflict. */
      saveId: z.string().min(8),
    }),
    output: savedProjectSchema,
    again: true,
  },
  duplicateProject: {
    input: z.strictObject({ id: lessonIdSchema, newId: lessonIdSchema, title: z.string() }),
    output: savedProjectSchema,
    again: false,
  },
  deleteProject: { input: projectRef, output: none, again: true },
  restoreProject: { input: projectRef, output: none, again: true },
  purgeProject: { input: projectRef, output: none, again: true },
  setTags: { input: z.strictObject({ id: lessonIdSchema, tags: z.array(z.string()).readonly() }), output: z.null(), again: true },
  setPoster: { input: z.strictObject({ id: lessonIdSchema, posterFile: z.string().nullable() }), output: none, again: true },
  markExported: {
    input: z.strictObject({
      id: lessonIdSchema,
      revision: revisionSchema,
      record: exportRecordSchema.nullable(),
      target: exportTargetSchema.nullable(),
    }),
    output: none,
    again: true,
  },
  lastExport: { input: projectRef, output: exportRecordSchema.nullable(), again: true },
  exportTarget: { input: projectRef, output: exportTargetSchema.nullable(), again: true },

  listVersions: { input: projectRef, output: z.array(listedVersionSchema).readonly(), again: true },
  nameVersion: {
    input: z.strictObject({ id: lessonIdSchema, name: z.string().min(1), document: documentSchema.nullable() }),
    output: projectVersionSchema,
    again: false,
  },
  openVersion: {
    input: z.strictObject({ id: lessonIdSchema, version: z.int() }),
    output: z.strictObject({ document: documentSchema }),
    again: true,
  },

  findAsset: { input: z.strictObject({ sha256: sha256Schema }), output: libraryAssetSchema.nullable(), again: true },
  /** Content that was looked for: what is not where a lesson has it, and what is there (again). */
  markMissing: {
    input: z.strictObject({ missing: z.array(sha256Schema).readonly(), present: z.array(sha256Schema).readonly() }),
    output: none,
    again: true,
  },
  putAsset: { input: libraryAssetSchema, output: none, again: true },
  putCache: { input: mediaCacheEntrySchema, output: none, again: true },

  readSettings: { input: none, output: z.record(z.string(), z.json()).readonly(), again: true },
  writeSetting: { input: z.strictObject({ key: z.string().min(1), value: z.json() }), output: none, again: true },

  readJob: { input: z.strictObject({ id: jobIdSchema }), output: jobSchema, again: true },
  addJob: { input: jobSchema, output: none, again: true },
  updateJob: { input: z.strictObject({ id: jobIdSchema, status: jobStatusSchema }), output: none, again: true },
  /** Running and queued jobs of a program that died; only the one program that owns the queue may ask. */
  interruptJobs: { input: z.strictObject({ at: instantSchema }), output: z.array(jobSummarySchema).readonly(), again: true },

  /** `request` is opaque here: what was ordered, as the queue of batches knows it. */
  addBatch: {
    input: z.strictObject({ batch: storedBatchSchema, request: z.unknown(), items: z.array(storedItemSchema).readonly() }),
    output: none,
    again: true,
  },
  /** All batches; what ran in a program that died waits again. Only the one program that owns the queue may ask. */
  recoverBatches: { input: none, output: z.array(storedBatchSchema).readonly(), again: true },
  readBatch: { input: batchRef, output: z.strictObject({ request: z.unknown() }), again: true },
  readBatchItems: { input: batchRef, output: z.array(storedItemSchema).readonly(), again: true },
  readBatchResults: { input: batchRef, output: itemResultsSchema, again: true },
  updateBatch: { input: batchChangeSchema, output: none, again: true },
  updateBatchItems: {
    input: z.strictObject({ id: batchIdSchema, items: z.array(itemChangeSchema).readonly() }),
    output: none,
    again: true,
  },
  orderBatches: { input: z.strictObject({ ids: z.array(batchIdSchema).readonly() }), output: none, again: true },
  orderBatchItems: {
    input: z.strictObject({ id: batchIdSchema, keys: z.array(z.string()).readonly() }),
    output: none,
    again: true,
  },
  removeBatch: { input: batchRef, output: none, again: true },
} as const

export type LibraryContract = typeof libraryContract
export type LibraryMethodName = keyof LibraryContract
export type LibraryInput<K extends LibraryMethodName> = z.infer<LibraryContract[K]['input']>
export type LibraryOutput<K extends LibraryMethodName> = z.infer<LibraryContract[K]['output']>
