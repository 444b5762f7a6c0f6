/** Characters of one value or argument that are told: SCORM 2004 lets 64,000 be kept. */
export const longestTold = 70_000

/** How much a lesson may say: as much as `burst` at once, and `perSecond` for as long as it likes. */
export type TalkLimit = {
  /** Whether what comes now is heard; milliseconds of any clock that only goes forward. */
  hears(nowMs: number): boolean
  /** Of what was not heard since it was made. */
  readonly missed: number
}

export function createTalkLimit(burst: number, perSecond: number): TalkLimit {
  let left = burst
  let atMs: number | null = null
  let missed = 0
  return {
    hears(nowMs) {
      left = Math.min(burst, left + ((nowMs - (atMs ?? nowMs)) * perSecond) / 1000)
      atMs = nowMs
      if (left < 1) {
        missed += 1
        return false
      }
      left -= 1
      return true
    },
    get missed() {
      return missed
    },
  }
}
