import { useView } from '../editor-context.tsx'
import { toPixels } from './geometry.ts'
import styles from './range-band.module.css'

/** The stretch between I and O, over the ruler and all lanes, which begin at `fromPx`; a screen reader hears of it when it is marked. */
export function RangeBand({ fromPx }: { readonly fromPx: number }) {
  const range = useView((view) => view.range)
  const scale = useView((view) => view.scale)
  if (!range) return null
  const startPx = toPixels(range.startTicks, scale)
  const inlineSize = toPixels(range.endTicks, scale) - startPx
  return <div className={styles['band']} style={{ insetInlineStart: fromPx + startPx, inlineSize }} aria-hidden />
}
