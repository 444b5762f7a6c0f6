import type { ProjectCard } from '#main/core/library/contract.ts'
import { z } from '#shared/base/zod.ts'
import { lessonIdSchema } from '#shared/project/ids.ts'
import { currentSchemaVersion } from '#shared/project/schema/document.ts'

/** What a project is listed from; the document itself is only read to open it. */
export const cardColumns = `
  project.seq, project.id, project.title, project.language, project.schema_version, project.revision, project.duration_ticks,
  project.question_count, project.exported_revision, project.poster_file, project.tags, project.created_at, project.updated_at,
  project.deleted_at`

const cardRowSchema = z.object({
  seq: z.int(),
  id: lessonIdSchema,
  title: z.string(),
  language: z.string(),
  schema_version: z.int(),
  revision: z.int(),
  duration_ticks: z.int(),
  question_count: z.int(),
  exported_revision: z.int().nullable(),
  poster_file: z.string().nullable(),
  tags: z.string(),
  created_at: z.int(),
  updated_at: z.int(),
  deleted_at: z.int().nullable(),
})
export type CardRow = z.infer<typeof cardRowSchema>

const tagsSchema = z.array(z.string())

export function parseCardRow(row: unknown): CardRow {
  return cardRowSchema.parse(row)
}

export function parseTags(json: string): string[] {
  return tagsSchema.parse(JSON.parse(json))
}

export function stateOf(row: Pick<CardRow, 'revision' | 'exported_revision'>): ProjectCard['state'] {
  if (row.exported_revision === null) return 'draft'
  return row.exported_revision === row.revision ? 'exported' : 'changed'
}

export function toCard(row: CardRow, missingMedia: boolean): ProjectCard {
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    durationTicks: row.duration_ticks,
    questionCount: row.question_count,
    state: stateOf(row),
    posterFile: row.poster_file,
    tags: parseTags(row.tags),
    missingMedia,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
    newer: row.schema_version > currentSchemaVersion,
  }
}
