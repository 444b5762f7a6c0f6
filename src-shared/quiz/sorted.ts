/** A sorted copy: `toSorted` is too young for the browsers the player has to run in. */
export function sorted<T>(items: readonly T[], compare?: (a: T, b: T) => number): readonly T[] {
  const copy = [...items]
  copy.sort(compare)
  return copy
}
