import type { CanvasSize } from '../project/schema/document.ts'
import { frameToTicks, type FrameRate } from '../time/frame-rate.ts'
import type { FlashStretch } from './measured.ts'

/*
 * WCAG 2.2, 2.3.1 “Three flashes or below threshold” (https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds):
 * a general flash is a pair of opposing changes in relative luminance of 10 % or more of the maximum where the darker image is
 * below 0.80; a red flash a pair of opposing transitions to or from R/(R+G+B) >= 0.8 of more than 0.2 in the CIE 1976 UCS diagram.
 * At most three within one second, unless together they take less than a quarter of any 10 degree visual field, which is 341 x 256
 * pixels of a screen of 1024 x 768.
 */

/** WCAG 2.2, 2.3.1. */
export const mostFlashes = 3
const leastChange = 0.1
const darkerBelow = 0.8
const redShare = 0.8
const leastChromaChange = 0.2
const field = { width: 341, height: 256, share: 0.25 } as const
const screen = { width: 1024, height: 768 } as const

/** What changes within so many frames changes at once: a fade reaches one part of the picture a little before another. */
const togetherFrames = 3

/** Cells across the shorter side. */
const shortSideCells = 18
/** Darker than this, a colour is black. */
const blackSum = 0.02
const white = { u: 0.1978, v: 0.4683 } as const

export type FlashGrid = { readonly columns: number; readonly rows: number }

/** Square cells, each of which is judged by its mean colour. */
export function flashGrid({ width, height }: CanvasSize): FlashGrid {
  const cell = Math.min(width, height) / shortSideCells
  return { columns: Math.max(1, Math.round(width / cell)), rows: Math.max(1, Math.round(height / cell)) }
}

/** Looks for flashes in the pictures of a film, one after the other. */
export type FlashFinder = {
  /** Red, green and blue of each cell, linear from 0 to 1, row by row. */
  add(cells: Float32Array): void
  /** The stretches of more than three flashes a second, in order. */
  finish(): readonly FlashStretch[]
}

export function createFlashFinder(canvas: CanvasSize, rate: FrameRate): FlashFinder {
  const grid = flashGrid(canvas)
  const fields = listFields(canvas, grid)
  const general = watchKind(grid, fields, createLuminanceCell, rate.num / rate.den)
  const red = watchKind(grid, fields, createRedCell, rate.num / rate.den)
  let frame = 0
  return {
    add(cells) {
      general.add(frame, cells)
      red.add(frame, cells)
      frame += 1
    },
    finish: () => [...toStretches('general', general.alarms, rate), ...toStretches('red', red.alarms, rate)],
  }
}

/** +1 or -1 where the cell has just changed that way, else 0. */
type CellWatch = (red: number, green: number, blue: number) => -1 | 0 | 1

function createLuminanceCell(): CellWatch {
  let direction = 0
  let low = Infinity
  let high = -Infinity
  return (red, green, blue) => {
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    low = Math.min(low, luminance)
    high = Math.max(high, luminance)
    if (direction <= 0 && luminance - low >= leastChange && low < darkerBelow) {
      direction = 1
      high = luminance
      return 1
    }
    if (direction >= 0 && high - luminance >= leastChange && luminance < darkerBelow) {
      direction = -1
      low = luminance
      return -1
    }
    return 0
  }
}

type Chroma = { readonly share: number; readonly u: number; readonly v: number }

function createRedCell(): CellWatch {
  let isRed = false
  /** The least red since the cell was red last, and the reddest since it became red. */
  let plain: Chroma | null = null
  let reddest: Chroma | null = null
  return (red, green, blue) => {
    const now = chromaOf(red, green, blue)
    if (now.share >= redShare) {
      if (!reddest || now.share > reddest.share) reddest = now
      if (isRed || !plain || distance(plain, now) <= leastChromaChange) return 0
      isRed = true
      plain = null
      return 1
    }
    if (!plain || now.share < plain.share) plain = now
    if (!reddest || distance(reddest, now) <= leastChromaChange) return 0
    reddest = null
    isRed = false
    return -1
  }
}

/** CIE 1976 u' and v' of linear sRGB. */
function chromaOf(red: number, green: number, blue: number): Chroma {
  const sum = red + green + blue
  if (sum < blackSum) return { share: 0, ...white }
  const x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
  const y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  const z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
  const weight = x + 15 * y + 3 * z
  return { share: red / sum, u: (4 * x) / weight, v: (9 * y) / weight }
}

function distance(a: Chroma, b: Chroma): number {
  return Math.hypot(a.u - b.u, a.v - b.v)
}

type Field = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly least: number
}

