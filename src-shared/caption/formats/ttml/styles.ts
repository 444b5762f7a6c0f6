import type { CaptionPlacement } from '../../../project/schema/text.ts'
import { readColour } from '../colours.ts'
import { percent } from '../placements.ts'
import type { MarkStyle } from '../styled-text.ts'
import type { XmlElement } from '../xml.ts'

/** What an element says about letters; what it does not say is inherited. */
export type Look = {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly colour?: MarkStyle
  readonly align?: string
}

export type Region = { readonly attributes: ReadonlyMap<string, string>; readonly look: Look }

export type StyleSheet = {
  readonly styles: ReadonlyMap<string, Look>
  readonly regions: ReadonlyMap<string, Region>
  readonly width: number
  readonly height: number
}

/** No element of a real document names more styles. */
const mostNames = 20

/** An element's own look over that of the styles it names. */
export function lookOf({ attributes }: XmlElement, styles: StyleSheet['styles']): Look {
  const named = namesOf(attributes).flatMap((name) => styles.get(name) ?? [])
  return Object.assign({}, ...named, readLook(attributes))
}

function namesOf(attributes: XmlElement['attributes']): readonly string[] {
  return (attributes.get('style') ?? '')
    .split(/\s+/)
    .filter((name) => name !== '')
    .slice(0, mostNames)
}

/** Styles by id, each with what the styles that it names say; one that names itself in the end is passed over there. */
export function resolveStyles(elements: readonly XmlElement[]): StyleSheet['styles'] {
  const byId = new Map(elements.map((element) => [element.attributes.get('id') ?? '', element]))
  const looks = new Map<string, Look>()
  const resolve = (id: string, open: ReadonlySet<string>): Look => {
    const known = looks.get(id)
    const element = byId.get(id)
    if (known || !element || open.has(id) || open.size >= mostNames) return known ?? {}
    const inner = new Set([...open, id])
    const named = namesOf(element.attributes).map((name) => resolve(name, inner))
    const look = Object.assign({}, ...named, readLook(element.attributes)) as Look
    looks.set(id, look)
    return look
  }
  for (const id of byId.keys()) resolve(id, new Set())
  return looks
}

function readLook(attributes: XmlElement['attributes']): Look {
  const weight = attributes.get('fontWeight')
  const slant = attributes.get('fontStyle')
  const decoration = attributes.get('textDecoration')
  const colour = readColour(attributes.get('color') ?? '')
  const align = attributes.get('textAlign')
  return {
    ...(weight !== undefined && { bold: weight === 'bold' || Number(weight) >= 600 }),
    ...(slant !== undefined && { italic: slant === 'italic' || slant === 'oblique' }),
    ...(decoration !== undefined && { underline: /\bunderline\b/.test(decoration) }),
    ...(colour !== null && { colour }),
    ...(align !== undefined && { align }),
  }
}

export function stylesOf({ bold, italic, underline, colour }: Look): readonly MarkStyle[] {
  const styles: MarkStyle[] = []
  if (bold) styles.push('bold')
  if (italic) styles.push('italic')
  if (underline) styles.push('underline')
  if (colour !== undefined && colour !== '#ffffff') styles.push(colour)
  return styles
}

function share(count: string, unit: string, length: number, cells: number): number {
  return unit === '%' ? Number(count) : (Number(count) / (unit === 'px' ? length : cells)) * 100
}

/** `10% 80%` or pixels of the document's extent; cells are of the usual grid of 32 x 15. */
function readPair(value: string | undefined, { width, height }: StyleSheet): readonly [number, number] | null {
  const [, x = '', xUnit = '', y = '', yUnit = ''] =
    /^(-?\d{1,6}(?:\.\d{1,6})?)(%|px|c)\s+(-?\d{1,6}(?:\.\d{1,6})?)(%|px|c)$/.exec(value?.trim() ?? '') ?? []
  if (x === '' || y === '') return null
  return [share(x, xUnit, width, 32), share(y, yUnit, height, 15)]
}

const edges: ReadonlyMap<string, CaptionPlacement['edge']> = new Map([
  ['before', 'top'],
  ['center', 'middle'],
  ['after', 'bottom'],
])

/** Below this, the bottom of the picture is where captions stand anyway. */
const usualLine = 75

/** Where the text of a region stands; undefined at the bottom centre, which is where the lesson's style puts captions. */
export function placeInRegion(
  region: Region,
  align: string | undefined,
  rightToLeft: boolean,
  sheet: StyleSheet,
): CaptionPlacement | undefined {
  const { attributes } = region
  const [left, top] = readPair(attributes.get('origin'), sheet) ?? [0, 0]
  const [width, height] = readPair(attributes.get('extent'), sheet) ?? [100 - left, 100 - top]
  const edge = edges.get(attributes.get('displayAlign') ?? '') ?? 'top'
  const side = sideOf(align ?? region.look.align ?? 'start', rightToLeft)
  const line = percent(edge === 'top' ? top : edge === 'middle' ? top + height / 2 : top + height)
  const position = percent(side === 'left' ? left : side === 'center' ? left + width / 2 : left + width)
  if (edge === 'bottom' && side === 'center' && line >= usualLine && Math.abs(position - 50) < 5) return undefined
  return { line, edge, position, align: side }
}

function sideOf(align: string, rightToLeft: boolean): CaptionPlacement['align'] {
  if (align === 'center' || align === 'left' || align === 'right') return align
  return (align === 'end') === rightToLeft ? 'left' : 'right'
}

/** The region in which `placeInRegion` finds a placement again, as attributes. */
export function regionOf({ line, edge, position, align }: CaptionPlacement): string {
  const at = line ?? 90
  const [top, height] = edge === 'top' ? [at, 100 - at] : edge === 'bottom' ? [0, at] : around(at)
  const [left, width] = align === 'left' ? [position, 100 - position] : align === 'right' ? [0, position] : around(position)
  const display = { top: 'before', middle: 'center', bottom: 'after' }[edge]
  return `tts:origin="${pair(left, top)}" tts:extent="${pair(width, height)}" tts:displayAlign="${display}" tts:textAlign="${align}"`
}

function pair(x: number, y: number): string {
  return `${percent(x)}% ${percent(y)}%`
}

/** The widest stretch around a point. */
function around(at: number): readonly [number, number] {
  const half = Math.min(at, 100 - at)
  return [at - half, 2 * half]
}
