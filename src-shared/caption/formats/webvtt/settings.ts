import type { CaptionPlacement } from '../../../project/schema/text.ts'
import { percent } from '../placements.ts'

/** How high a line is in the grid of WebVTT's line numbers, in percent of the picture (W3C WebVTT 7.1: 5.33vh). */
const lineHeight = 5.33

type Line = Pick<CaptionPlacement, 'line' | 'edge'>
type Position = { readonly at: number; readonly anchor: CaptionPlacement['align'] | null }

const lineEdges: ReadonlyMap<string, Line['edge']> = new Map([
  ['start', 'top'],
  ['center', 'middle'],
  ['end', 'bottom'],
])
const anchors: ReadonlyMap<string, CaptionPlacement['align']> = new Map([
  ['line-left', 'left'],
  ['start', 'left'],
  ['center', 'center'],
  ['middle', 'center'],
  ['line-right', 'right'],
  ['end', 'right'],
])

export type CueSettings = {
  readonly placement: CaptionPlacement | undefined
  /** A region, vertical writing, or something that is not of the format. */
  readonly dropped: boolean
}

/** Reads what stands behind a cue's times; `rightToLeft` is the direction of its text. */
export function readCueSettings(settings: string, rightToLeft: boolean): CueSettings {
  if (settings === '') return { placement: undefined, dropped: false }
  let [dropped, known] = [false, false]
  let line: Line = { line: null, edge: 'bottom' }
  let align: CaptionPlacement['align'] = 'center'
  let position: Position | null = null
  let size = 100
  for (const setting of settings.split(/[ \t]+/)) {
    const [, name = '', value = ''] = /^([a-z]{1,20}):(.{1,60})$/.exec(setting) ?? []
    const read = readers.get(name)?.(value, rightToLeft) ?? null
    if (read === null) dropped = true
    else known = true
    if (typeof read === 'number') size = read
    else if (typeof read === 'string') align = read
    else if (read !== null && 'edge' in read) line = read
    else if (read !== null) position = read
  }
  const at = percent(place(align, position, size))
  const isUsual = line.line === null && align === 'center' && at === 50
  if (!known || isUsual) return { placement: undefined, dropped }
  return { placement: { ...line, align, position: at }, dropped }
}

type SettingReader = (value: string, rightToLeft: boolean) => Line | Position | CaptionPlacement['align'] | number | null

const readers: ReadonlyMap<string, SettingReader> = new Map<string, SettingReader>([
  ['line', readLine],
  ['align', readAlign],
  ['position', readPosition],
  ['size', readPercent],
])

const shares = { left: 0, center: 50, right: 100 } as const

/** Where the text stands inside the cue's box: the box may be anchored otherwise than the text is aligned. */
function place(align: CaptionPlacement['align'], position: Position | null, size: number): number {
  const at = position?.at ?? shares[align]
  const anchor = position?.anchor ?? align
  if (anchor === align) return at
  const room = anchor === 'left' ? 100 - at : anchor === 'right' ? at : 2 * Math.min(at, 100 - at)
  const width = Math.min(size, room)
  const left = at - (width * shares[anchor]) / 100
  return left + (width * shares[align]) / 100
}

function readPercent(value: string): number | null {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(value)
  return match && Number(match[1]) <= 100 ? percent(Number(match[1])) : null
}

function readLine(value: string): Line | null {
  const [offset = '', alignment] = value.split(',')
  const edge = alignment === undefined ? undefined : lineEdges.get(alignment)
  if (alignment !== undefined && edge === undefined) return null
  const share = readPercent(offset)
  if (share !== null) return { line: share, edge: edge ?? 'top' }
  if (!/^-?\d{1,3}$/.test(offset)) return null
  const count = Number(offset)
  // From the bottom, the last line is -1.
  if (count < 0 || Object.is(count, -0)) return { line: percent(100 + (count + 1) * lineHeight), edge: edge ?? 'bottom' }
  return { line: percent(count * lineHeight), edge: edge ?? 'top' }
}

function readAlign(value: string, rightToLeft: boolean): CaptionPlacement['align'] | null {
  if (value === 'start') return rightToLeft ? 'right' : 'left'
  if (value === 'end') return rightToLeft ? 'left' : 'right'
  // `middle` was the format's word once.
  if (value === 'center' || value === 'middle') return 'center'
  return value === 'left' || value === 'right' ? value : null
}

function readPosition(value: string): Position | null {
  const [offset = '', alignment] = value.split(',')
  const at = readPercent(offset)
  if (at === null) return null
  if (alignment === undefined) return { at, anchor: null }
  const anchor = anchors.get(alignment)
  return anchor === undefined ? null : { at, anchor }
}

/** ` line:10%,start position:50% align:center`, or nothing for a caption that stands where captions do. */
export function writeCueSettings(placement: CaptionPlacement | undefined): string {
  if (!placement) return ''
  const { line, edge, position, align } = placement
  const edges = { top: 'start', middle: 'center', bottom: 'end' } as const
  return `${line === null ? '' : ` line:${line}%,${edges[edge]}`} position:${position}% align:${align}`
}
