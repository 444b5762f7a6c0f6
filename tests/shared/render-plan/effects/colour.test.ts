import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookNames } from '#shared/project/looks.ts'
import { applyColourTables, makeColourTables } from '#shared/render-plan/effects/colour-tables.ts'
import { fromYuv, toYuv } from '#shared/render-plan/effects/colour.ts'
import { parseCube } from '#shared/render-plan/effects/cube-file.ts'
import { isPlainLook, lookColour } from '#shared/render-plan/effects/look-colour.ts'
import type { PlanLook } from '#shared/render-plan/plan-layer.ts'
import { paint, through, type Yuv } from './plane-fixtures.ts'

const untouched: PlanLook = { name: null, exposure: 0, contrast: 0, saturation: 0, temperature: 0, lut: null, strength: 1 }
const inverted = parseCube(
  `LUT_3D_SIZE 2\n${[7, 6, 5, 4, 3, 2, 1, 0].map((n) => `${n & 1} ${(n >> 1) & 1} ${n >> 2}`).join('\n')}`,
  'x',
)

function colourOf(look: Partial<PlanLook>, rgb: readonly number[], cube = null as typeof inverted | null): number[] {
  const colour = Float64Array.from(rgb)
  lookColour({ ...untouched, ...look }, cube)(colour)
  return [...colour].map((value) => Math.round(value * 100) / 100)
}

/** A look as it comes out of the tables. */
function tablesOf(look: Partial<PlanLook>): (colour: Yuv) => Yuv {
  const tables = makeColourTables(lookColour({ ...untouched, ...look }, null))
  return (colour) => through((planes) => applyColourTables(planes, tables), colour)
}

const ramp = Array.from({ length: 220 }, (_, index) => index + 16)

describe('the way of a colour', () => {
  it('goes from code values to RGB and back as BT.709 says', () => {
    const colour = new Float64Array(3)
    fromYuv(colour, 63, 102, 240)
    expect([...colour].map((value) => Math.round(value * 50))).toEqual([50, 0, -0])
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (y, u, v) => {
        fromYuv(colour, y, u, v)
        toYuv(colour)
        ;[y, u, v].forEach((value, index) => expect(colour[index]).toBeCloseTo(value, 2))
      }),
    )
  })

  it.for([
    ['nothing', {}, [0.5, 0.3, 0.1], [0.5, 0.3, 0.1]],
    ['brighter, highlights rolled off', { exposure: 1 }, [0.5, 0.1, 1], [0.75, 0.19, 1]],
    ['darker', { exposure: -1 }, [0.5, 0.1, 1], [0.25, 0.05, 0.5]],
    ['harder', { contrast: 1 }, [0.25, 0.5, 0.75], [0.16, 0.5, 0.84]],
    ['softer', { contrast: -1 }, [0, 0.5, 1], [0.3, 0.5, 0.7]],
    ['grey', { saturation: -1 }, [1, 0, 0], [0.21, 0.21, 0.21]],
    ['stronger', { saturation: 1 }, [0.5, 0.4, 0.4], [0.57, 0.38, 0.38]],
    ['warmer', { temperature: 1 }, [0.5, 0.5, 0.5], [0.57, 0.49, 0.38]],
    ['cooler', { temperature: -1 }, [0.5, 0.5, 0.5], [0.43, 0.51, 0.63]],
    ['half a look over an adjustment', { name: 'black-and-white', strength: 0.5, saturation: -1 }, [0, 0, 0], [0, 0, 0]],
  ] as const)('is %s', ([, look, from, to]) => {
    expect(colourOf(look, from)).toEqual(to)
  })

  it('fades the look and the table with their strength, not the adjustments', () => {
    expect(colourOf({ lut: 0 }, [0.2, 0.5, 1], inverted)).toEqual([0.8, 0.5, 0])
    expect(colourOf({ lut: 0, strength: 0.5 }, [0.2, 0.5, 1], inverted)).toEqual([0.5, 0.5, 0.5])
    expect(colourOf({ lut: 0, strength: 0, exposure: -1 }, [0.2, 0.5, 1], inverted)).toEqual([0.1, 0.25, 0.5])
  })

  it('adjusts first, then looks, then goes through the table', () => {
    const [red] = colourOf({ exposure: -1, name: 'black-and-white', lut: 0 }, [1, 1, 1], inverted)
    const [look] = colourOf({ name: 'black-and-white' }, [0.5, 0.5, 0.5])
    expect(red).toBeCloseTo(1 - (look ?? 0), 2)
  })

  it('refuses a look that does not exist, by its name', () => {
    expect(() => lookColour({ ...untouched, name: 'sepia' }, null)).toThrow('“sepia”')
  })

  it('knows what leaves every colour alone', () => {
    expect(isPlainLook(untouched)).toBe(true)
    expect(isPlainLook({ ...untouched, name: 'film', strength: 0 })).toBe(true)
    expect(isPlainLook({ ...untouched, name: 'film' })).toBe(false)
    expect(isPlainLook({ ...untouched, lut: 0 })).toBe(false)
    expect(isPlainLook({ ...untouched, temperature: 0.1, strength: 0 })).toBe(false)
  })
})

