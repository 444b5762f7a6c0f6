import type { LibraryInput, LibraryOutput } from '#main/core/library/contract.ts'
import { z } from '#shared/base/zod.ts'
import type { Library } from './library.ts'

const valueSchema = z.json()

export function readSettings({ database }: Library): LibraryOutput<'readSettings'> {
  const rows = database.prepare('SELECT key, value FROM setting').all() as { key: string; value: string }[]
  return Object.fromEntries(rows.map(({ key, value }) => [key, valueSchema.parse(JSON.parse(value))]))
}

export function writeSetting({ database }: Library, { key, value }: LibraryInput<'writeSetting'>): null {
  database.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, JSON.stringify(value))
  return null
}
