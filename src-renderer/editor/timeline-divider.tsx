/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a line of the page's text cannot be moved */
import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { keepSettings, themeStore } from '#renderer/ui/theme.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { Timeline } from './timeline/timeline.tsx'
import styles from './editor-screen.module.css'

/** CSS pixels: the ruler and the clips are seen, and the preview keeps room for a picture. */
const leastPx = 104
const keptAbovePx = 380
const stepPx = 16

const mostPx = (): number => Math.max(leastPx, window.innerHeight - keptAbovePx)
const clampHeight = (px: number): number => Math.round(Math.min(mostPx(), Math.max(leastPx, px)))
const keep = (timelineHeight: number | null): void => keepSettings({ timelineHeight })
const lanesHeight = (): number => document.querySelector('#timeline-lanes')?.clientHeight ?? leastPx

/** The line above the timeline, and the timeline: dragging the line, or the arrow keys on it, share the room with the preview. */
export function TimelineRoom() {
  const kept = useStore(themeStore, ({ timelineHeight }) => timelineHeight)
  /** While the line is dragged. */
  const [drag, setDrag] = useState<{ readonly fromY: number; readonly fromPx: number; readonly px: number } | null>(null)
  const heightPx = drag?.px ?? kept

  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const fromPx = lanesHeight()
    setDrag({ fromY: event.clientY, fromPx, px: fromPx })
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (drag) setDrag({ ...drag, px: clampHeight(drag.fromPx + drag.fromY - event.clientY) })
  }
  const release = (): void => {
    if (drag && drag.px !== drag.fromPx) keep(drag.px)
    setDrag(null)
  }
  const pressKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    // With one of these the key is somebody else's.
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const next = {
      ArrowUp: () => clampHeight(lanesHeight() + stepPx),
      ArrowDown: () => clampHeight(lanesHeight() - stepPx),
      Home: () => leastPx,
      End: mostPx,
      Enter: () => null,
      Escape: () => kept,
    }[event.key]
    if (!next) return
    event.preventDefault()
    setDrag(null)
    if (event.key !== 'Escape') keep(next())
  }
  return (
    <div
      className={styles['timelineRoom']}
      {...(heightPx !== null && { style: { '--lanes-height': `${heightPx}px` } as CSSProperties })}
    >
      <Timeline>
        <div
          role="separator"
          tabIndex={0}
          className={styles['divider']}
          data-dragging={drag !== null || undefined}
          aria-orientation="horizontal"
          aria-label={text.editor.timelineHeight.label}
          aria-valuemin={leastPx}
          aria-valuemax={mostPx()}
          aria-valuenow={heightPx === null ? leastPx : clampHeight(heightPx)}
          aria-valuetext={heightPx === null ? text.editor.timelineHeight.asNeeded : text.editor.timelineHeight.pixels(heightPx)}
          title={text.editor.timelineHeight.hint}
          onPointerDown={press}
          onPointerMove={move}
          onPointerUp={release}
          onPointerCancel={() => setDrag(null)}
          onDoubleClick={() => keep(null)}
          onKeyDown={pressKey}
        />
      </Timeline>
    </div>
  )
}
