/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native range has no length of what is shown */
import { memo, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { themeStore } from '#renderer/ui/theme.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useView } from '../editor-context.tsx'
import { tailPx, toPixels } from './geometry.ts'
import type { Lane } from './lanes.ts'
import { useStage } from './stage.ts'
import styles from './minimap.module.css'

type MinimapProps = { readonly lanes: readonly Lane[]; readonly durationTicks: Ticks }

/** The whole lesson in one line, with a window of what is shown; dragging it moves along. It is the timeline's scroll bar. */
export function Minimap({ lanes, durationTicks }: MinimapProps) {
  const stage = useStage()
  const bar = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLDivElement>(null)
  const widthPx = useStore(stage.view, (state) => state.widthPx)
  const scale = useStore(stage.view, (state) => state.scale)
  const contentPx = Math.max(widthPx, toPixels(durationTicks, scale) + tailPx)
  useLayoutEffect(() => {
    // For every picture while scrolling, so without React; a transform lays nothing out.
    const follow = ({ scrollPx }: { readonly scrollPx: number }): void => {
      if (shown.current) shown.current.style.transform = `translateX(${(scrollPx / contentPx) * 100}%)`
      const position = Math.round((scrollPx / Math.max(1, contentPx - widthPx)) * 100)
      bar.current?.setAttribute('aria-valuenow', String(position))
    }
    follow(stage.view.getState())
    return stage.view.subscribe(follow)
  }, [stage, widthPx, contentPx])
  const grabbed = useRef(0)
  const shareAt = (event: PointerEvent): number => {
    const box = bar.current?.getBoundingClientRect()
    return box ? (event.clientX - box.left) / box.width : 0
  }
  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = shareAt(event) * contentPx
    const { scrollPx } = stage.view.getState()
    const isInside = at >= scrollPx && at <= scrollPx + widthPx
    grabbed.current = isInside ? at - scrollPx : widthPx / 2
    stage.scrollTo(at - grabbed.current)
  }
  const step = (event: KeyboardEvent): void => {
    const { scrollPx } = stage.view.getState()
    const to = { ArrowLeft: scrollPx - widthPx / 8, ArrowRight: scrollPx + widthPx / 8, Home: 0, End: contentPx }[event.key]
    if (to === undefined) return
    event.preventDefault()
    stage.scrollTo(to)
  }
  const percent = (px: number): string => `${(px / contentPx) * 100}%`
  return (
    <div
      ref={bar}
      className={styles['minimap']}
      role="scrollbar"
      aria-label={text.timeline.overview}
      aria-orientation="horizontal"
      aria-controls="timeline-lanes"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      tabIndex={0}
      onPointerDown={press}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) stage.scrollTo(shareAt(event) * contentPx - grabbed.current)
      }}
      onKeyDown={step}
    >
      <span className={styles['minimapLesson']} style={{ inlineSize: percent(toPixels(durationTicks, scale)) }}>
        <Lines lanes={lanes} durationTicks={durationTicks} />
      </span>
      <div ref={shown} className={styles['windowPlace']}>
        <div className={styles['window']} style={{ inlineSize: percent(Math.min(widthPx, contentPx)) }} />
      </div>
      <MinimapPlayhead contentPx={contentPx} scale={scale} />
    </div>
  )
}

function MinimapPlayhead({ contentPx, scale }: { readonly contentPx: number; readonly scale: number }) {
  const at = useView((view) => toPixels(view.playheadTicks, scale) / contentPx)
  return <div className={styles['minimapPlayhead']} style={{ insetInlineStart: `${at * 100}%` }} />
}

/** A line for each of these kinds of lanes, from the top; overlays and sound share theirs. */
const lineKinds = ['track', 'clips', 'captions', 'questions'] as const
const lineHeights: Readonly<Record<Lane['kind'], number>> = { track: 3, clips: 7, captions: 3, questions: 3 }
/** Finer than the bar is wide on most screens; it is stretched to the lesson's share of it. */
const linesWidth = 1200
const linesHeight = 16

/** Everything of the lesson as lines of colour; painted when the lesson changed and there is time. */
const Lines = memo(function Lines({ lanes, durationTicks }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined
    const paintSoon = (): void => {
      clearTimeout(soon)
      soon = setTimeout(() => {
        if (canvas.current) paintLines(canvas.current, lanes, durationTicks)
      }, paintAfterMs)
    }
    paintSoon()
    const stop = themeStore.subscribe(paintSoon)
    return () => {
      stop()
      clearTimeout(soon)
    }
  }, [lanes, durationTicks])
  return <canvas ref={canvas} width={linesWidth} height={linesHeight} className={styles['minimapLines']} aria-hidden />
})

const paintAfterMs = 60
const lineColours: Readonly<Record<Lane['kind'], string>> = {
  track: '--paint-track',
  clips: '--paint-clips',
  captions: '--paint-captions',
  questions: '--paint-questions',
}

function paintLines(canvas: HTMLCanvasElement, lanes: readonly Lane[], durationTicks: Ticks): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  context.clearRect(0, 0, linesWidth, linesHeight)
  if (durationTicks <= 0) return
  for (const lane of lanes) {
    const line = lineKinds.indexOf(lane.kind)
    const top = lineKinds.slice(0, line).reduce((sum, kind) => sum + lineHeights[kind], 0)
    context.fillStyle = style.getPropertyValue(lineColours[lane.kind])
    for (const { kind, span } of lane.items) {
      if (kind === 'gap') continue
      const left = (span.startTicks / durationTicks) * linesWidth
      const right = (span.endTicks / durationTicks) * linesWidth
      context.fillRect(left, top, Math.max(2, right - left - 1), lineHeights[lane.kind] - 1)
    }
  }
}
