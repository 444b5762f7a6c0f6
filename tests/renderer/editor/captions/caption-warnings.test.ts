import { describe, expect, it } from 'vitest'
import { captionWarning } from '#renderer/editor/captions/caption-warnings.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const span = (from: number, to: number) => ({ startTicks: secondsToTicks(from), endTicks: secondsToTicks(to) })
const warn = (words: string, from: number, to: number) => captionWarning(words, span(from, to), 21, 2, 'adult')

describe('remarks on a caption', () => {
  it('are about length first, then speed, then lines', () => {
    expect(warn('Hi', 0, 0.5)).toMatch(/1\.2 seconds/)
    expect(warn('Thirty-four characters in a second', 0, 1.5)).toMatch(/23 characters a second; 17 at most/)
    expect(warn('Twenty-seven characters more', 0, 1.5)).toMatch(/^19 characters/)
    expect(warn('one two three four five six seven eight nine ten eleven', 0, 6)).toMatch(/3 lines; 2 at most/)
  })

  it('tell of a word no line holds, and of a caption that stays too long', () => {
    expect(warn('Donaudampfschifffahrtsgesellschaft', 0, 4)).toMatch(/word of 34 characters; a line holds 21/)
    expect(warn('Lava flows downhill', 0, 7)).toMatch(/6 seconds/)
  })

  it('are silent for one that reads well, and for one not written yet', () => {
    expect(warn('Lava flows downhill', 0, 2.5)).toBeUndefined()
    expect(warn('', 0, 0.2)).toBeUndefined()
  })
})
