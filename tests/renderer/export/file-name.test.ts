import { describe, expect, it } from 'vitest'
import { fileNameOf } from '#renderer/export/file-name.ts'

describe('the suggested file name', () => {
  it('is one that every system takes', () => {
    expect(fileNameOf('What is 1/2? A: "half" <ok>')).toBe('What is 1 2 A half ok')
    expect(fileNameOf('../..\\etc')).toBe('etc')
    expect(fileNameOf('  \u0000 ')).toBe('Untitled lesson')
    expect(fileNameOf('Größe – 測る')).toBe('Größe – 測る')
    expect(fileNameOf('x'.repeat(300))).toHaveLength(80)
  })
})
