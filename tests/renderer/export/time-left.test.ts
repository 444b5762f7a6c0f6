import { describe, expect, it } from 'vitest'
import { fileNameOf } from '#renderer/export/file-name.ts'
import { estimateLeftMs } from '#renderer/export/time-left.ts'

describe('time left', () => {
  it('follows the pace of the last seconds, not that of the start', () => {
    const slowStart = [
      { atMs: 0, fraction: 0 },
      { atMs: 60_000, fraction: 0.1 },
      { atMs: 70_000, fraction: 0.3 },
    ]
    expect(estimateLeftMs(slowStart)).toBeCloseTo(35_000, -1)
  })

  it('says nothing before there is something to go by', () => {
    expect(estimateLeftMs([])).toBeNull()
    expect(estimateLeftMs([{ atMs: 0, fraction: 0.5 }])).toBeNull()
    expect(
      estimateLeftMs([
        { atMs: 0, fraction: 0 },
        { atMs: 500, fraction: 0.5 },
      ]),
    ).toBeNull()
    expect(
      estimateLeftMs([
        { atMs: 0, fraction: 0.5 },
        { atMs: 9000, fraction: 0.5 },
      ]),
    ).toBeNull()
  })
})

describe('the suggested file name', () => {
  it('is one that every system takes', () => {
    expect(fileNameOf('What is 1/2? A: "half" <ok>')).toBe('What is 1 2 A half ok')
    expect(fileNameOf('../..\\etc')).toBe('etc')
    expect(fileNameOf('  \u0000 ')).toBe('Untitled lesson')
    expect(fileNameOf('Größe – 測る')).toBe('Größe – 測る')
    expect(fileNameOf('x'.repeat(300))).toHaveLength(80)
  })
})
