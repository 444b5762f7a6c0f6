/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { memo, type PointerEvent } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { FrameRate } from '#shared/time/frame-rate.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useEditor, useView } from '../editor-context.tsx'
import { rulerMarks, toPixels, toTicks } from './geometry.ts'
import styles from './timeline.module.css'

type RulerProps = {
  readonly from: Ticks
  readonly to: Ticks
  readonly scale: number
  readonly frameRate: FrameRate
  readonly durationTicks: Ticks
}

/** Time marks; pressing or dragging anywhere on it moves the playhead. */
export function Ruler({ from, to, scale, frameRate, durationTicks }: RulerProps) {
  const editor = useEditor()
  const playheadTicks = useView((view) => view.playheadTicks)
  const scrub = (event: PointerEvent<HTMLDivElement>, exact: boolean): void => {
    const { left } = event.currentTarget.getBoundingClientRect()
    editor.seek(toTicks(event.clientX - left, scale), exact)
  }
  return (
    <div
      className={styles['ruler']}
      role="slider"
      tabIndex={0}
      aria-label={text.timeline.playhead}
      aria-valuemin={0}
      aria-valuemax={durationTicks}
      aria-valuenow={playheadTicks}
      aria-valuetext={formatPlayhead(playheadTicks, frameRate)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        editor.pause()
        scrub(event, false)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event, false)
      }}
      onPointerUp={(event) => scrub(event, true)}
    >
      <Marks from={from} to={to} scale={scale} frameRate={frameRate} />
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
