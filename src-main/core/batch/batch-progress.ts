/** Where a whole run stands. */
export type BatchProgress = {
  readonly total: number
  /** Of this run and of earlier ones. */
  readonly done: number
  readonly failed: number
  /** 0 to 1, by the size of what is made. */
  readonly fraction: number
  /** Null until something tells. */
  readonly secondsLeft: number | null
}

/** Of one item, while it is made. */
export type ItemProgress = { readonly report: (fraction: number) => void; readonly end: (outcome: 'done' | 'failed') => void }

/** Less of the work says too little of the rest. */
const tellingShare = 0.02

/**
 * Follows a run. `weight` says how much work an item is (the bytes of its clip); items that are skipped because they are done take no
 * time, so they count for the items but not for the time.
 */
export function followBatch(total: number, tell: (progress: BatchProgress) => void, nowMs: () => number = Date.now) {
  const startedMs = nowMs()
  let [done, failed, ended, madeWeight, allWeight] = [0, 0, 0, 0, 0]
  const running = new Map<string, { readonly weight: number; fraction: number }>()

  function show(): void {
    const underWay = [...running.values()].reduce((sum, { weight, fraction }) => sum + weight * fraction, 0)
    const share = allWeight === 0 ? ended / Math.max(1, total) : (madeWeight + underWay) / allWeight
    const passed = (nowMs() - startedMs) / 1000
    const secondsLeft = ended === total ? 0 : share < tellingShare || ended === 0 ? null : (passed / share) * (1 - share)
    tell({ total, done, failed, fraction: Math.min(1, share), secondsLeft })
  }

  return {
    /** Announces work, so that it counts from the beginning. */
    expect(weight: number): void {
      allWeight += weight
    },
    skip(): void {
      done += 1
      ended += 1
      show()
    },
    begin(id: string, weight: number): ItemProgress {
      const entry = { weight, fraction: 0 }
      running.set(id, entry)
      return {
        report(fraction) {
          entry.fraction = Math.min(1, Math.max(entry.fraction, fraction))
          show()
        },
        end(outcome) {
          running.delete(id)
          madeWeight += weight
          ended += 1
          if (outcome === 'done') done += 1
          else failed += 1
          show()
        },
      }
    },
  }
}
