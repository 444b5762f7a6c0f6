/** Where rows of different heights stand: one offset a row, and the end. Rows that were never drawn have the estimated height. */
export function rowOffsets(
  rows: readonly { readonly id: string }[],
  heights: ReadonlyMap<string, number>,
  estimatedHeight: number,
): readonly number[] {
  const offsets = [0]
  let end = 0
  for (const { id } of rows) {
    end += heights.get(id) ?? estimatedHeight
    offsets.push(end)
  }
  return offsets
}

/** The rows [from, to) that touch the stretch between two heights. */
export function rowsBetween(
  offsets: readonly number[],
  top: number,
  bottom: number,
): { readonly from: number; readonly to: number } {
  const count = offsets.length - 1
  const from = Math.min(count, lastAtMost(offsets, top))
  let to = from
  while (to < count && (offsets[to] ?? 0) < bottom) to += 1
  return { from, to }
}

/** The last index whose offset is not beyond the height; 0 before all of them. */
function lastAtMost(offsets: readonly number[], height: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((offsets[middle] ?? Infinity) <= height) low = middle
    else high = middle - 1
  }
  return low
}
