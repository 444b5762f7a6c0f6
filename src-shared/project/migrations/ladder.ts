import { documentSchema, currentSchemaVersion, type LessonDocument } from '../schema/document.ts'

/** Turns a document of version `to - 1` into one of version `to`. Pure; never edited once released. */
export type Migration = {
  readonly to: number
  readonly migrate: (older: Readonly<Record<string, unknown>>) => Record<string, unknown>
}

/** One file a step (`0002-*.ts`), in order; version 1 is the first and needs none. */
const ladder: readonly Migration[] = []

export type ParsedDocument =
  | { readonly kind: 'document'; readonly document: LessonDocument; readonly migratedFrom: number | null }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string }

/** Reads a stored document of any known version. Unknown input; never throws. */
export function parseDocument(input: unknown): ParsedDocument {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { kind: 'invalid', path: '', reason: 'not an object' }
  let record = input as Record<string, unknown>
  const version = record['schemaVersion']
  if (typeof version !== 'number') return { kind: 'invalid', path: 'schemaVersion', reason: 'missing' }
  if (version > currentSchemaVersion) return { kind: 'newer', version }
  for (const step of ladder) if (step.to > version) record = step.migrate(record)
  const parsed = documentSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { kind: 'invalid', path: issue?.path.join('.') ?? '', reason: issue?.message ?? 'not a document' }
  }
  return { kind: 'document', document: parsed.data, migratedFrom: version < currentSchemaVersion ? version : null }
}
