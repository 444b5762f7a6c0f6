/** Indexes of a word of each text that stand at the same place; they may differ. */
export type AlignedPair = readonly [left: number, right: number]

/** What a place is worth; only their proportions matter. A wrong word stands better beside its neighbour than alone. */
const scores = { same: 1, shortSame: 0.7, other: -0.3, alone: -0.25 } as const
/** Words that share fewer letters are different ones. */
const leastLikeness = 0.6

/**
 * The best global alignment of two texts (Needleman and Wunsch's score by Hirschberg's division): pairs in order, each word in at
 * most one. Memory grows with the length of the texts, time with the product of both. Words as `soundOf` gives them.
 */
export function alignWords(left: readonly string[], right: readonly string[]): readonly AlignedPair[] {
  const pairs: AlignedPair[] = []
  const score = createScore(left, right)
  divide(0, left.length, 0, right.length, score, pairs)
  return pairs
}

type Score = (left: number, right: number) => number

/** From 0 for words without anything in common to 1 for the same. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const longest = Math.max(a.length, b.length)
  if (Math.min(a.length, b.length) < longest * leastLikeness) return 0
  return 1 - editDistance(a, b) / longest
}

function createScore(left: readonly string[], right: readonly string[]): Score {
  const known = new Map<string, Map<string, number>>()
  return (i, j) => {
    const [a, b] = [left[i] ?? '', right[j] ?? '']
    if (a === b) return a.length < 3 ? scores.shortSame : scores.same
    let row = known.get(a)
    if (!row) known.set(a, (row = new Map()))
    let score = row.get(b)
    if (score === undefined) {
      const like = likeness(a, b)
      score = like >= leastLikeness ? like * scores.shortSame : scores.other
      row.set(b, score)
    }
    return score
  }
}

function divide(l0: number, l1: number, r0: number, r1: number, score: Score, pairs: AlignedPair[]): void {
  if (l0 === l1 || r0 === r1) return
  if (l1 - l0 === 1) {
    const at = bestPlace(l0, r0, r1, score)
    if (at !== null) pairs.push([l0, at])
    return
  }
  const middle = (l0 + l1) >> 1
  const before = lastRow(l0, middle, r0, r1, score)
  const behind = lastRowBackwards(middle, l1, r0, r1, score)
  let best = -Infinity
  let cut = r0
  for (let at = 0; at <= r1 - r0; at += 1) {
    const sum = (before[at] ?? 0) + (behind[at] ?? 0)
    if (sum <= best) continue
    best = sum
    cut = r0 + at
  }
  divide(l0, middle, r0, cut, score, pairs)
  divide(middle, l1, cut, r1, score, pairs)
}

/** Null where the word stands best alone. */
function bestPlace(left: number, r0: number, r1: number, score: Score): number | null {
  let best = 2 * scores.alone
  let at: number | null = null
  for (let right = r0; right < r1; right += 1) {
    const worth = score(left, right)
    if (worth <= best) continue
    best = worth
    at = right
  }
  return at
}

/** For every beginning of the right text, what it is worth beside the left stretch. */
function lastRow(l0: number, l1: number, r0: number, r1: number, score: Score): Float64Array {
  const width = r1 - r0
  let row = Float64Array.from({ length: width + 1 }, (_, at) => at * scores.alone)
  let next = new Float64Array(width + 1)
  for (let i = l0; i < l1; i += 1) {
    next[0] = (row[0] ?? 0) + scores.alone
    for (let at = 1; at <= width; at += 1) {
      const paired = (row[at - 1] ?? 0) + score(i, r0 + at - 1)
      const alone = Math.max(row[at] ?? 0, next[at - 1] ?? 0) + scores.alone
      next[at] = Math.max(paired, alone)
    }
    ;[row, next] = [next, row]
  }
  return row
}

/** The same for every end of the right text. */
function lastRowBackwards(l0: number, l1: number, r0: number, r1: number, score: Score): Float64Array {
  const width = r1 - r0
  let row = Float64Array.from({ length: width + 1 }, (_, at) => (width - at) * scores.alone)
  let next = new Float64Array(width + 1)
  for (let i = l1 - 1; i >= l0; i -= 1) {
    next[width] = (row[width] ?? 0) + scores.alone
    for (let at = width - 1; at >= 0; at -= 1) {
      const paired = (row[at + 1] ?? 0) + score(i, r0 + at)
      const alone = Math.max(row[at] ?? 0, next[at + 1] ?? 0) + scores.alone
      next[at] = Math.max(paired, alone)
    }
    ;[row, next] = [next, row]
  }
  return row
}

/** Levenshtein's, with two rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
