import type { Page } from 'playwright'

export type FocusWalk = {
  /** How many places Tab stopped at, once around. */
  readonly stops: number
  /** Those that look the same with and without the focus. */
  readonly unseen: readonly string[]
}

type Stop = { readonly element: Element; readonly focused: string }
type Walked = { tidbitStops: Stop[] }

const mostStops = 150

/** Tabs once around the window. A stop counts as seen where an outline or a shadow comes with the focus, on it or right around it. */
export async function walkFocus(page: Page): Promise<FocusWalk> {
  // A ring that fades in is not there at first.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(() => {
    ;(window as unknown as Walked).tidbitStops = []
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  const unseen: string[] = []
  let stops = 0
  for (let isRound = false, steps = 0; !isRound && steps < mostStops; steps += 1) {
    await page.keyboard.press('Tab')
    const step = await page.evaluate(noteStop)
    ;({ isRound, stops } = step)
    if (step.unseen !== null) unseen.push(step.unseen)
  }
  await page.emulateMedia({ reducedMotion: null })
  return { stops, unseen }
}

/** Runs in the page: judges the stop before, which has lost the focus now, and notes this one. */
function noteStop(): { readonly isRound: boolean; readonly stops: number; readonly unseen: string | null } {
  const read = (element: Element): string => {
    const around = [element.parentElement, element.parentElement?.parentElement].filter((each) => each instanceof Element)
    return [element, ...around, ...[...element.querySelectorAll('*')].slice(0, 12)]
      .map((each) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(each)
        return outlineStyle === 'none' ? boxShadow : [outlineStyle, outlineWidth, outlineColor, boxShadow].join(' ')
      })
      .join('|')
  }
  const { tidbitStops: stops } = window as unknown as Walked
  const before = stops.at(-1)
  const now = document.activeElement
  const isOut = now === null || now === document.body
  const isRound = stops.length > 0 && (isOut || stops.some(({ element }) => element === now))
  const isUnseen = before !== undefined && before.element.isConnected && read(before.element) === before.focused
  if (!isRound && now && !isOut) stops.push({ element: now, focused: read(now) })
  const name = before?.element.getAttribute('aria-label') ?? before?.element.textContent ?? ''
  const unseen = isUnseen ? `${before.element.tagName.toLowerCase()} “${name.slice(0, 60)}”` : null
  return { isRound, stops: stops.length, unseen }
}
