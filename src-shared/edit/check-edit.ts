import type { Patch } from 'immer'
import type { z } from '../base/zod.ts'
import { checkInvariants } from '../project/invariants.ts'
import { documentSchema, tableNames, type LessonDocument } from '../project/schema/document.ts'

const fields: Readonly<Record<string, z.ZodType>> = documentSchema.def.innerType.shape

/**
 * What is wrong with a document after an edit, or null. Values are checked only in the records that the patches touch, so
 * that the cost of an edit does not grow with the lesson; references and places are checked in full, which is linear.
 */
export function findDefect(document: LessonDocument, patches: readonly Patch[]): string | null {
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
  const violation = checkInvariants(document)[0]
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
