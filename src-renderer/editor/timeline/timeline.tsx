import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import { text } from '#shared/messages/ui/catalogue.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { useDocument, useEditor, useView } from '../editor-context.tsx'
import { fitScale, scrollToShow, tailPx, toPixels, toTicks, zoomAround, type Sight } from './geometry.ts'
import { CaptionLane, ClipLane, QuestionLane } from './lanes.tsx'
import { Ruler } from './ruler.tsx'
import { trackItems } from './timeline-items.ts'
import { TimelineToolbar } from './toolbar.tsx'
import { TrackLane } from './track-lane.tsx'
import styles from './timeline.module.css'

/** A new lesson is shown at most this large, so that a short clip does not fill the whole width. */
const maxFitScale = 120
const wheelZoom = 0.0015

export function Timeline() {
  const editor = useEditor()
  const document = useDocument()
  const scale = useView((view) => view.scale)
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollPx: 0, widthPx: 1000 })
  /** Where the next change of scale should leave the scroll position; the middle of the view where nothing says otherwise. */
  const nextScroll = useRef<number | null>(null)
  const shownScale = useRef(scale)
  /** What the lesson was fitted to last. */
  const fitted = useRef<{ readonly scale: number; readonly mediaCount: number } | null>(null)
  const { durationTicks } = deriveTimeline(document)

  const fit = useCallback(() => {
    const widthPx = scroller.current?.clientWidth ?? 0
    const fitting = Math.min(maxFitScale, fitScale(editor.durationTicks, widthPx))
    fitted.current = { scale: fitting, mediaCount: Object.keys(editor.document.assets).length }
    if (fitting === editor.view.getState().scale) return
    nextScroll.current = 0
    editor.view.setState({ scale: fitting })
  }, [editor])

  // The whole lesson is shown, also when more clips come in, until someone zooms.
  const isEmpty = durationTicks === 0
  const mediaCount = Object.keys(document.assets).length
  useLayoutEffect(() => {
    const last = fitted.current
    const isNews = last === null || mediaCount > last.mediaCount
    const wasZoomed = last !== null && last.scale !== editor.view.getState().scale
    if (!isEmpty && isNews && !wasZoomed) fit()
  }, [editor, isEmpty, mediaCount, fit])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || shownScale.current === scale) return
    const before = { scale: shownScale.current, scrollPx: element.scrollLeft }
    const playheadPx = toPixels(editor.playheadTicks, before.scale) - element.scrollLeft
    const pivotPx = playheadPx >= 0 && playheadPx <= element.clientWidth ? playheadPx : element.clientWidth / 2
    element.scrollLeft = nextScroll.current ?? zoomAround(before, scale, pivotPx).scrollPx
    nextScroll.current = null
    shownScale.current = scale
  }, [scale, editor])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = (): void => setView({ scrollPx: element.scrollLeft, widthPx: element.clientWidth })
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const pointerPx = event.clientX - element.getBoundingClientRect().left
        const now = { scale: editor.view.getState().scale, scrollPx: element.scrollLeft }
        const next = zoomAround(now, now.scale * Math.exp(-event.deltaY * wheelZoom), pointerPx)
        nextScroll.current = next.scrollPx
        editor.view.setState({ scale: next.scale })
      } else if (event.deltaX === 0 && !event.shiftKey) {
        // There is nothing to scroll up and down here: an ordinary wheel moves through time.
        event.preventDefault()
        element.scrollLeft += event.deltaY
      }
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    element.addEventListener('wheel', wheel, { passive: false })
    measure()
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
      element.removeEventListener('wheel', wheel)
    }
  }, [editor])

  useEffect(
    () =>
      editor.view.subscribe((state, previous) => {
        const element = scroller.current
        if (!element || state.playheadTicks === previous.playheadTicks) return
        const to = scrollToShow(state.playheadTicks, { scale: state.scale, scrollPx: element.scrollLeft }, element.clientWidth)
        if (to !== null) element.scrollLeft = to
      }),
    [editor],
  )

  const overscanPx = 200
  const from = toTicks(view.scrollPx - overscanPx, scale)
  const to = toTicks(view.scrollPx + view.widthPx + overscanPx, scale)
  const lane = { document, scale, from, to }
  const [sight] = useState(() => createStore<Sight>(() => ({ scale, from, to })))
  useLayoutEffect(() => sight.setState({ scale, from, to }), [sight, scale, from, to])
  const tracks = useMemo(() => trackItems(document), [document])
  return (
    <section className={styles['timeline']} aria-label={text.timeline.label}>
      <TimelineToolbar onFit={fit} />
      <div className={styles['body']}>
        <div className={styles['labels']} aria-hidden>
          <span data-kind="clips">{text.timeline.lanes.clips}</span>
          <span data-kind="captions">{text.timeline.lanes.captions}</span>
          <span data-kind="questions">{text.timeline.lanes.questions}</span>
          {tracks.map(({ track }) => (
            <span key={track.id} data-kind="track">
              <span>{track.name}</span>
            </span>
          ))}
        </div>
        <div ref={scroller} className={styles['scroller']}>
          <div
            className={styles['content']}
            style={{ inlineSize: Math.max(view.widthPx, toPixels(durationTicks, scale) + tailPx) }}
            onPointerDown={(event) => {
              if (event.target instanceof Element && event.target.matches('[role="listbox"], [role="group"]')) editor.select([])
            }}
          >
            <Ruler {...lane} frameRate={document.settings.frameRate} durationTicks={durationTicks} />
            <ClipLane {...lane} sight={sight} />
            <CaptionLane {...lane} />
            <QuestionLane {...lane} />
            {tracks.map(({ track, items }) => (
              <TrackLane key={track.id} track={track} items={items} sight={sight} scale={scale} from={from} to={to} />
            ))}
            <Playhead />
          </div>
        </div>
      </div>
    </section>
  )
}

function Playhead() {
  const px = useView((view) => toPixels(view.playheadTicks, view.scale))
  return <div className={styles['playhead']} style={{ transform: `translateX(${px}px)` }} aria-hidden />
}
