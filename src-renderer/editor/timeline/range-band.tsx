import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useLiveSession, useView } from '../editor-context.tsx'
import { toPixels } from './geometry.ts'
import styles from './range-band.module.css'

const pickDuration = ({ document }: EditSnapshot): Ticks => deriveTimeline(document).durationTicks

/** The stretch between I and O, over the ruler and all lanes, which begin at `fromPx`; a screen reader hears of it when it is marked. */
export function RangeBand({ fromPx }: { readonly fromPx: number }) {
  const range = useView((view) => view.range)
  const scale = useView((view) => view.scale)
  const durationTicks = useLiveSession(pickDuration)
  if (!range || range.startTicks >= durationTicks) return null
  const startPx = toPixels(range.startTicks, scale)
  const inlineSize = toPixels(range.endTicks < durationTicks ? range.endTicks : durationTicks, scale) - startPx
  return <div className={styles['band']} style={{ insetInlineStart: fromPx + startPx, inlineSize }} aria-hidden />
}
