const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** DESIGN.md section 7: one snapshot each 5 minutes for an hour, each hour for a day, each day after that. */
const steps = [
  { youngerThanMs: hourMs, oneEachMs: 5 * minuteMs },
  { youngerThanMs: dayMs, oneEachMs: hourMs },
  { youngerThanMs: Number.POSITIVE_INFINITY, oneEachMs: dayMs },
] as const

export const snapshotEachMs = 5 * minuteMs

type Snapshot = { readonly id: number; readonly createdAt: number }

/** The snapshots that are one too many at an instant (milliseconds). Each interval of the calendar keeps its newest. */
export function snapshotsToDrop(snapshots: readonly Snapshot[], now: number): number[] {
  const taken = new Set<string>()
  const dropped: number[] = []
  for (const { id, createdAt } of snapshots.toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id)) {
    const step = steps.find(({ youngerThanMs }) => now - createdAt < youngerThanMs)
    const each = step?.oneEachMs ?? dayMs
    const interval = `${each}:${Math.floor(createdAt / each)}`
    if (taken.has(interval)) dropped.push(id)
    taken.add(interval)
  }
  return dropped
}
