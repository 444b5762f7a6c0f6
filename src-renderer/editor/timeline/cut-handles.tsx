import { Blend } from 'lucide-react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { Transition } from '#shared/project/schema/clip.ts'
import { toPixels } from './geometry.ts'
import type { Lane } from './lanes.ts'
import styles from './items.module.css'

/** By the clip that each leads into. */
export type TransitionsInto = ReadonlyMap<ClipId, Transition['kind']>

/** On narrower clips it would lie over the handles of their ends; CSS pixels. */
const fromPx = 36

/** Over every cut between clips that touch: dragging it moves the cut and nothing else. It shows where one clip goes over into the next. */
export function CutHandles({
  lane,
  drawn,
  scale,
  transitions,
}: {
  readonly lane: Lane
  readonly drawn: readonly number[]
  readonly scale: number
  readonly transitions: TransitionsInto
}) {
  if (lane.kind !== 'clips' && lane.kind !== 'track') return null
  return drawn.map((place) => {
    const [left, right] = [lane.items[place - 1], lane.items[place]]
    if (left?.kind !== 'clip' || right?.kind !== 'clip' || left.span.endTicks !== right.span.startTicks) return null
    const widths = [left, right].map(({ span }) => toPixels(span.endTicks, scale) - toPixels(span.startTicks, scale))
    if (Math.min(...widths) < fromPx) return null
    const kind = transitions.get(right.id)
    return (
      <span
        key={right.id}
        className={styles['cut']}
        data-cut={right.id}
        style={{ insetInlineStart: toPixels(right.span.startTicks, scale) }}
        {...(kind && { title: text.clipSettings.transition.kinds[kind] })}
      >
        {kind && (
          <span className={styles['transition']} data-transition={kind}>
            <Blend size={12} aria-hidden />
          </span>
        )}
      </span>
    )
  })
}
