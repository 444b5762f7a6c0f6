/** One result of a bench, printed as a JSON line: `ratio` is ours over theirs and must not exceed `limit`. */
export type Measure = {
  readonly measure: string
  readonly ratio: number
  readonly limit: number
  readonly pairs: number
}

/** A bench is one file `<name>.bench.ts` that exports `run`. Progress goes to `log`. */
export type Bench = { readonly run: (log: (line: string) => void) => Promise<readonly Measure[]> }

/** A program the bench compares with is not installed; the message names it and how to get it. */
export class MissingTool extends Error {}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}
