import { closeSync, openSync, readSync } from 'node:fs'
import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

type Markers = SplitAnalysis['markers']

/** Element ids of RFC 9559. */
const ids = {
  segment: 0x18538067,
  chapters: 0x1043a770,
  edition: 0x45b9,
  atom: 0xb6,
  start: 0x91,
  hidden: 0x98,
  display: 0x80,
  text: 0x85,
} as const

/** A list of chapters is small; more is damage. */
const largestListBytes = 4_000_000
const mostElements = 200_000

type Element = { readonly id: number; readonly start: number; readonly end: number }

/** The visible chapters of the first edition of a Matroska or WebM file; none where it has none or is damaged there. */
export function readMatroskaChapters(file: string): Markers {
  const descriptor = openSync(file, 'r')
  try {
    const list = findList(descriptor)
    return list ? readList(list) : []
  } finally {
    closeSync(descriptor)
  }
}

/** The bytes of the list: the elements of the segment are skipped one by one, clusters among them. */
function findList(descriptor: number): Uint8Array | null {
  let position = 0
  for (let count = 0; count < mostElements; count += 1) {
    const head = new Uint8Array(16)
    const got = readSync(descriptor, head, 0, head.length, position)
    const element = got > 2 ? readHead(head.subarray(0, got), 0) : null
    if (!element) return null
    const [start, end] = [position + element.start, position + element.end]
    if (element.id === ids.chapters && element.end - element.start <= largestListBytes) {
      const bytes = new Uint8Array(element.end - element.start)
      return readSync(descriptor, bytes, 0, bytes.length, start) === bytes.length ? bytes : null
    }
    // Into the segment, over everything else.
    position = element.id === ids.segment ? start : end
    // No end, or one that no file has.
    if (!Number.isSafeInteger(position)) return null
  }
  return null
}

function readList(bytes: Uint8Array): Markers {
  const edition = children(bytes, { start: 0, end: bytes.length }).find(({ id }) => id === ids.edition)
  if (!edition) return []
  const atoms = children(bytes, edition).filter(({ id }) => id === ids.atom)
  return atoms.flatMap((atom) => {
    const parts = children(bytes, atom)
    const start = parts.find(({ id }) => id === ids.start)
    const isHidden = parts.some((part) => part.id === ids.hidden && readNumber(bytes, part) === 1)
    if (!start || isHidden) return []
    const display = parts.find(({ id }) => id === ids.display)
    const text = display && children(bytes, display).find(({ id }) => id === ids.text)
    const label = text ? new TextDecoder().decode(bytes.subarray(text.start, text.end)) : ''
    return [{ atTicks: nanosecondsToTicks(readNumber(bytes, start)), label }]
  })
}

function children(bytes: Uint8Array, { start, end }: Pick<Element, 'start' | 'end'>): readonly Element[] {
  const found: Element[] = []
  for (let position = start; position < end;) {
    const element = readHead(bytes, position)
    if (!element || element.end > end) break
    found.push(element)
    position = element.end
  }
  return found
}

/** An id and a size; an unknown size (a live recording) ends at infinity. */
function readHead(bytes: Uint8Array, at: number): Element | null {
  const idLength = Math.clz32(bytes[at] ?? 0) - 23
  const sizeAt = at + idLength
  const sizeLength = Math.clz32(bytes[sizeAt] ?? 0) - 23
  if (idLength > 4 || sizeLength > 8 || sizeAt + sizeLength > bytes.length) return null
  let id = 0
  for (let index = at; index < sizeAt; index += 1) id = id * 256 + (bytes[index] ?? 0)
  let size = (bytes[sizeAt] ?? 0) & (0xff >> sizeLength)
  let isUnknown = size === 0xff >> sizeLength
  for (let index = sizeAt + 1; index < sizeAt + sizeLength; index += 1) {
    size = size * 256 + (bytes[index] ?? 0)
    isUnknown &&= bytes[index] === 0xff
  }
  const start = sizeAt + sizeLength
  return { id, start, end: isUnknown ? Infinity : start + size }
}

function readNumber(bytes: Uint8Array, { start, end }: Pick<Element, 'start' | 'end'>): number {
  return bytes.subarray(start, end).reduce((value, byte) => value * 256 + byte, 0)
}

function nanosecondsToTicks(nanoseconds: number): Ticks {
  const value = Math.round((nanoseconds * ticksPerSecond) / 1e9)
  return ticks(Number.isSafeInteger(value) ? value : 0)
}
