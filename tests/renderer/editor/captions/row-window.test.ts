import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOffsets, rowsBetween } from '#renderer/editor/captions/row-window.ts'

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}` }))

describe('the rows of a long list', () => {
  it('stand below each other, measured or estimated', () => {
    expect(rowOffsets(rows(3), new Map([['r1', 120]]), 80)).toEqual([0, 80, 200, 280])
    expect(rowOffsets([], new Map(), 80)).toEqual([0])
  })

  it('are drawn exactly where they touch what is in sight', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 300 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 4000 }),
        fc.integer({ min: 1, max: 900 }),
        (heights, top, height) => {
          const list = rows(heights.length)
          const offsets = rowOffsets(list, new Map(heights.map((each, index) => [`r${index}`, each])), 80)
          const { from, to } = rowsBetween(offsets, top, top + height)
          const seen = list.flatMap((_, index) =>
            (offsets[index + 1] ?? 0) > top && (offsets[index] ?? 0) < top + height ? [index] : [],
          )
          expect(Array.from({ length: to - from }, (_, index) => from + index)).toEqual(seen)
        },
      ),
    )
  })
})
