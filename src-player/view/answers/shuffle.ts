/** Fisher and Yates; learners of one class see different orders. */
export function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [shuffled[last], shuffled[other]]
    if (a !== undefined && b !== undefined) [shuffled[last], shuffled[other]] = [b, a]
  }
  return shuffled
}

/** In another order than before, where there is one. */
export function shuffleAway<T>(items: readonly T[], random: () => number): readonly T[] {
  const shuffled = shuffle(items, random)
  const [first, ...rest] = shuffled
  const same = shuffled.every((item, index) => item === items[index])
  return same && first !== undefined ? [...rest, first] : shuffled
}
