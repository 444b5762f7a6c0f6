import type { DraftRow } from '#shared/ipc/areas/batch-draft.ts'

/** How many rows would be made, are made, cannot be made, and are left out. */
export function countRows(rows: readonly DraftRow[]) {
  const counts = { make: 0, unchanged: 0, refused: 0, left: 0 }
  for (const { state } of rows) {
    if (state === 'unchanged') counts.unchanged += 1
    else if (state === 'refused') counts.refused += 1
    else if (state === 'left-out') counts.left += 1
    else counts.make += 1
  }
  return counts
}
