import { describe, expect, it } from 'vitest'
import { fromLines, toLines, withAnswer } from '#renderer/editor/quiz/forms/blank-lines.ts'
import { rowPlace } from '#renderer/editor/quiz/row-drag.ts'
import { splitBlankAnswers } from '#shared/quiz/blanks.ts'

describe('a dragged row', () => {
  const middles = [10, 30, 50]

  it('stands behind the rows whose middle it has passed', () => {
    expect([0, 29, 31, 51, 99].map((y) => rowPlace(middles, 0, y))).toEqual([0, 0, 1, 2, 2])
    expect([99, 31, 29, 9].map((y) => rowPlace(middles, 2, y))).toEqual([2, 2, 1, 0])
  })

  it('stays where it is until it passes another', () => {
    for (const from of middles.keys()) expect(rowPlace(middles, from, middles[from] ?? 0)).toBe(from)
  })
})

describe('the answers of a blank', () => {
  it('are lines for the author and alternatives for the player', () => {
    expect(toLines(fromLines('Mars\nthe red planet'))).toBe('Mars\nthe red planet')
    expect(splitBlankAnswers(fromLines('Mars\n\nthe red planet'))).toEqual(['Mars', 'the red planet'])
    expect(splitBlankAnswers(fromLines('a|b'))).toEqual(['ab'])
  })

  it('change one blank at a time, and keep those of blanks that are away for now', () => {
    expect(withAnswer([], 2, 1, 'b')).toEqual(['', 'b'])
    expect(withAnswer(['a', 'b', 'c'], 1, 0, 'x')).toEqual(['x', 'b', 'c'])
  })
})
