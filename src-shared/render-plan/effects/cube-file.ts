import { appError } from '../../messages/app-error.ts'

/** One number for each step of each channel: red, green, blue, red, … */
type Curves = { readonly size: number; readonly values: Float32Array; readonly range: Range }
/** `size` steps each way, red running fastest; red, green, blue of each point. */
type Grid = { readonly size: number; readonly values: Float32Array; readonly range: Range }
/** The inputs of the first and of the last step, by channel. */
type Range = { readonly min: Triple; readonly max: Triple }
type Triple = readonly [number, number, number]

/** A colour table: curves, a grid, or curves before a grid (a shaper). */
export type Cube = { readonly curves: Curves | null; readonly grid: Grid | null }

/** 65 steps are the most that programs write; the format itself (Adobe, version 1.0) allows curves of 65,536. */
const maxGridSize = 65
const maxCurveSize = 65_536
/** 65³ lines of three long numbers fit. */
export const maxCubeCharacters = 24 * 1024 * 1024

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/
const unit: Range = { min: [0, 0, 0], max: [1, 1, 1] }

type Header = {
  gridSize: number | null
  curveSize: number | null
  min: Triple
  max: Triple
  gridRange: Range | null
  curveRange: Range | null
}

/**
 * Reads a .cube file (Adobe's format, with the ranges and shapers of DaVinci Resolve). `file` is named in the errors, all of
 * which are `colour.*`.
 */
export function parseCube(text: string, file: string): Cube {
  if (text.length > maxCubeCharacters) throw appError('colour.not-a-table', { file })
  const header: Header = { gridSize: null, curveSize: null, ...unit, gridRange: null, curveRange: null }
  let values: Float32Array | null = null
  let count = 0
  let line = 0
  for (const written of linesOf(text)) {
    line += 1
    const words = written.split('#', 1)[0]?.trim().split(/\s+/) ?? []
    const [first = ''] = words
    if (first === '') continue
    if (/^[A-Za-z_]/.test(first)) {
      if (values) throw appError('colour.table-bad-line', { file, line })
      readKeyword(header, first, words.slice(1), file, line)
      continue
    }
    values ??= new Float32Array(expectedNumbers(header, file))
    if (count + 3 > values.length) throw incomplete(file, count / 3 + 1, values.length / 3)
    values.set(triple(words, file, line), count)
    count += 3
  }
  if (!values) throw appError('colour.not-a-table', { file })
  if (count < values.length) throw incomplete(file, count / 3, values.length / 3)
  return assemble(header, values)
}

/** One line after the other, so that a file without line ends makes no great list. */
function* linesOf(text: string): Generator<string> {
  let start = text.startsWith('\uFEFF') ? 1 : 0
  while (start <= text.length) {
    const end = text.indexOf('\n', start)
    yield text.slice(start, end === -1 ? text.length : end)
    if (end === -1) return
    start = end + 1
  }
}

function readKeyword(header: Header, keyword: string, words: readonly string[], file: string, line: number): void {
  switch (keyword.toUpperCase()) {
    case 'LUT_3D_SIZE':
      header.gridSize = sizeOf(words, maxGridSize, file, line)
      break
    case 'LUT_1D_SIZE':
      header.curveSize = sizeOf(words, maxCurveSize, file, line)
      break
    case 'DOMAIN_MIN':
      header.min = triple(words, file, line)
      break
    case 'DOMAIN_MAX':
      header.max = triple(words, file, line)
      break
    case 'LUT_3D_INPUT_RANGE':
      header.gridRange = rangeOf(words, file, line)
      break
    case 'LUT_1D_INPUT_RANGE':
      header.curveRange = rangeOf(words, file, line)
      break
    default:
    // TITLE and what other programs add says nothing about the colours.
  }
}

function sizeOf(words: readonly string[], limit: number, file: string, line: number): number {
  const [word = ''] = words
  const size = Number(word)
  if (!/^\d{1,9}$/.test(word) || size < 2) throw appError('colour.table-bad-line', { file, line })
  if (size > limit) throw appError('colour.table-too-large', { file, size, limit })
  return size
}

function rangeOf(words: readonly string[], file: string, line: number): Range {
  const [min = Number.NaN, max = Number.NaN] = words.map((word) => readNumber(word, file, line))
  if (words.length !== 2) throw appError('colour.table-bad-line', { file, line })
  return { min: [min, min, min], max: [max, max, max] }
}

function triple(words: readonly string[], file: string, line: number): Triple {
  const [red = '', green = '', blue = ''] = words
  if (words.length !== 3) throw appError('colour.table-bad-line', { file, line })
  return [readNumber(red, file, line), readNumber(green, file, line), readNumber(blue, file, line)]
}

/** Numbers far outside the range of colours are damage, too. */
function readNumber(word: string, file: string, line: number): number {
  const value = number.test(word) ? Number(word) : Number.NaN
  if (!Number.isFinite(value) || Math.abs(value) > 65_536) throw appError('colour.table-bad-line', { file, line })
  return value
}

function expectedNumbers({ gridSize, curveSize, ...header }: Header, file: string): number {
  if (gridSize === null && curveSize === null) throw appError('colour.not-a-table', { file })
  const ranges = [header, header.gridRange, header.curveRange]
  if (ranges.some((range) => range !== null && isEmpty(range))) throw appError('colour.not-a-table', { file })
  return 3 * ((gridSize ?? 0) ** 3 + (curveSize ?? 0))
}

function isEmpty({ min, max }: Range): boolean {
  return min.some((value, channel) => value >= (max[channel] ?? value))
}

function incomplete(file: string, count: number, expected: number): Error {
  return appError('colour.table-incomplete', { file, count, expected })
}

function assemble({ gridSize, curveSize, gridRange, curveRange, min, max }: Header, values: Float32Array): Cube {
  const split = (curveSize ?? 0) * 3
  return {
    curves: curveSize === null ? null : { size: curveSize, values: values.subarray(0, split), range: curveRange ?? { min, max } },
    grid:
      gridSize === null
        ? null
        : { size: gridSize, values: values.subarray(split), range: gridRange ?? (curveSize === null ? { min, max } : unit) },
  }
}
