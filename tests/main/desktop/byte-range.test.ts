import { describe, expect, it } from 'vitest'
import { parseByteRange } from '#main/desktop/protocol/byte-range.ts'

describe('parseByteRange', () => {
  it('reads the ranges that media elements ask for', () => {
    expect(parseByteRange('bytes=0-', 1000)).toEqual({ first: 0, last: 999 })
    expect(parseByteRange('bytes=100-199', 1000)).toEqual({ first: 100, last: 199 })
    expect(parseByteRange('bytes=999-', 1000)).toEqual({ first: 999, last: 999 })
    expect(parseByteRange('bytes=-10', 1000)).toEqual({ first: 990, last: 999 })
  })

  it('cuts at the end of the file', () => {
    expect(parseByteRange('bytes=900-5000', 1000)).toEqual({ first: 900, last: 999 })
    expect(parseByteRange('bytes=-5000', 1000)).toEqual({ first: 0, last: 999 })
  })

  it('tells what lies outside', () => {
    expect(parseByteRange('bytes=1000-', 1000)).toBe('unsatisfiable')
    expect(parseByteRange('bytes=-0', 1000)).toBe('unsatisfiable')
    expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable')
    expect(parseByteRange('bytes=-5', 0)).toBe('unsatisfiable')
  })

  it('sends everything for what it does not understand', () => {
    for (const header of [null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,5-6', 'seconds=1-2', 'bytes=a-b', 'bytes=1.5-2'])
      expect(parseByteRange(header, 1000)).toBe('whole')
  })
})
