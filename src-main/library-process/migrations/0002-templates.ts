import type { SchemaMigration } from './migration.ts'

/** A template that somebody saved is a project that the list of lessons leaves out. */
export const templates: SchemaMigration = {
  to: 2,
  up(database) {
    database.exec(`
      ALTER TABLE project ADD COLUMN kind TEXT NOT NULL DEFAULT 'lesson' CHECK (kind IN ('lesson', 'template'));
      DROP INDEX project_by_update;
      CREATE INDEX project_by_update ON project (kind, deleted_at, updated_at DESC);
    `)
  },
}
