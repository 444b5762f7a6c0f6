import type { SchemaMigration } from './migration.ts'

/** Batches outlive the program; what is made of them is known by the journal in the folder of their results. */
export const batches: SchemaMigration = {
  to: 4,
  up(database) {
    database.exec(`
      CREATE TABLE batch (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        out_folder TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'over')),
        stopped TEXT,
        request TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        ended_at INTEGER
      ) STRICT;

      CREATE TABLE batch_item (
        batch_id TEXT NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'unchanged', 'failed', 'cancelled')),
        sentence TEXT,
        milliseconds INTEGER NOT NULL,
        result TEXT,
        PRIMARY KEY (batch_id, key)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
