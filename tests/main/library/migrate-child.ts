import { serveProcess } from '#main/core/hosts/serve-process.ts'
import type { Method } from '#main/core/hosts/methods.ts'
import { listBackups } from '#main/library-process/backups.ts'
import { openDatabase } from '#main/library-process/database.ts'
import { migrations } from '#main/library-process/migrate.ts'
import type { SchemaMigration } from '#main/library-process/migrations/migration.ts'

/** Opens a library with a ladder that has one more step than the released one. */
export type MigrateMethods = {
  open: Method<{ file: string; step: 'none' | 'good' | 'broken' }, { columns: string[]; version: number; backups: string[] }>
}

const good: SchemaMigration = {
  to: migrations.length + 1,
  up: (database) => database.exec('ALTER TABLE project ADD COLUMN subject TEXT'),
}
const broken: SchemaMigration = {
  to: good.to,
  up(database) {
    good.up(database)
    database.exec('UPDATE nowhere SET nothing = 1')
  },
}
const extra = { none: [], good: [good], broken: [broken] }

const handlers: MigrateMethods = {
  open({ file, step }) {
    const database = openDatabase(file, Date.now(), [...migrations, ...extra[step]])
    try {
      return {
        columns: database.prepare("SELECT name FROM pragma_table_info('project')").pluck().all() as string[],
        version: Number(database.pragma('user_version', { simple: true })),
        backups: listBackups(file).map((backup) => backup.file),
      }
    } finally {
      database.close()
    }
  },
}

serveProcess(handlers)
