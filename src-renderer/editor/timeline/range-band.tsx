import { text } from '#shared/messages/ui/catalogue.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import { useDocument, useView } from '../editor-context.tsx'
import { toPixels } from './geometry.ts'
import styles from './range-band.module.css'

/** The stretch between I and O, over the ruler and all lanes, which begin at `fromPx`. */
export function RangeBand({ fromPx }: { readonly fromPx: number }) {
  const range = useView((view) => view.range)
  const scale = useView((view) => view.scale)
  const { frameRate } = useDocument().settings
  if (!range) return null
  const [from, to] = [range.startTicks, range.endTicks].map((at) => formatPlayhead(at, frameRate))
  const startPx = toPixels(range.startTicks, scale)
  return (
    <div
      className={styles['band']}
      role="img"
      aria-label={text.range.label(from ?? '', to ?? '')}
      style={{ insetInlineStart: fromPx + startPx, inlineSize: toPixels(range.endTicks, scale) - startPx }}
    />
  )
}
