import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/messages/app-error.ts'
import { applyCube } from '#shared/render-plan/effects/cube-colour.ts'
import { parseCube, type Cube } from '#shared/render-plan/effects/cube-file.ts'

type Triple = readonly [number, number, number]

function grid(size: number, colour: (...rgb: Triple) => Triple, header = ''): string {
  const steps = Array.from({ length: size }, (_, index) => index / (size - 1))
  const lines = steps.flatMap((blue) =>
    steps.flatMap((green) =>
      steps.map((red) =>
        colour(red, green, blue)
          .map((value) => value.toFixed(6))
          .join(' '),
      ),
    ),
  )
  return `${header}LUT_3D_SIZE ${size}\n${lines.join('\n')}\n`
}

function apply(cube: Cube, ...rgb: Triple): number[] {
  const colour = Float64Array.from(rgb)
  applyCube(colour, cube)
  return [...colour].map((value) => Math.round(value * 1000) / 1000)
}

const same = (...rgb: Triple): Triple => rgb
const codeOf = (text: string): string => {
  try {
    parseCube(text, 'x.cube')
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code
    throw thrown
  }
  return 'read'
}

describe('a colour table', () => {
  it('is read with title, comments, empty lines, tabs, Windows line ends and a byte order mark', () => {
    const text = grid(2, (red, green, blue) => [blue, green, red], '\uFEFFTITLE "Swap # not a comment"\n# made by hand\n\n')
    const cube = parseCube(text.replaceAll(' ', '\t').replace('TITLE\t', 'TITLE ').replaceAll('\n', '\r\n'), 'swap.cube')
    expect(apply(cube, 1, 0.25, 0)).toEqual([0, 0.25, 1])
  })

  it('has red running fastest', () => {
    const cube = parseCube('LUT_3D_SIZE 2\n0 0 0\n0.5 0 0\n0 0 0\n0.5 0 0\n0 0 0\n0.5 0 0\n0 0 0\n0.5 0 0', 'x.cube')
    expect(apply(cube, 1, 0, 0)).toEqual([0.5, 0, 0])
    expect(apply(cube, 0, 1, 1)).toEqual([0, 0, 0])
  })

  it('covers the domain it tells, and its ends hold beyond', () => {
    const cube = parseCube(grid(2, same, 'DOMAIN_MIN 0.2 0.2 0.2\nDOMAIN_MAX 0.6 0.6 0.6\n'), 'x.cube')
    expect(apply(cube, 0.4, 0.1, 0.9)).toEqual([0.5, 0, 1])
  })

  it('is read as curves, and as curves before a grid', () => {
    const curves = parseCube('LUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE 0 1\n0 0 1\n0.8 0.5 0.5\n1 1 0', 'x.cube')
    expect(apply(curves, 0.25, 0.5, 0.25)).toEqual([0.4, 0.5, 0.75])
    const turned = grid(2, (red, green, blue) => [green, blue, red])
    const both = `LUT_1D_SIZE 2\n${turned.replace('\n', '\n1 1 1\n0 0 0\n')}`
    expect(apply(parseCube(both, 'x.cube'), 0.25, 0.5, 1)).toEqual([0.5, 0, 0.75])
  })

  it('keeps greys grey where its diagonal is grey', () => {
    const strange = parseCube(
      grid(3, (red, green, blue) => (red === green && green === blue ? [red, red, red] : [0, 1, 0])),
      'x.cube',
    )
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (grey) => {
        const [red = 0, green = 0, blue = 0] = apply(strange, grey, grey, grey)
        expect([red, green, blue]).toEqual([red, red, red])
        expect(red).toBeCloseTo(grey, 2)
      }),
    )
  })

  it('gives back what a linear table of any size says, everywhere', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.tuple(unit, unit, unit), (size, [red, green, blue]) => {
        const cube = parseCube(
          grid(size, (r, g, b) => [1 - r, (g + b) / 2, b * 0.5 + 0.25]),
          'x.cube',
        )
        const [outRed = 0, outGreen = 0, outBlue = 0] = apply(cube, red, green, blue)
        expect(outRed).toBeCloseTo(1 - red, 2)
        expect(outGreen).toBeCloseTo((green + blue) / 2, 2)
        expect(outBlue).toBeCloseTo(blue * 0.5 + 0.25, 2)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a file that is no colour table', () => {
  it.for([
    ['an empty file', '', 'colour.not-a-table'],
    ['a header without colours', 'LUT_3D_SIZE 2\n', 'colour.not-a-table'],
    ['colours without a size', '0 0 0\n1 1 1', 'colour.not-a-table'],
    ['66 steps', 'LUT_3D_SIZE 66\n0 0 0', 'colour.table-too-large'],
    ['a size that would fill the memory', 'LUT_3D_SIZE 999999999\n0 0 0', 'colour.table-too-large'],
    ['curves of a million steps', 'LUT_1D_SIZE 1000000\n0 0 0', 'colour.table-too-large'],
    ['one step', 'LUT_3D_SIZE 1\n0 0 0', 'colour.table-bad-line'],
    ['half a step', 'LUT_3D_SIZE 2.5\n0 0 0', 'colour.table-bad-line'],
    ['a negative size', 'LUT_3D_SIZE -2\n0 0 0', 'colour.table-bad-line'],
    ['too few colours', 'LUT_1D_SIZE 3\n0 0 0\n1 1 1', 'colour.table-incomplete'],
    ['too many colours', 'LUT_1D_SIZE 2\n0 0 0\n1 1 1\n1 1 1', 'colour.table-incomplete'],
    ['words for numbers', 'LUT_1D_SIZE 2\n0 0 0\n1 one 1', 'colour.table-bad-line'],
    ['no number', 'LUT_1D_SIZE 2\n0 0 0\n1 NaN 1', 'colour.table-bad-line'],
    ['an endless number', 'LUT_1D_SIZE 2\n0 0 0\n1 1e999 1', 'colour.table-bad-line'],
    ['a hexadecimal number', 'LUT_1D_SIZE 2\n0 0 0\n1 0x1 1', 'colour.table-bad-line'],
    ['commas for points', 'LUT_1D_SIZE 2\n0,0 0,0 0,0\n1 1 1', 'colour.table-bad-line'],
    ['four numbers', 'LUT_1D_SIZE 2\n0 0 0 0\n1 1 1', 'colour.table-bad-line'],
    ['a domain without extent', 'DOMAIN_MIN 1 1 1\nLUT_1D_SIZE 2\n0 0 0\n1 1 1', 'colour.not-a-table'],
    ['a size after the colours', 'LUT_1D_SIZE 2\n0 0 0\nLUT_1D_SIZE 3\n1 1 1', 'colour.table-bad-line'],
  ] as const)('refuses %s', ([, text, code]) => {
    expect(codeOf(text)).toBe(code)
  })

  it('says the line', () => {
    expect(() => parseCube('LUT_1D_SIZE 2\n# two\n0 0 0\n1 x 1', '/home/ada/warm.cube')).toThrow(
      'Line 4 of the colour table “warm.cube”',
    )
  })

  it('never throws anything but one of these, whatever it holds', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'LUT_3D_SIZE',
        'LUT_1D_SIZE',
        'DOMAIN_MIN',
        'DOMAIN_MAX',
        'LUT_3D_INPUT_RANGE',
        'TITLE',
        '#',
        '2',
        '1e9',
        '-0',
        '.',
      ),
      fc.string({ maxLength: 6 }),
      fc.double().map(String),
    )
    const text = fc.array(
      fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(text, (lines) => {
        expect([
          'read',
          'colour.not-a-table',
          'colour.table-bad-line',
          'colour.table-incomplete',
          'colour.table-too-large',
        ]).toContain(codeOf(lines.join('\n')))
      }),
      { numRuns: 400 },
    )
  })
})
