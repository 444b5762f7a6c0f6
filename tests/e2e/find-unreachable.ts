import type { Page } from 'playwright'

/**
 * Controls that cannot be used as the window is now: outside of it even when scrolled to, or with something else over their centre.
 * Below a dialog nothing is asked for; what cannot be pressed, or is for a screen reader only, neither.
 */
export function findUnreachable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const selector = 'button, input, textarea, select, a[href], [tabindex]:not([tabindex="-1"])'
    const top = [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox][data-trigger]')].at(-1)
    const isHidden = (element: Element): boolean =>
      element.closest('[inert], [aria-hidden=true], [hidden]') !== null ||
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
    const describe = (element: Element): string => {
      const name =
        element.getAttribute('aria-label') ?? element.closest('label, [role=group]')?.textContent ?? element.textContent
      return `${element.tagName.toLowerCase()} “${name.trim().slice(0, 60)}”`
    }
    /** What of an element its scrolling ancestors and the window leave to be seen. */
    const visibleBox = (element: Element) => {
      const box = element.getBoundingClientRect()
      let [left, top_, right, bottom] = [box.left, box.top, box.right, box.bottom]
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        const style = getComputedStyle(parent)
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
        const frame = parent.getBoundingClientRect()
        left = Math.max(left, frame.left)
        right = Math.min(right, frame.right)
        top_ = Math.max(top_, frame.top)
        bottom = Math.min(bottom, frame.bottom)
      }
      return {
        left: Math.max(0, left),
        top: Math.max(0, top_),
        right: Math.min(window.innerWidth, right),
        bottom: Math.min(window.innerHeight, bottom),
      }
    }
    const isSeen = (element: Element): boolean => {
      const { left, right, top: y, bottom } = visibleBox(element)
      return right - left > 2 && bottom - y > 2
    }
    /** What is pressed for it: of a checkbox or slider the part around the hidden input. */
    const shapeOf = (element: Element): Element => {
      if (!(element instanceof HTMLInputElement) || !['checkbox', 'radio', 'range', 'color', 'file'].includes(element.type))
        return element
      let shape: Element = element
      for (let climbs = 0; climbs < 4 && !isSeen(shape) && shape.parentElement; climbs += 1) shape = shape.parentElement
      return element.closest('label') ?? shape
    }
    const wrong: string[] = []
    for (const element of (top ?? document).querySelectorAll(selector)) {
      // Things on the picture lie over one another: Tab goes from one to the next.
      if (isHidden(element) || element.matches(':disabled, [aria-disabled=true], [data-item][data-kind]')) continue
      const shape = shapeOf(element)
      const own = shape.getBoundingClientRect()
      if (own.width <= 2 || own.height <= 2) continue
      shape.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, right, top: y, bottom } = visibleBox(shape)
      if (right - left < Math.min(8, own.width) || bottom - y < Math.min(8, own.height)) {
        wrong.push(`${describe(element)} is out of sight`)
        continue
      }
      const hit = document.elementFromPoint((left + right) / 2, (y + bottom) / 2)
      // A message goes by itself, and can be put away.
      if (hit?.closest('[data-toast]')) continue
      if (hit === null || !(shape.contains(hit) || hit.contains(shape) || hit.closest('label')?.contains(element)))
        wrong.push(`${describe(element)} lies under ${hit === null ? 'nothing' : describe(hit)}`)
    }
    return wrong
  })
}
