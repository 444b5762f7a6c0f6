import type { Page } from 'playwright'
import { text } from '#shared/messages/ui/catalogue.ts'

export type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Finds and drags what stands on the timeline of the window; the first clip lasts `clipSeconds`. */
export function timelineHands(page: () => Page, clipSeconds: number) {
  const lane = (name: keyof typeof text.timeline.lanes) =>
    page().getByRole('listbox', { name: text.timeline.lanes[name] }).getByRole('option')

  async function placeOf(name: keyof typeof text.timeline.lanes, index: number): Promise<Place> {
    const place = await lane(name).nth(index).boundingBox()
    if (!place) throw new Error('It is not on screen')
    return place
  }

  /** Where something stands on the timeline, in seconds to a tenth. */
  async function secondsOf(name: keyof typeof text.timeline.lanes, index: number): Promise<{ start: number; length: number }> {
    const [clip, place] = [await placeOf('clips', 0), await placeOf(name, index)]
    const perSecond = clip.width / clipSeconds
    const round = (px: number): number => Math.round((px / perSecond) * 10) / 10
    return { start: round(place.x - clip.x), length: round(place.width) }
  }

  async function drag(place: Place, fromLeftPx: number, bySeconds: number, end: 'release' | 'Escape' = 'release'): Promise<void> {
    const byPx = bySeconds * ((await placeOf('clips', 0)).width / clipSeconds)
    const [x, y] = [place.x + fromLeftPx, place.y + place.height / 2]
    await page().mouse.move(x, y)
    await page().mouse.down()
    await page().mouse.move(x + byPx, y, { steps: 6 })
    if (end === 'Escape') await page().keyboard.press('Escape')
    await page().mouse.up()
  }

  return { lane, placeOf, secondsOf, drag }
}
