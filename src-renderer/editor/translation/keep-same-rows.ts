import type { TranslationRow } from '#shared/caption/translation-rows.ts'
import type { PlacedCaption } from '#shared/project/selectors.ts'

/** The same rows where nothing in them changed: of five hundred, one letter draws one row anew. */
export function keepSameRows(before: readonly TranslationRow[], now: readonly TranslationRow[]): readonly TranslationRow[] {
  const known = new Map(before.map((row) => [rowId(row), row]))
  const rows = now.map((row) => {
    const old = known.get(rowId(row))
    return old && old.state === row.state && isSame(old.source, row.source) && isSame(old.target, row.target) ? old : row
  })
  return rows.length === before.length && rows.every((row, index) => row === before[index]) ? before : rows
}

/** Names a row: by what is translated, or else by what translates nothing. */
export const rowId = ({ source, target }: TranslationRow): string => (source ?? target)?.caption.id ?? ''

function isSame(old: PlacedCaption | null, now: PlacedCaption | null): boolean {
  if (!old || !now) return old === now
  const { caption, span } = now
  return old.caption === caption && old.span.startTicks === span.startTicks && old.span.endTicks === span.endTicks
}
