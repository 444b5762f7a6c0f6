import { createContext, useContext } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Ticks } from '#shared/time/ticks.ts'
import { headerPx, type Viewport } from './geometry.ts'
import type { Zoom } from './zoom-stretch.ts'

/** What comes and goes on the timeline while the pointer works there. */
export type StageView = Viewport & {
  /** Of the lanes on screen, without their headers; CSS pixels. */
  readonly widthPx: number
  /** The wheel is zooming. */
  readonly zoom: Zoom | null
  /** The target that what is dragged jumped to. */
  readonly snapTicks: Ticks | null
  /** The pointer holds the playhead: the edges scroll, not the playhead. */
  readonly isScrubbing: boolean
  /** Drawn by the pointer to select what it touches; CSS pixels in the content. */
  readonly box: Readonly<Record<'left' | 'top' | 'width' | 'height', number>> | null
}

/** The place that all parts of the timeline share: what scrolls, and what is shown of it. */
export class Stage {
  readonly view: StoreApi<StageView> = createStore<StageView>(() => ({
    scale: 1,
    scrollPx: 0,
    widthPx: 1000,
    zoom: null,
    snapTicks: null,
    isScrubbing: false,
    box: null,
  }))
  #scroller: HTMLElement | null = null

  /** Takes the element that scrolls, as a ref does. */
  attach(scroller: HTMLElement | null): void {
    this.#scroller = scroller
  }

  get scroller(): HTMLElement | null {
    return this.#scroller
  }

  get scrollPx(): number {
    return this.#scroller?.scrollLeft ?? 0
  }

  /** Of the lanes on screen. */
  get widthPx(): number {
    return Math.max(0, (this.#scroller?.clientWidth ?? 0) - headerPx)
  }

  /** Where the lanes begin and end on screen; CSS pixels in the window. */
  get lanesX(): { readonly left: number; readonly right: number } {
    const box = this.#scroller?.getBoundingClientRect()
    return { left: (box?.left ?? 0) + headerPx, right: box?.right ?? 0 }
  }

  scrollTo(px: number): void {
    if (this.#scroller) this.#scroller.scrollLeft = px
  }
}

const StageContext = createContext<Stage | null>(null)

export const StageProvider = StageContext.Provider

export function useStage(): Stage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('This is no part of the timeline')
  return stage
}
