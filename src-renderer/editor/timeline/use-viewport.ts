import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useEditor, useLiveDocument, useView } from '../editor-context.tsx'
import { fitScale, scrollToShow, sightOf, toPixels, zoomAround, type Sight } from './geometry.ts'
import type { Stage } from './stage.ts'

/** A new lesson is shown at most this large, so that a short clip does not fill the whole width. */
const maxFitScale = 120
const wheelZoom = 0.0015

type ShownTimeline = {
  /** What is drawn. */
  readonly sight: Sight
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
    if (shownScale.current === scale) return
    const before = { scale: shownScale.current, scrollPx: stage.scrollPx }
    const playheadPx = toPixels(editor.playheadTicks, before.scale) - before.scrollPx
    const pivotPx = playheadPx >= 0 && playheadPx <= stage.widthPx ? playheadPx : stage.widthPx / 2
    stage.scrollTo(nextScroll.current ?? zoomAround(before, scale, pivotPx).scrollPx)
    nextScroll.current = null
    shownScale.current = scale
    stage.view.setState({ scale, scrollPx: stage.scrollPx })
  }, [scale, editor, stage])

  useEffect(() => {
    const element = stage.scroller
    if (!element) return
    const measure = (): void => {
      const now = { scrollPx: stage.scrollPx, widthPx: stage.widthPx }
      stage.view.setState({ scale: editor.view.getState().scale, ...now })
      // What is drawn changes only from time to time.
      setShown((before) => (isSameSight(before, now) ? before : now))
    }
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const pointerPx = Math.max(0, event.clientX - stage.lanesX.left)
        const now = { scale: editor.view.getState().scale, scrollPx: nextScroll.current ?? stage.scrollPx }
        const next = zoomAround(now, now.scale * Math.exp(-event.deltaY * wheelZoom), pointerPx)
        nextScroll.current = next.scrollPx
        editor.view.setState({ scale: next.scale })
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
    measure()
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
      element.removeEventListener('wheel', wheel)
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
  return { sight: sightOf({ scale, scrollPx: shown.scrollPx }, shown.widthPx), widthPx: shown.widthPx, fit }
}

type Shown = { readonly scrollPx: number; readonly widthPx: number }

function isSameSight(a: Shown, b: Shown): boolean {
  const [before, now] = [a, b].map(({ scrollPx, widthPx }) => sightOf({ scale: 1, scrollPx }, widthPx))
  return before?.from === now?.from && before?.to === now?.to && a.widthPx === b.widthPx
}
