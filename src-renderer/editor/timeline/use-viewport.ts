import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useEditor, useLiveDocument, useView } from '../editor-context.tsx'
import { fitScale, scrollToShow, sightOf, toPixels, zoomAround, type Sight } from './geometry.ts'
import type { Stage } from './stage.ts'
import { isStretchable, stretch, zoomRestMs } from './zoom-stretch.ts'

/** A new lesson is shown at most this large, so that a short clip does not fill the whole width. */
const maxFitScale = 120
const wheelZoom = 0.0015

type ShownTimeline = {
  /** What is drawn. */
  readonly sight: Sight
  /** What is on screen; another than what is drawn while the wheel zooms. */
  readonly live: Sight
  /** Of the lanes on screen; CSS pixels. */
  readonly widthPx: number
  /** Shows the whole lesson. */
  readonly fit: () => void
}

/** How large the timeline is shown and which part of it: wheel, zoom, fit, and following the playhead. */
export function useViewport(stage: Stage): ShownTimeline {
  const editor = useEditor()
  const document = useLiveDocument()
  const scale = useView((view) => view.scale)
  const zooming = useStore(stage.view, (state) => state.zoom)
  // A key or the slider may have taken it over.
  const zoom = zooming?.to.scale === scale ? zooming : null
  const drawnScale = zoom ? zoom.from.scale : scale
  const [shown, setShown] = useState({ scrollPx: 0, widthPx: 1000 })
  /** Where the next change of scale should leave the scroll position; the middle of the view where nothing says otherwise. */
  const nextScroll = useRef<number | null>(null)
  const shownScale = useRef(scale)
  /** What the lesson was fitted to last. */
  const fitted = useRef<{ readonly scale: number; readonly mediaCount: number } | null>(null)

  const fit = useCallback(() => {
    const fitting = Math.min(maxFitScale, fitScale(editor.durationTicks, stage.widthPx))
    fitted.current = { scale: fitting, mediaCount: Object.keys(editor.document.assets).length }
    if (fitting === editor.view.getState().scale) return
    nextScroll.current = 0
    editor.view.setState({ scale: fitting })
  }, [editor, stage])

  // The whole lesson is shown, also when more clips come in, until someone zooms.
  const isEmpty = document.mainTrack.length === 0
  const mediaCount = Object.keys(document.assets).length
  useLayoutEffect(() => {
    const last = fitted.current
    const isNews = last === null || mediaCount > last.mediaCount
    const wasZoomed = last !== null && last.scale !== editor.view.getState().scale
    if (!isEmpty && isNews && !wasZoomed) fit()
  }, [editor, isEmpty, mediaCount, fit])

  useLayoutEffect(() => {
    if (stage.scroller) stretch(stage.scroller, zoom)
    if (zoom) return stage.view.setState(zoom.to)
    if (shownScale.current === scale) {
      if (nextScroll.current !== null) stage.scrollTo(nextScroll.current)
      nextScroll.current = null
      return
    }
    const before = { scale: shownScale.current, scrollPx: stage.scrollPx }
    const playheadPx = toPixels(editor.playheadTicks, before.scale) - before.scrollPx
    const pivotPx = playheadPx >= 0 && playheadPx <= stage.widthPx ? playheadPx : stage.widthPx / 2
    stage.scrollTo(nextScroll.current ?? zoomAround(before, scale, pivotPx).scrollPx)
    nextScroll.current = null
    shownScale.current = scale
    stage.view.setState({ scale, scrollPx: stage.scrollPx })
  }, [scale, zoom, editor, stage])

  useEffect(() => {
    const element = stage.scroller
    if (!element) return
    const measure = (): void => {
      const { zoom: underWay } = stage.view.getState()
      if (underWay && Math.abs(underWay.from.scrollPx - stage.scrollPx) > 1) rest()
      const now = { scrollPx: stage.scrollPx, widthPx: stage.widthPx }
      stage.view.setState({ scale: editor.view.getState().scale, ...now })
      // What is drawn changes only from time to time.
      setShown((before) => (isSameSight(before, now) ? before : now))
    }
    let resting: ReturnType<typeof setTimeout> | undefined
    const rest = (): void => {
      clearTimeout(resting)
      const { zoom: ended } = stage.view.getState()
      if (!ended) return
      if (ended.to.scale === editor.view.getState().scale) nextScroll.current = ended.to.scrollPx
      stage.view.setState({ zoom: null })
    }
    const zoomTo = (pointerPx: number, factor: number): void => {
      const before = stage.view.getState().zoom
      const now = before?.to ?? { scale: editor.view.getState().scale, scrollPx: nextScroll.current ?? stage.scrollPx }
      const to = zoomAround(now, now.scale * factor, pointerPx)
      const next = { from: before?.from ?? now, to }
      const drawn = sightOf(next.from, stage.widthPx)
      if (!isStretchable(next, drawn, stage.widthPx)) {
        rest()
        nextScroll.current = to.scrollPx
      } else {
        stage.view.setState({ zoom: next })
        clearTimeout(resting)
        resting = setTimeout(rest, zoomRestMs)
      }
      editor.view.setState({ scale: to.scale })
    }
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const pointerPx = Math.max(0, event.clientX - stage.lanesX.left)
        zoomTo(pointerPx, Math.exp(-event.deltaY * wheelZoom))
      } else if (event.deltaX === 0 && !event.shiftKey && element.scrollHeight <= element.clientHeight) {
        // Where there is nothing to scroll up and down, an ordinary wheel moves through time.
        event.preventDefault()
        stage.scrollTo(stage.scrollPx + event.deltaY)
      }
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    element.addEventListener('wheel', wheel, { passive: false })
    // What is pressed is found by the scale that is drawn.
    element.addEventListener('pointerdown', rest, { capture: true })
    measure()
    return () => {
      clearTimeout(resting)
      observer.disconnect()
      element.removeEventListener('scroll', measure)
      element.removeEventListener('wheel', wheel)
      element.removeEventListener('pointerdown', rest, { capture: true })
    }
  }, [editor, stage])

  useEffect(
    () =>
      editor.view.subscribe((state, previous) => {
        if (state.playheadTicks === previous.playheadTicks || stage.view.getState().isScrubbing) return
        const to = scrollToShow(state.playheadTicks, { scale: state.scale, scrollPx: stage.scrollPx }, stage.widthPx)
        if (to !== null) stage.scrollTo(to)
      }),
    [editor, stage],
  )
  const sight = sightOf({ scale: drawnScale, scrollPx: shown.scrollPx }, shown.widthPx)
  return { sight, live: zoom ? sightOf(zoom.to, shown.widthPx) : sight, widthPx: shown.widthPx, fit }
}

type Shown = { readonly scrollPx: number; readonly widthPx: number }

function isSameSight(a: Shown, b: Shown): boolean {
  const [before, now] = [a, b].map(({ scrollPx, widthPx }) => sightOf({ scale: 1, scrollPx }, widthPx))
  return before?.from === now?.from && before?.to === now?.to && a.widthPx === b.widthPx
}
