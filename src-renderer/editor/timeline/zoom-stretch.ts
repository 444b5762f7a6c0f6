import { toTicks, type Sight, type Viewport } from './geometry.ts'

/**
 * A zoom by the wheel that is under way: what was drawn at `from` is stretched to look as `to`, and drawn anew when the wheel
 * rests. Building hundreds of items for every turn of the wheel would take longer than a picture of the screen lasts.
 */
export type Zoom = { readonly from: Viewport; readonly to: Viewport }

/** How long the wheel rests before what is stretched is drawn anew; milliseconds. */
export const zoomRestMs = 150

/** Beyond this, stretched words and pictures look broken. */
const mostStretched = 3

/** Whether it can be shown by what was drawn for `sight`, on lanes `widthPx` wide. */
export function isStretchable({ from, to }: Zoom, sight: Sight, widthPx: number): boolean {
  const stretched = to.scale / from.scale
  if (stretched > mostStretched || stretched < 1 / mostStretched) return false
  return toTicks(to.scrollPx, to.scale) >= sight.from && toTicks(to.scrollPx + widthPx, to.scale) <= sight.to
}

/** Stretches the lanes, and moves what follows the scale by itself; null shows everything as it was drawn. */
export function stretch(scroller: HTMLElement, zoom: Zoom | null): void {
  const shiftPx = zoom ? zoom.from.scrollPx - zoom.to.scrollPx : 0
  const factor = zoom ? zoom.to.scale / zoom.from.scale : 1
  const transform = (part: HTMLElement, value: string): void => {
    // The lanes are then painted once and only drawn larger.
    part.style.willChange = zoom ? 'transform' : ''
    part.style.transform = zoom ? value : ''
  }
  for (const lane of scroller.querySelectorAll<HTMLElement>('[data-lane]'))
    transform(lane, `translateX(${shiftPx}px) scaleX(${factor})`)
  for (const part of scroller.querySelectorAll<HTMLElement>('[data-live-scale]')) transform(part, `translateX(${shiftPx}px)`)
}
