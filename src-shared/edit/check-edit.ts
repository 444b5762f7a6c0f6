import type { Patch } from 'immer'
import type { z } from '../base/zod.ts'
import { checkInvariants } from '../project/invariants.ts'
import { documentSchema, tableNames, type LessonDocument } from '../project/schema/document.ts'

const fields: Readonly<Record<string, z.ZodType>> = documentSchema.def.innerType.shape

/** Documents that were checked and found without a defect. */
const soundDocuments = new WeakSet<LessonDocument>()

/**
 * What is wrong with a document after an edit of `before`, or null. Values are checked only in the records that the patches
 * touch, references and places only where they changed, so that the cost of an edit hardly grows with the lesson.
 */
export function findDefect(before: LessonDocument, document: LessonDocument, patches: readonly Patch[]): string | null {
  const touched = new Map<string, readonly [string, string | null]>()
  for (const { path } of patches) {
    const [field, key] = path
    const record = isTable(field) && key !== undefined ? String(key) : null
    touched.set(`${field}/${record}`, [String(field), record])
  }
  for (const [field, key] of touched.values()) {
    const defect = findBadValue(document, field, key)
    if (defect !== null) return defect
  }
  const violation = checkInvariants(document, soundDocuments.has(before) ? before : null)[0]
  if (!violation) soundDocuments.add(document)
  return violation ? `${violation.path} ${violation.rule}` : null
}

function findBadValue(document: LessonDocument, field: string, key: string | null): string | null {
  const schema = fields[field]
  if (!schema || !Object.hasOwn(document, field)) return `${field} is not part of a lesson`
  const value: unknown = document[field as keyof LessonDocument]
  if (key === null) return firstIssue(schema, value, field)
  const records = value as Readonly<Record<string, unknown>>
  return Object.hasOwn(records, key) ? firstIssue(schema, { [key]: records[key] }, field) : null
}

/** Tables are checked a record at a time; the main track and the single records whole. */
function isTable(field: string | number | undefined): boolean {
  return tableNames.some((table) => table === field)
}

function firstIssue(schema: z.ZodType, value: unknown, field: string): string | null {
  const parsed = schema.safeParse(value)
  if (parsed.success) return null
  const issue = parsed.error.issues[0]
  return `${[field, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'bad value'}`
}
