import { toPixels } from './geometry.ts'
import type { Lane } from './lanes.ts'
import styles from './items.module.css'

/** On narrower clips it would lie over the handles of their ends; CSS pixels. */
const fromPx = 36

/** Over every cut between clips that touch: dragging it moves the cut and nothing else. */
export function CutHandles({
  lane,
  drawn,
  scale,
}: {
  readonly lane: Lane
  readonly drawn: readonly number[]
  readonly scale: number
}) {
  if (lane.kind !== 'clips' && lane.kind !== 'track') return null
  return drawn.map((place) => {
    const [left, right] = [lane.items[place - 1], lane.items[place]]
    if (left?.kind !== 'clip' || right?.kind !== 'clip' || left.span.endTicks !== right.span.startTicks) return null
    const widths = [left, right].map(({ span }) => toPixels(span.endTicks, scale) - toPixels(span.startTicks, scale))
    if (Math.min(...widths) < fromPx) return null
    return (
      <span
        key={right.id}
        className={styles['cut']}
        data-cut={right.id}
        style={{ insetInlineStart: toPixels(right.span.startTicks, scale) }}
      />
    )
  })
}
