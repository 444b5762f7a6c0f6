import type { SchemaMigration } from './migration.ts'

/** Instants are milliseconds since 1970; JSON columns hold what the zod schemas of the contract describe. */
export const firstTables: SchemaMigration = {
  to: 1,
  up(database) {
    database.exec(`
      CREATE TABLE project (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        document TEXT NOT NULL,
        schema_version INTEGER NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 0),
        save_id TEXT,
        duration_ticks INTEGER NOT NULL,
        question_count INTEGER NOT NULL,
        exported_revision INTEGER,
        poster_file TEXT,
        tags TEXT NOT NULL DEFAULT '[]',
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER
      ) STRICT;
      CREATE INDEX project_by_update ON project (deleted_at, updated_at DESC);

      CREATE TABLE history (
        project_seq INTEGER PRIMARY KEY REFERENCES project (seq) ON DELETE CASCADE,
        schema_version INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        content BLOB NOT NULL
      ) STRICT;

      CREATE TABLE version (
        id INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        name TEXT,
        revision INTEGER NOT NULL,
        schema_version INTEGER NOT NULL,
        document TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX version_by_project ON version (project_seq, created_at DESC);

      CREATE TABLE asset (
        sha256 TEXT PRIMARY KEY,
        file TEXT NOT NULL,
        byte_length INTEGER NOT NULL,
        storage TEXT NOT NULL CHECK (storage IN ('managed', 'referenced')),
        missing INTEGER NOT NULL CHECK (missing IN (0, 1))
      ) STRICT;

      -- No reference to asset: a lesson may know a file that the library has not registered yet.
      CREATE TABLE project_asset (
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (project_seq, sha256)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX project_asset_by_hash ON project_asset (sha256);

      CREATE TABLE media_cache (
        file TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        kind TEXT NOT NULL,
        variant TEXT NOT NULL,
        byte_length INTEGER NOT NULL,
        UNIQUE (sha256, kind, variant)
      ) STRICT;

      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

      CREATE TABLE job (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        request TEXT NOT NULL,
        status TEXT NOT NULL,
        queued_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX job_by_state ON job (state, queued_at);

      CREATE VIRTUAL TABLE project_search USING fts5 (
        title, topics, questions, captions,
        content = '', contentless_delete = 1,
        tokenize = "unicode61 remove_diacritics 2",
        prefix = '1 2 3'
      );
    `)
  },
}
