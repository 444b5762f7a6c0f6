import type { TextMeasurer } from '../overlay/measure.ts'
import type { PaintItem } from '../overlay/model.ts'
import type { Edges } from '../overlay/bounds.ts'

/** How far letters reach above and below their line, in their size: capitals and ascenders, and descenders. */
const [above, below] = [0.75, 0.22] as const

/** Where something is really drawn, in canvas pixels: the box of an overlay keeps room for accents and smoothed edges. */
export function inkBox(items: readonly PaintItem[], measure: TextMeasurer): Edges | null {
  const edges = items.map((item) => edgesOf(item, measure))
  if (edges.length === 0) return null
  return {
    left: Math.min(...edges.map(({ left }) => left)),
    right: Math.max(...edges.map(({ right }) => right)),
    top: Math.min(...edges.map(({ top }) => top)),
    bottom: Math.max(...edges.map(({ bottom }) => bottom)),
  }
}

function edgesOf(item: PaintItem, measure: TextMeasurer): Edges {
  if (item.kind === 'text') {
    const rim = item.outline?.widthPx ?? 0
    const width = measure(item.fontId, item.sizePx, item.text)
    return {
      left: item.x - rim,
      right: item.x + width + rim,
      top: item.y - above * item.sizePx - rim,
      bottom: item.y + below * item.sizePx + rim,
    }
  }
  if (item.kind === 'shape') {
    const [across, down] = [item.corners.map(({ x }) => x), item.corners.map(({ y }) => y)]
    return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) }
  }
  const { x, y } = item
  const [width, height] = item.kind === 'emoji' ? [item.sizePx, item.sizePx] : [item.width, item.height]
  return { left: x, right: x + width, top: y, bottom: y + height }
}
