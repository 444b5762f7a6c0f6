/** Near the edge of what scrolls, the list moves on by so many pixels for each move of the pointer. */
const edgePx = 28
const edgeStepPx = 8

/**
 * Lets a row of a list follow the pointer that holds its handle. Its neighbours change places in the page at once; the
 * row itself stays, or it would lose the pointer.
 */
export function followDrag(
  handle: HTMLElement,
  row: HTMLElement,
  { mayStart, onSwap, onDrop }: { readonly mayStart: () => boolean; readonly onSwap: () => void; readonly onDrop: () => void },
): void {
  let startY = 0
  let pointer: number | null = null
  let moved = false

  const scroller = () => row.closest('.tb-panel-body')
  const scrolledY = (event: PointerEvent) => event.clientY + (scroller()?.scrollTop ?? 0)

  const swap = (put: () => void) => {
    const before = row.offsetTop
    put()
    startY += row.offsetTop - before
    moved = true
    onSwap()
  }

  const end = () => {
    if (pointer === null) return
    pointer = null
    row.style.transform = ''
    delete row.dataset['held']
    if (moved) onDrop()
  }

  handle.addEventListener('pointerdown', (event) => {
    if (!mayStart() || event.button !== 0) return
    event.preventDefault()
    pointer = event.pointerId
    moved = false
    startY = scrolledY(event)
    row.dataset['held'] = 'true'
    handle.setPointerCapture(event.pointerId)
  })
  handle.addEventListener('pointermove', (event) => {
    if (event.pointerId !== pointer) return
    const area = scroller()
    const box = area?.getBoundingClientRect()
    if (area && box && event.clientY < box.top + edgePx) area.scrollTop -= edgeStepPx
    else if (area && box && event.clientY > box.bottom - edgePx) area.scrollTop += edgeStepPx
    const previous = row.previousElementSibling
    const next = row.nextElementSibling
    if (previous && event.clientY < middleOf(previous)) swap(() => row.after(previous))
    else if (next && event.clientY > middleOf(next)) swap(() => row.before(next))
    row.style.transform = `translateY(${scrolledY(event) - startY}px)`
  })
  for (const event of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) handle.addEventListener(event, end)
}

function middleOf(element: Element): number {
  const { top, height } = element.getBoundingClientRect()
  return top + height / 2
}
