import type { SchemaMigration } from './migration.ts'

/** How and into which file a lesson was exported last, to do it again: JSON, see src-main/core/export/export-target.ts. */
export const exportTarget: SchemaMigration = {
  to: 5,
  up(database) {
    database.exec('ALTER TABLE project ADD COLUMN export_target TEXT')
  },
}
