type Options = { readonly limit: number; readonly windowMs: number; readonly now: () => number }

/** Counts what each address does in a stretch of time. */
export type RateLimit = {
  /** Counts one more; whether it is still allowed. */
  count(address: string): boolean
  isOver(address: string): boolean
}

/** More addresses than this ask only where somebody makes them up. */
const maxAddresses = 1000

export function createRateLimit({ limit, windowMs, now }: Options): RateLimit {
  const counts = new Map<string, { startedAt: number; count: number }>()

  function entryOf(address: string): { startedAt: number; count: number } {
    const known = counts.get(address)
    if (known && now() - known.startedAt < windowMs) return known
    const fresh = { startedAt: now(), count: 0 }
    counts.delete(address)
    counts.set(address, fresh)
    for (const oldest of counts.keys()) {
      if (counts.size <= maxAddresses) break
      counts.delete(oldest)
    }
    return fresh
  }

  return {
    count(address) {
      const entry = entryOf(address)
      entry.count += 1
      return entry.count <= limit
    },
    isOver: (address) => entryOf(address).count >= limit,
  }
}
