import { memo, useMemo } from 'react'
import { keyframeInstants } from '#shared/project/placement-keyframes.ts'
import { subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import type { Stretch } from './filmstrip.tsx'
import type { ClipItem, OverlayItem } from './timeline-items.ts'
import styles from './items.module.css'

/** From the middle of a diamond to its points; CSS pixels. */
const reachPx = 5

type KeyframeMarksProps = { readonly item: ClipItem | OverlayItem; readonly scale: number } & Stretch

/** Diamonds where the keyframes of something that moves stand. Most things do not move and draw nothing. */
export const KeyframeMarks = memo(function KeyframeMarks({ item, scale, widthPx, fromPx, toPx }: KeyframeMarksProps) {
  const editor = useEditor()
  const shape = useMemo(() => {
    if (keyframeCount(item) === 0) return ''
    const moving =
      item.kind === 'clip' ? ({ kind: 'clip', record: item.clip } as const) : ({ kind: 'overlay', record: item.overlay } as const)
    return keyframeInstants(editor.document, moving)
      .map((at) => ticksToSeconds(subtractTicks(at, item.span.startTicks)) * scale)
      .filter((x) => x >= fromPx - reachPx && x <= Math.min(toPx, widthPx) + reachPx)
      .map((x) => `M${x.toFixed(1)} 1l${reachPx} ${reachPx}l${-reachPx} ${reachPx}l${-reachPx} ${-reachPx}z`)
      .join('')
  }, [editor, item, scale, widthPx, fromPx, toPx])
  if (shape === '') return null
  return (
    <svg className={styles['keyframes']} width={widthPx} height={2 * reachPx + 2} aria-hidden>
      <path d={shape} />
    </svg>
  )
})

export function keyframeCount(item: ClipItem | OverlayItem): number {
  return (item.kind === 'clip' ? item.clip.picture : item.overlay).placementKeyframes.length
}
