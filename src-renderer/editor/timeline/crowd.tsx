import { memo, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { themeStore } from '#renderer/ui/theme.ts'
import type { EditorView } from '../lesson-editor.ts'
import { isNarrow, leftPx, rangeInView, toPixels, type Sight } from './geometry.ts'
import styles from './items.module.css'
import type { TimelineItem } from './timeline-items.ts'

type CrowdProps = Sight & {
  readonly items: readonly TimelineItem[]
  readonly picked: ReadonlySet<string>
  readonly shift: EditorView['shift']
}

/** Items too narrow to be hit one by one, painted side by side. A press finds them by their place. */
export const Crowd = memo(function Crowd({ items, picked, shift, scale, from, to }: CrowdProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useStore(themeStore)
  const [first, end] = rangeInView(items, from, to)
  const narrow = items.slice(first, end).filter((item) => isNarrow(item, scale))
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = window.devicePixelRatio
    const originPx = toPixels(from, scale)
    // Every look at a style asks whether all of the window's is up to date.
    const { color, accentColor } = getComputedStyle(element)
    element.width = Math.ceil((toPixels(to, scale) - originPx) * ratio)
    // One line is enough, drawn as high as the lane: to ask how high that is would lay the whole window out.
    element.height = 1
    for (const item of narrow) {
      const left = leftPx(item.span.startTicks, scale, shift) - originPx
      const width = toPixels(item.span.endTicks, scale) - toPixels(item.span.startTicks, scale)
      context.fillStyle = picked.has(item.id) ? accentColor : color
      context.fillRect(left * ratio, 0, Math.max(1, (width - 0.75) * ratio), element.height)
    }
  })
  if (narrow.length === 0) return null
  return (
    <canvas
      ref={canvas}
      className={styles['crowd']}
      data-kind={items[0]?.kind}
      data-theme={theme}
      style={{ insetInlineStart: toPixels(from, scale), inlineSize: toPixels(to, scale) - toPixels(from, scale) }}
      aria-hidden
    />
  )
})
