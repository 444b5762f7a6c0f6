import type { Overlay } from '../project/schema/text.ts'
import type { Edges } from './bounds.ts'
import type { PaintItem, ShapeItem } from './model.ts'
import type { Rectangle } from './place-box.ts'

type ShapeContent = Extract<Overlay['content'], { kind: 'shape' }>
type Point = { readonly x: number; readonly y: number }

const seeThrough = '#00000000'
/** Without a width of its own, a line is this many canvas units thick. */
const usualLineWidth = 8
/** Length and width of an arrow's head as multiples of its line, and the most of its length that it takes. */
const head = { length: 3.2, width: 3.6, mostOfLength: 0.6 } as const

/**
 * A shape that fills a box of canvas pixels, its stroke inside; lines and arrows lie in the middle of it, from left to right.
 * Empty where it has neither fill nor stroke.
 */
export function layoutShape(
  content: ShapeContent,
  area: Rectangle,
  unit: number,
): { readonly items: readonly PaintItem[]; readonly edges: Edges } {
  const items = shapeItems(content, area, unit)
  const middle = area.y + area.height / 2
  const reach = content.shape === 'rectangle' || content.shape === 'ellipse' ? 0 : lineWidth(content, unit) * head.width
  const edges = {
    left: area.x - 1,
    right: area.x + area.width + 1,
    top: Math.min(area.y, middle - reach) - 1,
    bottom: Math.max(area.y + area.height, middle + reach) + 1,
  }
  return { items, edges }
}

function shapeItems(content: ShapeContent, area: Rectangle, unit: number): readonly PaintItem[] {
  const { shape, fill, stroke } = content
  if (shape === 'line' || shape === 'arrow') {
    const colour = stroke ?? fill
    if (colour === null) return []
    const width = lineWidth(content, unit)
    return [shape === 'line' ? line(area, width, colour) : arrow(area, width, colour)]
  }
  const strokePx = stroke === null ? 0 : content.strokeWidth * unit
  if (fill === null && strokePx === 0) return []
  const inner = inset(area, strokePx / 2)
  const paint = {
    fill: fill ?? seeThrough,
    ...(stroke !== null && strokePx > 0 ? { stroke: { colour: stroke, widthPx: strokePx } } : {}),
  }
  if (shape === 'ellipse') return [{ kind: 'ellipse', ...inner, ...paint }]
  const radius = Math.min(content.radius * unit, inner.width / 2, inner.height / 2)
  return [{ kind: 'shape', corners: cornersOf(inner).map((corner) => ({ ...corner, radius })), ...paint }]
}

function lineWidth({ strokeWidth }: ShapeContent, unit: number): number {
  return (strokeWidth > 0 ? strokeWidth : usualLineWidth) * unit
}

function inset({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x + by, y: y + by, width: Math.max(1, width - 2 * by), height: Math.max(1, height - 2 * by) }
}

function cornersOf({ x, y, width, height }: Rectangle): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

/** With round ends. */
function line(area: Rectangle, width: number, fill: string): ShapeItem {
  const bar = { ...area, y: area.y + (area.height - width) / 2, height: width }
  return { kind: 'shape', corners: cornersOf(bar).map((corner) => ({ ...corner, radius: width / 2 })), fill }
}

/** Corners are a little round, as if drawn with a marker. */
function arrow(area: Rectangle, width: number, fill: string): ShapeItem {
  const middle = area.y + area.height / 2
  const tip = area.x + area.width
  const neck = tip - Math.min(head.length * width, area.width * head.mostOfLength)
  const [bar, wing] = [width / 2, (head.width * width) / 2]
  const points: readonly (Point & { readonly radius: number })[] = [
    { x: area.x, y: middle - bar, radius: bar },
    { x: neck, y: middle - bar, radius: 0 },
    { x: neck, y: middle - wing, radius: width / 4 },
    { x: tip, y: middle, radius: width / 4 },
    { x: neck, y: middle + wing, radius: width / 4 },
    { x: neck, y: middle + bar, radius: 0 },
    { x: area.x, y: middle + bar, radius: bar },
  ]
  return { kind: 'shape', corners: points, fill }
}
