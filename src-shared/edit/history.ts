import type { Patch } from 'immer'
import { z } from '../base/zod.ts'
import { currentSchemaVersion } from '../project/schema/document.ts'
import { editLabels, type EditLabel } from './labels.ts'
import { selectionSchema, type Selection } from './selection.ts'

/** One step back or forth. Patches lead from the document before to the one after, `inverse` back. */
export type HistoryEntry = {
  readonly label: EditLabel
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  readonly selectionBefore: Selection
  readonly selectionAfter: Selection
}

export type History = { readonly undo: readonly HistoryEntry[]; readonly redo: readonly HistoryEntry[] }

export const emptyHistory: History = { undo: [], redo: [] }

/** DESIGN.md section 4 asks for 200 at least. */
export const historyLimit = 500

/** DESIGN.md section 4: the stored history is at most 32 MB. */
export const storedHistoryLimitBytes = 32 * 1024 * 1024

const patchSchema = z.strictObject({
  op: z.enum(['add', 'remove', 'replace']),
  path: z.array(z.union([z.string(), z.int().nonnegative()])).min(1),
  value: z.unknown().optional(),
})

const entrySchema = z.strictObject({
  label: z.custom<EditLabel>((value) => typeof value === 'string' && Object.hasOwn(editLabels, value)),
  patches: z.array(patchSchema),
  inverse: z.array(patchSchema),
  selectionBefore: selectionSchema,
  selectionAfter: selectionSchema,
})

const storedHistorySchema = z.strictObject({
  schemaVersion: z.literal(currentSchemaVersion),
  revision: z.int(),
  undo: z.array(entrySchema),
  redo: z.array(entrySchema),
})

/**
 * The history as JSON, tagged with the revision of the document it belongs to. Steps furthest from now are left out where
 * the text (in UTF-8) would pass `limitBytes`.
 */
export function serialiseHistory(history: History, revision: number, limitBytes = storedHistoryLimitBytes): string {
  const head = `{"schemaVersion":${currentSchemaVersion},"revision":${revision},"undo":[`
  let left = limitBytes - head.length - '],"redo":[]}'.length
  const undo: string[] = []
  const redo: string[] = []
  // The stacks end with the step nearest to now; take from both ends in turn.
  const longest = Math.max(history.undo.length, history.redo.length)
  for (let depth = 1; depth <= longest && left > 0; depth += 1) {
    for (const [stack, texts] of [[history.undo, undo] as const, [history.redo, redo] as const]) {
      const entry = stack.at(-depth)
      if (depth > stack.length || !entry) continue
      const text = JSON.stringify(entry)
      left -= utf8Length(text) + 1
      if (left < 0) break
      texts.unshift(text)
    }
  }
  return `${head}${undo.join(',')}],"redo":[${redo.join(',')}]}`
}

/** Reads a stored history; null where it is damaged or belongs to another schema version or revision. */
export function parseHistory(text: string, revision: number): History | null {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = storedHistorySchema.safeParse(input)
  if (!parsed.success || parsed.data.revision !== revision) return null
  return { undo: parsed.data.undo, redo: parsed.data.redo }
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
