import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFlashFinder, flashGrid } from '#shared/preflight/find-flashes.ts'
import type { FlashStretch } from '#shared/preflight/measured.ts'

const canvas = { width: 1080, height: 1920 } as const
const rate = { num: 30, den: 1 } as const
const { columns, rows } = flashGrid(canvas)

type Colour = readonly [red: number, green: number, blue: number]
const [black, grey, white, red, blue] = [
  [0, 0, 0],
  [0.05, 0.05, 0.05],
  [1, 1, 1],
  [1, 0, 0],
  [0, 0, 1],
] as const satisfies readonly Colour[]

/** Cells of one colour, but for those of a rectangle (in shares of the picture). */
function picture(inside: Colour, outside: Colour = inside, width = 1, height = 1): Float32Array {
  const cells = new Float32Array(columns * rows * 3)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      cells.set(column < columns * width && row < rows * height ? inside : outside, (row * columns + column) * 3)
  return cells
}

function draw(isWhite: (column: number, row: number) => boolean): Float32Array {
  const cells = new Float32Array(columns * rows * 3)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      cells.set(isWhite(column, row) ? white : black, (row * columns + column) * 3)
  return cells
}

/** A film of one second each of still, changing and still pictures. */
function watch(changesPerSecond: number, one: Float32Array, other: Float32Array, seconds = 3): readonly FlashStretch[] {
  const finder = createFlashFinder(canvas, rate)
  for (let frame = 0; frame < seconds * 30; frame += 1)
    finder.add(frame >= 30 && Math.floor(((frame - 30) * changesPerSecond) / 30) % 2 === 0 ? one : other)
  return finder.finish()
}

describe('flashes', () => {
  it('tells of a picture that turns from black to white and back more than three times a second, and when', () => {
    const [found, ...others] = watch(10, picture(white), picture(black))
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'general' })
    expect(found?.flashes).toBeGreaterThan(3)
    expect((found?.startTicks ?? 0) / 120_000).toBeCloseTo(1, 1)
    expect((found?.endTicks ?? 0) / 120_000).toBeGreaterThan(2.5)
  })

  it('allows three a second', () => {
    expect(watch(6, picture(white), picture(black))).toEqual([])
    expect(watch(7.5, picture(white), picture(black)).length).toBe(1)
  })

  it.each([
    [2, 0],
    [4, 1],
    [10, 1],
  ])('of %d flashes a second tells of %d stretch', (hertz, stretches) => {
    expect(watch(2 * hertz, picture(white), picture(black)).length).toBe(stretches)
    expect(watch(2 * hertz, picture(red), picture([0.2, 0.22, 0.2])).some(({ kind }) => kind === 'red')).toBe(stretches > 0)
  })

  it('tells of places that flash against each other, whose mean stays the same', () => {
    const chequers = (turned: number): Float32Array =>
      draw((column, row) => (Math.floor(column / 4) + Math.floor(row / 4)) % 2 === turned)
    expect(watch(8, chequers(0), chequers(1)).length).toBe(1)
  })

  it.each([
    [
      'a bright ball that flies across again and again',
      (frame: number) => {
        const at = Math.abs(((frame * 1.5) % (2 * columns)) - columns)
        return draw((column, row) => Math.hypot(column - at, row - rows / 2) < 5)
      },
    ],
    [
      'a bright patch that jumps eight times a second, each time elsewhere',
      (frame: number) => draw((_column, row) => Math.floor(row / 6) === Math.floor(frame / 4) % 5),
    ],
    ['a pan over stripes, three of them a second', (frame: number) => draw((column) => (column + frame * 0.8) % 8 < 4)],
    ['three cuts a second', (frame: number) => picture(Math.floor(frame / 10) % 2 === 0 ? white : black)],
    [
      'somebody who walks past',
      (frame: number) => {
        const [middle, step] = [(frame / 90) * columns, Math.sin(frame / 3) * 2]
        const isBody = (column: number, row: number): boolean => row > 8 && row < 20 && Math.abs(column - middle) < 2.5
        const isLeg = (column: number, row: number): boolean =>
          row >= 20 && Math.abs(Math.abs(column - middle) - Math.abs(step)) < 1
        return draw((column, row) => !isBody(column, row) && !isLeg(column, row))
      },
    ],
  ] as const)('finds nothing in %s', (_name, draws) => {
    const finder = createFlashFinder(canvas, rate)
    for (let frame = 0; frame < 120; frame += 1) finder.add(draws(frame))
    expect(finder.finish()).toEqual([])
  })

  it('needs a tenth of the luminance, and a darker side below 0.80', () => {
    expect(watch(10, picture(grey), picture(black))).toEqual([])
    expect(watch(10, picture([0.11, 0.11, 0.11]), picture(black)).length).toBe(1)
    expect(watch(10, picture(white), picture([0.82, 0.82, 0.82]))).toEqual([])
    expect(watch(10, picture(white), picture([0.78, 0.78, 0.78])).length).toBe(1)
  })

  it('needs a quarter of what is seen sharply: 341 x 256 of a screen of 1024 x 768', () => {
    // Upright, the picture is 432 x 768 there: 6 x 6 cells of it are 144 x 144 = 20,736 pixels, a quarter is 21,824.
    expect(watch(10, picture(white, black, 0.3, 0.18), picture(black))).toEqual([])
    expect(watch(10, picture(white, black, 0.5, 0.25), picture(black)).length).toBe(1)
  })

  it('tells of strong red that comes and goes, also where its luminance hardly changes', () => {
    const dull: Colour = [0.2, 0.22, 0.2]
    const kinds = watch(10, picture(red), picture(dull)).map(({ kind }) => kind)
    expect(kinds).toContain('red')
    expect(watch(10, picture([0.9, 0, 0]), picture([1, 0.02, 0.02])).map(({ kind }) => kind)).toEqual([])
    expect(watch(10, picture(blue), picture([0, 0.06, 0.1])).map(({ kind }) => kind)).toEqual([])
  })

  it('counts a slow fade as one change, however many steps it has', () => {
    const finder = createFlashFinder(canvas, rate)
    for (let frame = 0; frame < 90; frame += 1) finder.add(picture([frame / 90, frame / 90, frame / 90]))
    expect(finder.finish()).toEqual([])
  })

  it('finds nothing in any film whose pictures change by less than a tenth altogether', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.3, max: 0.39, noNaN: true }), { minLength: 31, maxLength: 60 }), (levels) => {
        const finder = createFlashFinder(canvas, rate)
        for (const level of levels) finder.add(picture([level, level, level]))
        expect(finder.finish()).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  it('never tells of fewer than four flashes, nor of a stretch without length', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 30, maxLength: 90 }), (bright) => {
        const finder = createFlashFinder(canvas, rate)
        for (const each of bright) finder.add(each ? picture(white) : picture(black))
        const changes = bright.filter((each, index) => index > 0 && each !== bright[index - 1]).length
        const found = finder.finish()
        for (const { startTicks, endTicks, flashes } of found) {
          expect(endTicks).toBeGreaterThan(startTicks)
          expect(flashes).toBeGreaterThan(3)
        }
        if (changes <= 6) expect(found).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
