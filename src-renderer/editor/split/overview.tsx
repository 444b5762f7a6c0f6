/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag has handles along a film */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent as ReactPointerEvent } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Part } from '#shared/split/parts.ts'
import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import { ticks, ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { PartFilm } from './part-film.tsx'
import { steppedCut, type SplitWork } from './split-work.ts'
import styles from './split.module.css'

const words = text.split
const filmHeightPx = 64

type OverviewProps = {
  readonly work: SplitWork
  readonly asset: Asset
  readonly analysis: SplitAnalysis
  readonly parts: readonly Part[]
}

/** The whole recording as a film with a handle on every cut. */
export function Overview({ work, asset, analysis, parts }: OverviewProps) {
  const film = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(film)
  const { durationTicks } = analysis
  const instantAt = (clientX: number): Ticks => {
    const box = film.current?.getBoundingClientRect()
    const share = box && box.width > 0 ? (clientX - box.left) / box.width : 0
    return ticks(Math.round(Math.max(0, Math.min(1, share)) * durationTicks))
  }
  const percent = (at: Ticks): string => `${(at / durationTicks) * 100}%`
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut for the mouse; "Cut in two" in the list does the same for the keyboard */}
      <div
        ref={film}
        role="group"
        aria-label={words.overview}
        className={styles['overview']}
        onDoubleClick={({ clientX }) => work.addCut(instantAt(clientX))}
      >
        <PartFilm asset={asset} startTicks={zeroTicks} endTicks={durationTicks} widthPx={widthPx} heightPx={filmHeightPx} />
        {analysis.silences.map(({ startTicks, endTicks }) => (
          <span
            key={startTicks}
            className={styles['pause']}
            style={{ insetInlineStart: percent(startTicks), inlineSize: percent(ticks(endTicks - startTicks)) }}
          />
        ))}
        {parts.slice(0, -1).map((part, index) => (
          <CutHandle
            // A cut keeps its place among the others while it is dragged.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            work={work}
            index={index}
            at={part.endTicks}
            analysis={analysis}
            instantAt={instantAt}
          />
        ))}
      </div>
      <p className={styles['hint']}>{words.overviewHint}</p>
    </div>
  )
}

type CutHandleProps = {
  readonly work: SplitWork
  readonly index: number
  readonly at: Ticks
  readonly analysis: SplitAnalysis
  readonly instantAt: (clientX: number) => Ticks
}

function CutHandle({ work, index, at, analysis, instantAt }: CutHandleProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') work.join(index)
    else {
      const next = steppedCut(at, event.key, event.shiftKey, analysis)
      if (next === null) return
      work.moveCut(index, next)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const move = (moved: PointerEvent): void => work.moveCut(index, instantAt(moved.clientX))
  const onPointerDown = (event: ReactPointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const end = (): void => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('lostpointercapture', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end)
  }
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={words.cut(index + 1)}
      aria-valuemin={0}
      aria-valuemax={ticksToSeconds(analysis.durationTicks)}
      aria-valuenow={ticksToSeconds(at)}
      aria-valuetext={words.cutAt(formatLength(at))}
      className={styles['cut']}
      style={{ insetInlineStart: `${(at / analysis.durationTicks) * 100}%` }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  )
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(() => setWidth(current.clientWidth))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}
