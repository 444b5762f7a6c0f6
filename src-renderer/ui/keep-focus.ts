import { useEffect, useRef, type RefObject } from 'react'

const focusable = 'button, a[href], input, textarea, select, [tabindex]'

type Landing = {
  /** Selector of the parts of the region: the neighbour of a part that goes takes over its focus. */
  readonly parts?: string
  /** Takes the focus where no part is left; `cameFrom` had it before it entered the region. */
  readonly last: (cameFrom: HTMLElement | null) => HTMLElement | null
}

/**
 * Where something with the focus goes away (deleted, dismissed), the focus goes to its neighbour instead of falling to the
 * page, where a keyboard would have to begin anew. Call it in the component whose rendering takes the parts away.
 */
export function useKeepFocus(region: RefObject<HTMLElement | null>, { parts, last }: Landing): void {
  const held = useRef<{ readonly element: HTMLElement; partIndex: number; readonly controlIndex: number } | null>(null)
  const cameFrom = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return
      if (!region.current?.contains(target)) {
        held.current = null
        cameFrom.current = target
        return
      }
      const { partIndex, part } = findPart(region.current, parts, target)
      held.current = { element: target, partIndex, controlIndex: part ? controlsOf(part).indexOf(target) : -1 }
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [parts, region])
  useEffect(() => {
    const lost = held.current
    if (!lost || !region.current) return
    if (lost.element.isConnected) {
      lost.partIndex = findPart(region.current, parts, lost.element).partIndex
      return
    }
    held.current = null
    if (document.activeElement !== document.body) return
    const left = parts === undefined ? [] : [...region.current.querySelectorAll<HTMLElement>(parts)]
    const neighbour = left[Math.min(Math.max(0, lost.partIndex), left.length - 1)]
    const controls = neighbour ? controlsOf(neighbour) : []
    const next = controls[Math.max(0, lost.controlIndex)] ?? controls[0] ?? last(cameFrom.current)
    next?.focus()
  })
}

/** A part that takes the focus itself is its only control. */
function controlsOf(part: HTMLElement): readonly HTMLElement[] {
  return part.matches(focusable) ? [part] : [...part.querySelectorAll<HTMLElement>(focusable)]
}

function findPart(region: HTMLElement, parts: string | undefined, target: HTMLElement) {
  const all = parts === undefined ? [] : [...region.querySelectorAll<HTMLElement>(parts)]
  const partIndex = all.findIndex((part) => part.contains(target))
  return { partIndex, part: all[partIndex] }
}
