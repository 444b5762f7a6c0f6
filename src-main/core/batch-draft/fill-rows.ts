import type { RecipeRow } from '#shared/recipe/fill-recipe.ts'
import { batchDraftText } from '#shared/messages/ui/batch-draft.ts'
import { isLeftEmpty, namesToMap, nameRows } from '#shared/recipe/mapping.ts'
import type { InputRow } from '../batch/inputs/read-rows.ts'
import type { DraftWish } from './draft-wish.ts'
import type { DraftInput } from './read-input.ts'

/** A row as it is shown and as it would be made. */
export type FilledRow = {
  readonly line: number
  /** As shown, in the order of `namesToMap`. */
  readonly values: readonly string[]
  readonly row: RecipeRow
  readonly input: InputRow
  readonly isLeftOut: boolean
}

/** The rows of an input as the user wants them: columns by their mapping, and what was written over them. */
export function fillRows({ sheet, base }: DraftInput, { recipe, mapping, edits, leftOut }: DraftWish): readonly FilledRow[] {
  const names = namesToMap(recipe)
  const places = names.map((name) => sheet.columns.indexOf(mapping[name] ?? ''))
  /** Nobody has said yet where they come from; a clip that is not named is a problem of its row. */
  const open = names.filter((name, index) => name !== 'clip' && (places[index] ?? -1) < 0 && !isLeftEmpty(name, mapping))
  const lines = sheet.rows.map(({ line, cells }) => {
    const own = edits[String(line)] ?? {}
    const values = names.map((name, index) =>
      Object.hasOwn(own, name) ? (own[name] ?? '') : (cells[places[index] ?? -1] ?? '').trim(),
    )
    return { line, shown: values, values: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) }
  })
  const { rows, rowProblems } = nameRows(recipe, lines)
  const left = new Set(leftOut)
  return rows.flatMap((row, index): readonly FilledRow[] => {
    const given = lines[index]
    if (!given) return []
    const { line, shown } = given
    const own = edits[String(line)] ?? {}
    const unsaid = open.filter((name) => !Object.hasOwn(own, name)).map(batchDraftText.noColumn)
    const input = { row, base, problems: [...(rowProblems.get(row.key) ?? []), ...unsaid] }
    return [{ line, values: shown, row, input, isLeftOut: left.has(line) }]
  })
}
