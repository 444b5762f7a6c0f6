import { flushSync } from 'react-dom'
import { createStore } from 'zustand/vanilla'

type Sight = {
  /** By the id of the row; of all that were ever drawn, in CSS pixels. */
  readonly heights: ReadonlyMap<string, number>
  /** The stretch of the list to draw, somewhat more than is in sight. */
  readonly top: number
  readonly bottom: number
}

/** Drawn beyond the edges, so that quick scrolling shows no gaps. */
const beyondPx = 480

/** What of a long list is in sight, and how high its rows are. Each row carries its id as `data-id`. */
export class RowSight {
  readonly store = createStore<Sight>(() => ({ heights: new Map(), top: 0, bottom: 1600 }))
  #list: HTMLElement | null = null
  readonly #rows = new ResizeObserver((entries) => this.#note(entries))

  /** Follows the list, which is all that its parent scrolls. Returns what ends that. Bound, for `ref`. */
  readonly attach = (list: HTMLElement | null): (() => void) => {
    const scroller = list?.parentElement
    this.#list = list
    const resized = new ResizeObserver(this.#look)
    if (scroller) resized.observe(scroller)
    scroller?.addEventListener('scroll', this.#look, { passive: true })
    this.#look()
    return () => {
      resized.disconnect()
      scroller?.removeEventListener('scroll', this.#look)
    }
  }

  /** For each row: notes its height from now on. Returns what ends that. Bound, for `ref`. */
  readonly measure = (row: HTMLElement): (() => void) => {
    this.#rows.observe(row)
    return () => this.#rows.unobserve(row)
  }

  readonly #look = (): void => {
    const scroller = this.#list?.parentElement
    if (!scroller || !this.#list) return
    const shown = scroller.getBoundingClientRect().top - this.#list.getBoundingClientRect().top
    const top = Math.max(0, shown - beyondPx)
    const bottom = shown + scroller.clientHeight + beyondPx
    const before = this.store.getState()
    // Drawn anew only every few rows.
    if (Math.abs(before.top - top) + Math.abs(before.bottom - bottom) >= beyondPx / 2) this.store.setState({ top, bottom })
  }

  #note(entries: readonly ResizeObserverEntry[]): void {
    const scroller = this.#list?.parentElement
    const before = this.store.getState().heights
    const heights = new Map(before)
    let above = 0
    for (const { target } of entries) {
      if (!(target instanceof HTMLElement) || !scroller) continue
      const id = target.dataset['id']
      const height = target.offsetHeight
      if (id === undefined || height === 0 || before.get(id) === height) continue
      heights.set(id, height)
      const isAbove = target.getBoundingClientRect().bottom <= scroller.getBoundingClientRect().top
      if (isAbove) above += height - (before.get(id) ?? estimatedRowPx)
    }
    if (heights.size === before.size && [...heights].every(([id, height]) => before.get(id) === height)) return
    flushSync(() => this.store.setState({ heights }))
    // What is in sight stays where it is when rows above turn out higher or lower than estimated.
    if (above !== 0 && scroller) scroller.scrollTop += above
  }
}

/** A caption of one line without a remark; CSS pixels. */
export const estimatedRowPx = 80
