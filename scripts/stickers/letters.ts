import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { n } from './paths.ts'

/** Letters as outlines, so that a sticker looks the same on every canvas. Read from Inter's TrueType file (OpenType `glyf`). */

const bytes = readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/800ExtraBold/Inter_800ExtraBold.ttf'))
const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const unitsPerEm = view.getUint16(table('head') + 18)
const longOffsets = view.getInt16(table('head') + 50) === 1
const metricCount = view.getUint16(table('hhea') + 34)
/** Height of Inter's capitals as a share of the text size. */
const capHeight = 0.727

function table(name: string): number {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16
    if (bytes.toString('latin1', record, record + 4) === name) return view.getUint32(record + 8)
  }
  throw new Error(`The font has no ${name} table`)
}

/** Plain letters are in the map's format 4. */
function glyphOf(code: number): number {
  const start = table('cmap')
  for (let index = 0; index < view.getUint16(start + 2); index += 1) {
    const map = start + view.getUint32(start + 8 + index * 8)
    if (view.getUint16(map) !== 4) continue
    const segX2 = view.getUint16(map + 6)
    for (let offset = 0; offset < segX2; offset += 2) {
      if (view.getUint16(map + 14 + offset) < code) continue
      const first = view.getUint16(map + 16 + segX2 + offset)
      if (first > code) break
      const delta = view.getUint16(map + 16 + segX2 * 2 + offset)
      const rangeAt = map + 16 + segX2 * 3 + offset
      const range = view.getUint16(rangeAt)
      return range === 0 ? (code + delta) & 0xffff : (view.getUint16(rangeAt + range + (code - first) * 2) + delta) & 0xffff
    }
  }
  throw new Error(`The font has no letter for ${String.fromCodePoint(code)}`)
}

function advanceOf(glyph: number): number {
  return view.getUint16(table('hmtx') + Math.min(glyph, metricCount - 1) * 4)
}

type OutlinePoint = { readonly x: number; readonly y: number; readonly on: boolean }

/** The closed curves of a simple glyph in font units, `y` upwards. */
function outlineOf(glyph: number): readonly (readonly OutlinePoint[])[] {
  const loca = table('loca')
  const offsetOf = (index: number): number =>
    longOffsets ? view.getUint32(loca + index * 4) : view.getUint16(loca + index * 2) * 2
  const offset = offsetOf(glyph)
  // A space.
  if (offsetOf(glyph + 1) === offset) return []
  const start = table('glyf') + offset
  const count = view.getInt16(start)
  if (count < 0) throw new Error('This letter is put together of others; choose capitals')
  const ends = Array.from({ length: count }, (_, index) => view.getUint16(start + 10 + index * 2))
  const total = (ends.at(-1) ?? -1) + 1
  let cursor = start + 10 + count * 2
  cursor += 2 + view.getUint16(cursor)
  const flags: number[] = []
  while (flags.length < total) {
    const flag = view.getUint8(cursor++)
    const repeats = flag & 8 ? view.getUint8(cursor++) : 0
    for (let index = 0; index <= repeats; index += 1) flags.push(flag)
  }
  const read = (short: number, same: number): number[] => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) value += (flag & same ? 1 : -1) * view.getUint8(cursor++)
      else if (!(flag & same)) {
        value += view.getInt16(cursor)
        cursor += 2
      }
      return value
    })
  }
  const xs = read(2, 16)
  const ys = read(4, 32)
  const points = flags.map((flag, index): OutlinePoint => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, on: (flag & 1) === 1 }))
  return ends.map((end, index) => points.slice((ends[index - 1] ?? -1) + 1, end + 1))
}

const between = (a: OutlinePoint, b: OutlinePoint): OutlinePoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true })

/** A word in capitals (or digits) whose middle lies at a point; `height` is that of its capitals. */
export function letters(word: string, cx: number, cy: number, height: number, spacing = 0): string {
  const scale = height / capHeight / unitsPerEm
  const glyphs = [...word].map((letter) => glyphOf(letter.codePointAt(0) ?? 0))
  const advances = glyphs.map((glyph) => advanceOf(glyph) * scale)
  const width = advances.reduce((sum, advance) => sum + advance, 0) + spacing * (glyphs.length - 1)
  let x = cx - width / 2
  const baseline = cy + height / 2
  const parts: string[] = []
  glyphs.forEach((glyph, index) => {
    for (const contour of outlineOf(glyph)) parts.push(curve(contour, x, baseline, scale))
    x += (advances[index] ?? 0) + spacing
  })
  return parts.join('')
}

function curve(contour: readonly OutlinePoint[], left: number, baseline: number, scale: number): string {
  const at = (point: OutlinePoint): string => `${n(left + point.x * scale)} ${n(baseline - point.y * scale)}`
  const first = contour.findIndex(({ on }) => on)
  const points = [...contour.slice(first), ...contour.slice(0, first)]
  const start = points[0]
  if (first < 0 || !start) throw new Error('A curve without a point on it')
  let path = `M${at(start)}`
  for (let index = 1; index < points.length; index += 1) {
    const point = points[index] ?? start
    if (point.on) path += `L${at(point)}`
    else {
      const next = points[index + 1] ?? start
      path += `Q${at(point)} ${at(next.on ? next : between(point, next))}`
      if (next.on) index += 1
    }
  }
  return `${path}Z`
}
