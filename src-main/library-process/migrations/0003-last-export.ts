import type { SchemaMigration } from './migration.ts'

/** What the last export of a lesson asked of learners, to compare the next one with: JSON, see src-shared/package/export-record.ts. */
export const lastExport: SchemaMigration = {
  to: 3,
  up(database) {
    database.exec('ALTER TABLE project ADD COLUMN last_export TEXT')
  },
}
