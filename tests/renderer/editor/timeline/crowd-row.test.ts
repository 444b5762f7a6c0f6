import { expect, test } from 'vitest'
import { paintCrowdRow, type Colour } from '#renderer/editor/timeline/crowd-row.ts'
import type { TimelineItem } from '#renderer/editor/timeline/timeline-items.ts'
import { secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'

const colour: Colour = [200, 100, 0, 255]
const pickedColour: Colour = [0, 0, 250, 255]

const gap = (id: string, fromSeconds: number, toSeconds: number): TimelineItem =>
  ({
    kind: 'gap',
    id,
    span: { startTicks: secondsToTicks(fromSeconds), endTicks: secondsToTicks(toSeconds) },
  }) as TimelineItem

function paint(items: readonly TimelineItem[], { width = 20, ratio = 1, picked = [] as string[] } = {}): Uint8ClampedArray {
  // What was painted before does not show through.
  const row = new Uint8ClampedArray(width * 4).fill(77)
  const sight = { scale: 2, from: zeroTicks, to: secondsToTicks(10) }
  paintCrowdRow(row, { ...sight, items, picked: new Set(picked), shift: null, ratio, colour, pickedColour })
  return row
}

const pixels = (row: Uint8ClampedArray): readonly (readonly number[])[] =>
  Array.from({ length: row.length / 4 }, (_, pixel) => [...row.slice(pixel * 4, pixel * 4 + 4)])
const alphas = (row: Uint8ClampedArray): readonly number[] => pixels(row).map(([, , , alpha = 0]) => alpha)

test('narrow items stand in their places with a gap behind each, and nothing between them', () => {
  // Two seconds are 4 px, of which the last three quarters of a pixel stay free.
  const row = paint([gap('a', 1, 3), gap('b', 3, 5)])
  const quarter = Math.round(255 / 4)
  expect(alphas(row).slice(0, 12)).toEqual([0, 0, 255, 255, 255, quarter, 255, 255, 255, quarter, 0, 0])
  expect(pixels(row)[2]).toEqual([...colour])
  // Where it covers a part of a pixel, it is paler, not darker.
  expect(pixels(row)[5]).toEqual([200, 100, 0, quarter])
})

test('what is picked has its own colour, what is wide is not painted, and sharp screens have more pixels', () => {
  expect(pixels(paint([gap('a', 1, 3)], { picked: ['a'] }))[3]).toEqual([...pickedColour])
  expect(alphas(paint([gap('wide', 0, 4)])).every((alpha) => alpha === 0)).toBe(true)
  const sharp = alphas(paint([gap('a', 1, 3)], { width: 40, ratio: 2 }))
  expect(sharp.slice(4, 12)).toEqual([255, 255, 255, 255, 255, 255, 128, 0])
})

test('items that are shorter than a pixel share it, and what reaches past the ends of the row is cut off', () => {
  const crowd = Array.from({ length: 40 }, (_, index) => gap(`short-${index}`, index / 10, (index + 1) / 10))
  const row = paint(crowd, { width: 6 })
  expect(alphas(row).every((alpha) => alpha > 200)).toBe(true)
  expect(
    pixels(row).every(([red = 0, green = 0, blue = 0]) => Math.abs(red - 200) < 3 && Math.abs(green - 100) < 3 && blue < 3),
  ).toBe(true)
})
