import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'

/** "Part 2" stands before "Part 10". */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** By title; those that have an order already keep it, and new ones come behind them. */
export function orderLessons(projects: readonly ProjectSummary[], before: readonly ProjectId[] = []): readonly ProjectId[] {
  const known = new Set(projects.map(({ projectId }) => projectId))
  const kept = before.filter((id) => known.has(id))
  const added = projects
    .filter(({ projectId }) => !kept.includes(projectId))
    .toSorted((a, b) => collator.compare(a.title, b.title))
    .map(({ projectId }) => projectId)
  return [...kept, ...added]
}

export function moveLesson(order: readonly ProjectId[], from: number, to: number): readonly ProjectId[] {
  const moved = order[from]
  return moved === undefined ? order : order.toSpliced(from, 1).toSpliced(to, 0, moved)
}
