/** Less of the work says too little of the rest. */
const tellingShare = 0.02

export type Pace = {
  /** Where time stands still, such as in a pause. */
  setStill(still: boolean): void
  /** Work that was done within this run. */
  add(weight: number): void
  /** Seconds until `left` is done, `underWay` being the part of it that is done of what is not finished; null until something tells. */
  secondsLeft(left: number, underWay: number): number | null
}

/** How long the rest takes, by what was done in this run. `nowMs` must not go back. */
export function createPace(nowMs: () => number): Pace {
  let passedMs = 0
  let since: number | null = nowMs()
  let [made, ended] = [0, 0]
  return {
    setStill(still) {
      if (still && since !== null) {
        passedMs += nowMs() - since
        since = null
      } else if (!still) since ??= nowMs()
    },
    add(weight) {
      made += weight
      ended += 1
    },
    secondsLeft(left, underWay) {
      if (left <= 0) return 0
      const worked = made + underWay
      if (ended === 0 || worked <= 0 || worked / (made + left) < tellingShare) return null
      const passed = passedMs + (since === null ? 0 : nowMs() - since)
      return ((passed / 1000) * (left - underWay)) / worked
    },
  }
}
