import type { Database } from 'better-sqlite3'

/** Takes the database from `user_version` `to - 1` to `to`, inside one transaction. Never edited once released. */
export type SchemaMigration = { readonly to: number; readonly up: (database: Database) => void }
