/** Lines of texts as a file has them, before one of them gives names to columns. */
export type Grid = {
  readonly name: string
  /** In their order; lines without any text may be missing. */
  readonly lines: readonly GridLine[]
  readonly remarks: readonly string[]
}

export type GridLine = {
  /** Counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** As many as a batch takes clips. */
export const mostRows = 50_000

/** Those further right are left out. */
export const mostColumns = 500

/** A, B … Z, AA … as sheets call their columns; `index` from 0. */
export function nameColumn(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : `${nameColumn(Math.floor(index / 26) - 1)}${letter}`
}
