/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { memo, useEffect, useRef, type PointerEvent } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { FrameRate } from '#shared/time/frame-rate.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useEditor, useView } from '../editor-context.tsx'
import { scrollAtEdges } from './edge-scroll.ts'
import { rulerMarks, toPixels, toTicks } from './geometry.ts'
import { Markers } from './markers.tsx'
import { RangeBand } from './range-band.tsx'
import { useStage } from './stage.ts'
import styles from './ruler.module.css'

type RulerProps = {
  readonly from: Ticks
  readonly to: Ticks
  readonly scale: number
  readonly frameRate: FrameRate
  readonly durationTicks: Ticks
}

/** Time marks; pressing or dragging anywhere on it moves the playhead, and scrolls at the ends of what is shown. */
export function Ruler({ from, to, scale, frameRate, durationTicks }: RulerProps) {
  const editor = useEditor()
  const stage = useStage()
  const region = useRef<HTMLDivElement>(null)
  const playheadTicks = useView((view) => view.playheadTicks)
  const listening = useRef<AbortController | null>(null)
  useEffect(() => () => listening.current?.abort(), [])
  const scrub = (pressed: PointerEvent<HTMLDivElement>): void => {
    if (pressed.button !== 0) return
    pressed.currentTarget.setPointerCapture(pressed.pointerId)
    listening.current?.abort()
    listening.current = new AbortController()
    const { signal } = listening.current
    let pointerX = pressed.clientX
    const seek = (exact: boolean): void => {
      const { left } = stage.lanesX
      const px = Math.max(left, pointerX) - left + stage.scrollPx
      editor.seek(toTicks(px, editor.view.getState().scale), exact)
    }
    const finish = (): void => {
      listening.current?.abort()
      stage.view.setState({ isScrubbing: false })
      seek(true)
    }
    editor.pause()
    stage.view.setState({ isScrubbing: true })
    seek(false)
    window.addEventListener(
      'pointermove',
      (moved) => {
        pointerX = moved.clientX
        seek(false)
      },
      { signal },
    )
    window.addEventListener('pointerup', finish, { signal })
    window.addEventListener('pointercancel', finish, { signal })
    scrollAtEdges(
      stage,
      () => pointerX,
      () => seek(false),
      signal,
    )
  }
  return (
    <div ref={region} className={styles['rulerArea']} data-live-scale>
      <div
        className={styles['ruler']}
        role="slider"
        tabIndex={0}
        aria-label={text.timeline.playhead}
        aria-valuemin={0}
        aria-valuemax={durationTicks}
        aria-valuenow={playheadTicks}
        aria-valuetext={formatPlayhead(playheadTicks, frameRate)}
        onPointerDown={scrub}
      >
        <Marks from={from} to={to} scale={scale} frameRate={frameRate} />
        <span className={styles['playheadTop']} style={{ transform: `translateX(${toPixels(playheadTicks, scale)}px)` }} />
      </div>
      <RangeBand fromPx={0} />
      <Markers from={from} to={to} scale={scale} region={region} />
    </div>
  )
}

type MarksProps = Omit<RulerProps, 'durationTicks'>

const Marks = memo(function Marks({ from, to, scale, frameRate }: MarksProps) {
  return rulerMarks(from, to, scale, frameRate).map((mark) => (
    <span
      key={mark.ticks}
      className={styles['mark']}
      data-labelled={mark.label !== null || undefined}
      style={{ insetInlineStart: toPixels(mark.ticks, scale) }}
    >
      {mark.label}
    </span>
  ))
})
