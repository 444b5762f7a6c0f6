import { describe, expect, it } from 'vitest'
import { applyChromaKey, makeChromaKey } from '#shared/render-plan/effects/chroma-key.ts'
import { toYuv } from '#shared/render-plan/effects/colour.ts'
import { paint, type Yuv } from './plane-fixtures.ts'

function yuv(hex: string): Yuv {
  const colour = Float64Array.from([1, 3, 5], (at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  toYuv(colour)
  return [...colour].map(Math.round) as unknown as Yuv
}

type Settings = Partial<Parameters<typeof makeChromaKey>[0]>

/** What is left of a colour, 0 to 255, and its U and V afterwards. */
function keyed(colour: string, settings: Settings = {}): { alpha: number; u: number; v: number } {
  const planes = paint(4, 4, () => yuv(colour), true)
  applyChromaKey(planes, makeChromaKey({ colour: '#00ff00', similarity: 0.3, blend: 0.1, ...settings }))
  return { alpha: planes.alpha?.[5] ?? -1, u: planes.u[0] ?? -1, v: planes.v[0] ?? -1 }
}

describe('a green screen', () => {
  it.for(['#00ff00', '#00d000', '#00b140', '#1fc02f', '#30ff30'])('goes where it is %s', (green) => {
    expect(keyed(green).alpha).toBe(0)
  })

  it.for([
    ['light skin', '#f1c9a5'],
    ['brown skin', '#8d5524'],
    ['dark skin', '#4a2c1a'],
    ['black', '#000000'],
    ['white', '#ffffff'],
    ['grey', '#808080'],
    ['a red jumper', '#c02020'],
    ['blue jeans', '#2a4a80'],
    ['blonde hair', '#e6c87a'],
    ['a yellow pencil', '#ffd500'],
    ['turquoise', '#30c0c0'],
  ])('keeps %s', ([, colour]) => {
    expect(keyed(colour ?? '').alpha).toBe(255)
  })

  it('takes more with a greater similarity, and a wider edge with a greater blend', () => {
    const shadow = '#205520'
    expect(keyed(shadow, { similarity: 0.2 }).alpha).toBeGreaterThan(keyed(shadow, { similarity: 0.55 }).alpha)
    expect(keyed('#309030', { similarity: 0.3, blend: 1 }).alpha).toBeLessThan(
      keyed('#506a50', { similarity: 0.3, blend: 1 }).alpha,
    )
    expect(keyed('#506a50', { blend: 0 }).alpha).toBe(255)
    expect(keyed('#506a50', { blend: 1 }).alpha).toBeLessThan(255)
  })

  it('takes its light off what stays, and leaves skin alone', () => {
    const grey = keyed('#70a070', { similarity: 0.2, blend: 0 })
    expect(grey.alpha).toBe(255)
    expect(Math.abs(grey.u - 128) + Math.abs(grey.v - 128)).toBeLessThanOrEqual(2)
    const [, u, v] = yuv('#f1c9a5')
    expect(keyed('#f1c9a5')).toMatchObject({ u, v })
  })

  it('works for blue and for pink, too', () => {
    expect(keyed('#1030e0', { colour: '#0040ff' }).alpha).toBe(0)
    expect(keyed('#00ff00', { colour: '#0040ff' }).alpha).toBe(255)
    expect(keyed('#ff20e0', { colour: '#ff00ff' }).alpha).toBe(0)
    expect(keyed('#f1c9a5', { colour: '#ff00ff' }).alpha).toBe(255)
  })

  it('takes a key without colour by its brightness', () => {
    expect(keyed('#f8f8f8', { colour: '#ffffff' }).alpha).toBe(0)
    expect(keyed('#101010', { colour: '#ffffff' }).alpha).toBe(255)
    expect(keyed('#101010', { colour: '#000000' }).alpha).toBe(0)
    expect(keyed('#c02020', { colour: '#000000' }).alpha).toBe(255)
  })
})

describe('the matte', () => {
  const key = makeChromaKey({ colour: '#00ff00', similarity: 0.3, blend: 0.1 })

  it('goes smoothly over the edge, within two pixels of it', () => {
    const planes = paint(32, 8, (x) => yuv(x < 16 ? '#00ff00' : '#f1c9a5'), true)
    applyChromaKey(planes, key)
    const row = [...(planes.alpha?.subarray(4 * 32, 5 * 32) ?? [])]
    expect(row.slice(0, 15).every((value) => value === 0)).toBe(true)
    expect(row.slice(17).every((value) => value === 255)).toBe(true)
    expect(row[15]).toBeGreaterThan(0)
    expect(row[16]).toBeLessThan(255)
  })

  it('lets what was see-through stay so', () => {
    const planes = paint(4, 4, () => yuv('#f1c9a5'), true)
    planes.alpha?.fill(100)
    applyChromaKey(planes, key)
    expect([...(planes.alpha ?? [])]).toEqual(Array(16).fill(100))
  })
})
