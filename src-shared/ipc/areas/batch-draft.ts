import { z } from '../../base/zod.ts'
import { recipeSchema } from '../../recipe/recipe-schema.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema } from './grant.ts'
import { projectIdSchema } from './library.ts'

export const draftIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'a draft id')
  .brand<'draft'>()
export type DraftId = z.infer<typeof draftIdSchema>

const lineSchema = z.int().positive()
const mappingSchema = z.record(z.string(), z.string().nullable()).readonly()

/** All that is decided in the window. Rows go by the line of their sheet, cells by the name that the recipe gives them. */
export const draftWishSchema = z
  .strictObject({
    recipe: recipeSchema,
    /** Which column gives each name; null leaves it empty. */
    mapping: mappingSchema,
    /** Cells that were written over, by line. */
    edits: z.record(z.string(), z.record(z.string(), z.string().max(20_000)).readonly()).readonly(),
    leftOut: z.array(lineSchema).max(60_000).readonly(),
  })
  .readonly()

/** This computer, or those that take work from the shared queue. */
export const batchMakers = ['here', 'shared-queue'] as const
export type BatchMakerKind = (typeof batchMakers)[number]

export const draftInputKinds = ['folder', 'clips', 'sheet'] as const

export const draftInputSchema = z
  .strictObject({
    kind: z.enum(draftInputKinds),
    name: z.string(),
    rowCount: z.int().nonnegative(),
    /** Of a sheet; empty for clips. */
    columns: z.array(z.string()).readonly(),
    /** Some cells of each column, to tell what is in it. */
    examples: z.array(z.string()).readonly(),
    remarks: z.array(z.string()).readonly(),
    /** Where the results go unless another folder is chosen. */
    outFolderName: z.string(),
  })
  .readonly()
export type DraftInputInfo = z.infer<typeof draftInputSchema>

export const draftRowStates = ['make', 'again', 'unchanged', 'refused', 'left-out'] as const

/** What would come of a row. */
export const draftRowSchema = z
  .strictObject({
    line: lineSchema,
    /** Of the clip first, then of the names that the recipe asks for. */
    values: z.array(z.string()).readonly(),
    state: z.enum(draftRowStates),
    errors: z.array(z.string()).readonly(),
    warnings: z.array(z.string()).readonly(),
    /** Relative to the folder of the results. */
    outputs: z.array(z.string()).readonly(),
  })
  .readonly()
export type DraftRow = z.infer<typeof draftRowSchema>

const draftRef = z.strictObject({ draftId: draftIdSchema }).readonly()
const rowRef = z.strictObject({ draftId: draftIdSchema, wish: draftWishSchema, line: lineSchema }).readonly()

/** The lesson of a row as it would be. */
export const rowPreviewSchema = z
  .strictObject({
    title: z.string(),
    durationSeconds: z.number().nonnegative(),
    /** JPEG files from the beginning to the end of the lesson. */
    pictures: z.array(z.strictObject({ atSeconds: z.number(), jpeg: z.instanceof(Uint8Array) }).readonly()).readonly(),
    captionCount: z.int().nonnegative(),
    questions: z.array(z.strictObject({ atSeconds: z.number(), prompt: z.string() }).readonly()).readonly(),
    warnings: z.array(z.string()).readonly(),
    findings: z
      .array(z.strictObject({ severity: z.enum(['error', 'warning', 'advice']), message: z.string() }).readonly())
      .readonly(),
  })
  .readonly()
export type RowPreview = z.infer<typeof rowPreviewSchema>

export const batchDraftChannels = {
  /** Begins a batch; `projectId` is the lesson whose recipe it uses, beside whose files those of the recipe are looked for. */
  'batchDraft.open': channel(z.strictObject({ projectId: projectIdSchema.nullable() }).readonly(), draftRef),
  'batchDraft.close': channel(draftRef, nothingSchema),
  /** Opens the system's file dialog and reads the recipe; null where the user cancelled. */
  'batchDraft.chooseRecipe': channel(
    draftRef,
    z.strictObject({ chosen: z.strictObject({ fileName: z.string(), recipe: recipeSchema }).readonly().nullable() }).readonly(),
  ),
  /** Opens the system's dialog for clips, a folder or a sheet and reads what was chosen; null where the user cancelled. */
  'batchDraft.chooseInput': channel(
    z.strictObject({ draftId: draftIdSchema, kind: z.enum(draftInputKinds) }).readonly(),
    z.strictObject({ input: draftInputSchema.nullable() }).readonly(),
  ),
  /** As `chooseInput`, of files that were dropped. */
  'batchDraft.takeDropped': channel(
    z.strictObject({ draftId: draftIdSchema, grantIds: z.array(grantIdSchema).min(1).max(5000).readonly() }).readonly(),
    z.strictObject({ input: draftInputSchema }).readonly(),
  ),
  /** Which columns gave what for such a sheet last time; null where there was none. */
  'batchDraft.keptMapping': channel(
    z.strictObject({ draftId: draftIdSchema, recipe: recipeSchema }).readonly(),
    z.strictObject({ mapping: mappingSchema.nullable() }).readonly(),
  ),
  /** Where the results go; null where the user cancelled. */
  'batchDraft.chooseFolder': channel(draftRef, z.strictObject({ name: z.string().nullable() }).readonly()),
  /**
   * What would come of every row; nothing is written. Gives the rows that have changed since the version that the window has, all where
   * it has none. `fresh` looks for files anew. A newer check ends one that runs, which then throws `cancelled`.
   */
  'batchDraft.check': channel(
    z.strictObject({ draftId: draftIdSchema, wish: draftWishSchema, since: z.int().nullable(), fresh: z.boolean() }).readonly(),
    z.strictObject({ version: z.int(), isWhole: z.boolean(), rows: z.array(draftRowSchema).readonly() }).readonly(),
  ),
  /** Makes the lesson of a row in memory and takes pictures of it; a newer one ends one that runs. */
  'batchDraft.preview': channel(rowRef, rowPreviewSchema),
  /** Also ends a lesson that is being made of a row. */
  'batchDraft.stopPreview': channel(draftRef, nothingSchema),
  /** Puts the lesson of a row into the library; throws `cancelled` where it was stopped before. */
  'batchDraft.makeLesson': channel(rowRef, z.strictObject({ projectId: projectIdSchema }).readonly()),
  /** Hands the rows that can be made to the queue. */
  'batchDraft.start': channel(
    z
      .strictObject({
        draftId: draftIdSchema,
        wish: draftWishSchema,
        madeBy: z.enum(batchMakers),
        /** Whether clips that come into the folder become further batches. */
        watches: z.boolean(),
      })
      .readonly(),
    z.strictObject({ batchId: z.string(), count: z.int().positive() }).readonly(),
  ),
} as const