/** Every place of a 10 degree visual field on the picture as it fills a screen, and how many cells are a quarter of it. */
function listFields({ width, height }: CanvasSize, { columns, rows }: FlashGrid): readonly Field[] {
  const scale = Math.min(screen.width / width, screen.height / height)
  const [cellWidth, cellHeight] = [(width * scale) / columns, (height * scale) / rows]
  const across = Math.min(columns, Math.max(1, Math.round(field.width / cellWidth)))
  const down = Math.min(rows, Math.max(1, Math.round(field.height / cellHeight)))
  const least = (field.width * field.height * field.share) / (cellWidth * cellHeight)
  const fields: Field[] = []
  for (let top = 0; top + down <= rows; top += 1)
    for (let left = 0; left + across <= columns; left += 1)
      fields.push({ left, top, right: left + across, bottom: top + down, least })
  return fields
}

/** What was too much: `changes` within a second, in the same cells of a field that change together. */
type Alarm = { readonly from: number; readonly to: number; readonly changes: number }

/** Changes that make three flashes; one more within a second is too many. */
const mostChanges = 2 * mostFlashes

type KindWatch = { add(frame: number, cells: Float32Array): void; readonly alarms: readonly Alarm[] }

/**
 * A flash is a pair of opposing changes of the same place: each cell keeps its own changes of the last second. What moves changes
 * one cell after the other, none of them often.
 */
function watchKind(
  { columns, rows }: FlashGrid,
  fields: readonly Field[],
  createCell: () => CellWatch,
  secondFrames: number,
): KindWatch {
  const watches = Array.from({ length: columns * rows }, createCell)
  const recent: number[][] = watches.map(() => [])
  const alarms: Alarm[] = []
  const up = makeDirection()
  const down = makeDirection()
  const sums = new Int32Array((columns + 1) * (rows + 1))

  /** When each cell changed last in one direction, and its changes within the second before. */
  function makeDirection(): { readonly when: Int32Array; readonly changes: Int32Array } {
    return { when: new Int32Array(watches.length).fill(-1000), changes: new Int32Array(watches.length) }
  }

  function sumAt(row: number, column: number): number {
    return sums[row * (columns + 1) + column] ?? 0
  }

  /** Whether the cells that change now and changed at least so often are a quarter of any field. */
  function isCovered(frame: number, { when, changes }: typeof up, least: number): boolean {
    for (let row = 0; row < rows; row += 1) {
      let line = 0
      for (let column = 0; column < columns; column += 1) {
        const index = row * columns + column
        if (frame - (when[index] ?? 0) < togetherFrames && (changes[index] ?? 0) >= least) line += 1
        sums[(row + 1) * (columns + 1) + column + 1] = sumAt(row, column + 1) + line
      }
    }
    return fields.some(
      (each) =>
        sumAt(each.bottom, each.right) -
          sumAt(each.top, each.right) -
          sumAt(each.bottom, each.left) +
          sumAt(each.top, each.left) >=
        each.least,
    )
  }

  function judge(frame: number, direction: typeof up): void {
    let changes = mostChanges
    while (isCovered(frame, direction, changes + 1)) changes += 1
    if (changes === mostChanges) return
    const begun = recent.flatMap(([first], index) =>
      first !== undefined &&
      frame - (direction.when[index] ?? 0) < togetherFrames &&
      (direction.changes[index] ?? 0) > mostChanges
        ? first
        : [],
    )
    alarms.push({ from: Math.min(frame, ...begun), to: frame, changes })
  }

  return {
    alarms,
    add(frame, cells) {
      const often = { up: false, down: false }
      for (const [index, watch] of watches.entries()) {
        const change = watch(cells[index * 3] ?? 0, cells[index * 3 + 1] ?? 0, cells[index * 3 + 2] ?? 0)
        const own = recent[index]
        if (change === 0 || !own) continue
        own.push(frame)
        while (frame - (own[0] ?? frame) >= secondFrames) own.shift()
        const direction = change > 0 ? up : down
        direction.when[index] = frame
        direction.changes[index] = own.length
        if (own.length > mostChanges) often[change > 0 ? 'up' : 'down'] = true
      }
      if (often.up) judge(frame, up)
      if (often.down) judge(frame, down)
    },
  }
}

function toStretches(kind: FlashStretch['kind'], alarms: readonly Alarm[], rate: FrameRate): readonly FlashStretch[] {
  const merged: { from: number; to: number; changes: number }[] = []
  for (const alarm of alarms.toSorted((a, b) => a.from - b.from)) {
    const open = merged.at(-1)
    if (!open || alarm.from > open.to) merged.push({ ...alarm })
    else {
      open.to = Math.max(open.to, alarm.to)
      open.changes = Math.max(open.changes, alarm.changes)
    }
  }
  return merged.map(({ from, to, changes }) => ({
    kind,
    startTicks: frameToTicks(from, rate),
    endTicks: frameToTicks(to + 1, rate),
    flashes: Math.ceil(changes / 2),
  }))
}
