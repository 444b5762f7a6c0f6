/** A cell; column 0 is the box that takes the row in or leaves it out. */
export type Place = { readonly row: number; readonly column: number }

/** Where one types: the text that it began with, or null for what the cell holds. */
export type Typing = { readonly line: number; readonly name: string; readonly begun: string | null }

type Size = { readonly rows: number; readonly columns: number; readonly pageRows: number }

type Key = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean }

/** Where a key leads to within a grid; null for one that moves nowhere. */
export function moveByKey(
  { key, ctrlKey, metaKey }: Key,
  { row, column }: Place,
  { rows, columns, pageRows }: Size,
): Place | null {
  const far = ctrlKey || metaKey
  const at = (nextRow: number, nextColumn: number): Place => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns - 1, nextColumn)),
  })
  switch (key) {
    case 'ArrowDown':
      return at(far ? rows - 1 : row + 1, column)
    case 'ArrowUp':
      return at(far ? 0 : row - 1, column)
    case 'ArrowRight':
      return at(row, far ? columns - 1 : column + 1)
    case 'ArrowLeft':
      return at(row, far ? 0 : column - 1)
    case 'PageDown':
      return at(row + pageRows, column)
    case 'PageUp':
      return at(row - pageRows, column)
    case 'Home':
      return at(far ? 0 : row, 0)
    case 'End':
      return at(far ? rows - 1 : row, columns - 1)
    default:
      return null
  }
}
