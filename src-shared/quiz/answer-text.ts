/** What two short answers have in common when only their spelling habits differ: NFC, spaces, quotes, final full stop, case. */
export function normaliseAnswer(text: string, caseSensitive: boolean): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*[.!…]+$/, '')
  return caseSensitive ? plain : plain.toLowerCase()
}

/**
 * One typo for each four characters at most, and none in answers with digits: "1914" must not pass for "1918",
 * nor "bat" for "cat".
 */
export function typosTolerated(accepted: string, typosAllowed: number): number {
  if (/\p{Nd}/u.test(accepted)) return 0
  return Math.min(typosAllowed, Math.floor([...accepted].length / 4))
}

/** Whether a short answer is one of the accepted ones. Nothing accepted means an open question: any text will do. */
export function matchesAnswer(
  text: string,
  acceptedAnswers: readonly string[],
  options: { readonly caseSensitive: boolean; readonly typosAllowed: number },
): boolean {
  const given = normaliseAnswer(text, options.caseSensitive)
  if (given === '') return false
  if (acceptedAnswers.length === 0) return true
  return acceptedAnswers.some((answer) => {
    const accepted = normaliseAnswer(answer, options.caseSensitive)
    return given === accepted || countTypos(given, accepted) <= typosTolerated(accepted, options.typosAllowed)
  })
}

/** Optimal string alignment distance: letters added, lost, changed, or two neighbours swapped. */
export function countTypos(left: string, right: string): number {
  const a = [...left]
  const b = [...right]
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const lost = (last[column] ?? 0) + 1
      const added = (current[column - 1] ?? 0) + 1
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(changed, lost, added, swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