describe('the tables', () => {
  it('keep every grey within a code value where nothing is asked for', () => {
    const same = tablesOf({})
    for (const grey of ramp) expect(same([grey, 128, 128])).toEqual([grey, 128, 128])
  })

  it.for(lookNames)('of %s are legal, without steps of their own on a ramp, and near the exact colours', (name) => {
    const looked = tablesOf({ name })
    const exact = lookColour({ ...untouched, name }, null)
    const greys = ramp.map((grey) => looked([grey, 128, 128])[0])
    const steps = greys.slice(1).map((grey, index) => grey - (greys[index] ?? 0))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...steps)).toBeLessThanOrEqual(2)
    const changed = ramp.filter((grey, index) => Math.abs((greys[index] ?? 0) - grey) >= 2)
    expect(changed.length).toBeGreaterThan(40)
    let [count, sum] = [0, 0]
    for (let sample = 0; sample < 4000; sample += 1) {
      const colour = Float64Array.from([sample * 37, sample * 101, sample * 173], (value) => (value % 256) / 255)
      toYuv(colour)
      const yuv = [...colour].map(Math.round) as unknown as Yuv
      const seen = looked(yuv)
      expect(seen[0]).toBeGreaterThanOrEqual(16)
      expect(seen[0]).toBeLessThanOrEqual(235)
      expect(Math.min(seen[1], seen[2])).toBeGreaterThanOrEqual(16)
      expect(Math.max(seen[1], seen[2])).toBeLessThanOrEqual(240)
      fromYuv(colour, ...yuv)
      if (colour.some((value) => value < 0 || value > 1)) continue
      exact(colour)
      toYuv(colour)
      const errors = seen.map((value, index) => Math.abs(value - (colour[index] ?? 0)))
      expect(Math.max(...errors)).toBeLessThan(4.5)
      sum += errors.reduce((total, error) => total + error, 0) / 3
      count += 1
    }
    expect(sum / count).toBeLessThan(0.8)
  })

  it('keep pictures apart that only differ in damaged, impossible colours', () => {
    const looked = tablesOf({ name: 'film' })
    expect(looked([16, 16, 240]).every((value) => value >= 16 && value <= 240)).toBe(true)
    expect(looked([255, 255, 0]).every((value) => value >= 16 && value <= 240)).toBe(true)
  })

  it.for([
    ['red', [81, 90, 240]],
    ['turquoise', [170, 166, 16]],
    ['blue', [41, 240, 110]],
  ] as const)('take a %s that is purer than BT.709 can be for the nearest real colour', ([, colour]) => {
    const [luma, u, v] = tablesOf({ saturation: -1 })(colour)
    expect(Math.max(Math.abs(u - 128), Math.abs(v - 128))).toBeLessThanOrEqual(1)
    expect(Math.abs(luma - colour[0])).toBeLessThan(12)
  })

  it('change each pixel by its own brightness and its colour by that of the four', () => {
    const tables = makeColourTables(lookColour({ ...untouched, exposure: -1 }, null))
    const planes = paint(4, 2, (x) => [x * 40 + 40, 128, 128])
    applyColourTables(planes, tables)
    expect([...planes.luma.subarray(0, 4)]).toEqual([28, 48, 68, 88])
  })
})
