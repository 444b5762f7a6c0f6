import { z } from '../../base/zod.ts'
import { assetIdSchema, lessonIdSchema } from '../../project/ids.ts'
import { documentSchema } from '../../project/schema/document.ts'
import { positionSchema } from '../../project/schema/time.ts'
import { languageSchema } from '../../project/schema/text.ts'
import { channel, nothingSchema } from '../channel.ts'

/** A project is found by the id of its lesson. */
export const projectIdSchema = lessonIdSchema
export type ProjectId = z.infer<typeof projectIdSchema>

const revisionSchema = z.int().nonnegative()
const titleSchema = z.string().trim().min(1).max(200)
const momentMsSchema = z.int().nonnegative()

/** One card of the library screen. */
export const projectSummarySchema = z
  .strictObject({
    projectId: projectIdSchema,
    title: z.string(),
    language: z.string(),
    durationTicks: positionSchema,
    questionCount: z.int().nonnegative(),
    /** A `media://` address that changes with the picture; null for a lesson without clips. */
    posterUrl: z.string().nullable(),
    state: z.enum(['draft', 'exported', 'changed']),
    tags: z.array(z.string()).readonly(),
    /** A file that it plays is not where it was. */
    missingMedia: z.boolean(),
    /** Made by a newer Tidbit Studio: shown, but it cannot be opened. */
    newer: z.boolean(),
    revision: revisionSchema,
    /** Milliseconds since 1970. */
    updatedAtMs: momentMsSchema,
    /** In the bin since; null for a project of the library. */
    deletedAtMs: momentMsSchema.nullable(),
  })
  .readonly()
export type ProjectSummary = z.infer<typeof projectSummarySchema>

export const projectVersionSchema = z
  .strictObject({
    versionId: z.int().nonnegative(),
    /** Null for an automatic snapshot. */
    name: z.string().nullable(),
    revision: revisionSchema,
    savedAtMs: momentMsSchema,
    clipCount: z.int().nonnegative(),
    questionCount: z.int().nonnegative(),
    /** A `media://` address of a picture out of its middle; null for a version without clips. */
    posterUrl: z.string().nullable(),
  })
  .readonly()
export type ProjectVersion = z.infer<typeof projectVersionSchema>

/** One of the notices of `edit/notices.ts`. */
const openNoticeSchema = z.strictObject({ code: z.literal('history-dropped'), params: z.strictObject({}) }).readonly()

export const openedProjectSchema = z
  .strictObject({
    document: documentSchema,
    revision: revisionSchema,
    /** The undo history as `serialiseHistory` wrote it; the session itself checks and may drop it. */
    history: z.string().nullable(),
    missingAssetIds: z.array(assetIdSchema).readonly(),
    /** What the user should know, told by `describeNotice`. */
    notices: z.array(openNoticeSchema).readonly(),
  })
  .readonly()
export type OpenedProject = z.infer<typeof openedProjectSchema>

const projectRefSchema = z.strictObject({ projectId: projectIdSchema }).readonly()

export const libraryChannels = {
  'library.list': channel(
    z
      .strictObject({
        query: z.string().max(200),
        deleted: z.boolean(),
        /** Only the first so many; null for all. */
        limit: z.int().positive().max(5000).nullable().default(null),
      })
      .readonly(),
    z.strictObject({ projects: z.array(projectSummarySchema).readonly() }).readonly(),
  ),
  'library.create': channel(
    z.strictObject({ title: titleSchema, language: languageSchema, canvas: z.enum(['9:16', '1:1', '16:9']) }).readonly(),
    z.strictObject({ projectId: projectIdSchema }).readonly(),
  ),
  /** A lesson to play with, which comes with the program. */
  'library.createSample': channel(nothingSchema, z.strictObject({ projectId: projectIdSchema }).readonly()),
  'library.open': channel(projectRefSchema, openedProjectSchema),
  /** Of an open lesson: the media whose files are not where they were, or are not the same. */
  'library.findMissing': channel(
    projectRefSchema,
    z.strictObject({ missingAssetIds: z.array(assetIdSchema).readonly() }).readonly(),
  ),
  /** Compare-and-set: a base revision that is no longer the newest is refused. */
  'library.save': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        baseRevision: revisionSchema,
        document: documentSchema,
        history: z.string().nullable(),
      })
      .readonly(),
    z.strictObject({ revision: revisionSchema }).readonly(),
  ),
  'library.setTags': channel(
    z.strictObject({ projectId: projectIdSchema, tags: z.array(z.string().trim().min(1).max(60)).max(30).readonly() }).readonly(),
    nothingSchema,
  ),
  /** Into the bin; `library.restore` brings it back. */
  'library.delete': channel(projectRefSchema, nothingSchema),
  'library.restore': channel(projectRefSchema, nothingSchema),
  'library.duplicate': channel(
    z.strictObject({ projectId: projectIdSchema, title: titleSchema }).readonly(),
    z.strictObject({ projectId: projectIdSchema }).readonly(),
  ),
  'library.versions': channel(
    projectRefSchema,
    z.strictObject({ versions: z.array(projectVersionSchema).readonly() }).readonly(),
  ),
  /** Keeps a document of the project, or null for what is stored, as a version of that name; the newest revision stays what it is. */
  'library.keepVersion': channel(
    z.strictObject({ projectId: projectIdSchema, name: titleSchema, document: documentSchema.nullable() }).readonly(),
    nothingSchema,
  ),
  /** Makes an older version the newest revision and keeps what was the newest under a name. For a project that is not open. */
  'library.restoreVersion': channel(
    z.strictObject({ projectId: projectIdSchema, versionId: z.int().nonnegative(), keepNewestAs: titleSchema }).readonly(),
    z.strictObject({ revision: revisionSchema }).readonly(),
  ),
} as const
