import { describe, expect, it } from 'vitest'
import { sightOf, zoomAround } from '#renderer/editor/timeline/geometry.ts'
import { isStretchable } from '#renderer/editor/timeline/zoom-stretch.ts'

const widthPx = 1200
const from = { scale: 40, scrollPx: 4000 }
const drawn = sightOf(from, widthPx)
const zoomed = (factor: number) => ({ from, to: zoomAround(from, from.scale * factor, widthPx / 2) })

describe('a zoom by the wheel', () => {
  it('stretches what is drawn while that fills the screen and can still be read', () => {
    for (const factor of [0.8, 1, 1.5, 2.9]) expect(isStretchable(zoomed(factor), drawn, widthPx)).toBe(true)
    expect(isStretchable(zoomed(3.2), drawn, widthPx)).toBe(false)
  })

  it('draws anew where the screen would stay empty at its sides', () => {
    expect(isStretchable(zoomed(0.5), drawn, widthPx)).toBe(false)
  })
})
