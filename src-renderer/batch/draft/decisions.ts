/** What the user decides about single rows, which go by the line of their sheet. */
export type Decisions = {
  /** Cells that were written over, by line and by the name that the steps give them. */
  readonly edits: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly leftOut: readonly number[]
}

export const emptyDecisions: Decisions = { edits: {}, leftOut: [] }

export function writeCell({ edits, leftOut }: Decisions, line: number, name: string, text: string): Decisions {
  const own = edits[String(line)] ?? {}
  return { leftOut, edits: { ...edits, [String(line)]: { ...own, [name]: text } } }
}

export function includeLines({ edits, leftOut }: Decisions, lines: readonly number[], included: boolean): Decisions {
  const meant = new Set(lines)
  const others = leftOut.filter((line) => !meant.has(line))
  return { edits, leftOut: included ? others : [...others, ...lines].toSorted((one, other) => one - other) }
}

/** Spaces around it are not what is meant. */
export const isSameCell = (one: string, other: string): boolean => one.trim() === other.trim()
