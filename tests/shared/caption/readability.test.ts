import { expect, test } from 'vitest'
import { judgeReadingSpeed, measureReadability } from '#shared/caption/readability.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const cue = (text: string, seconds: number) => ({ startTicks: secondsToTicks(1), endTicks: secondsToTicks(1 + seconds), text })

test('characters a second count spaces but neither line breaks nor marks', () => {
  expect(measureReadability(cue('Hello there', 1), 21).charactersPerSecond).toBe(11)
  expect(measureReadability(cue('Hello\nthere', 2), 21).charactersPerSecond).toBe(5.5)
  expect(measureReadability(cue('e\u0301te\u0301', 1), 21).characterCount).toBe(3)
  expect(measureReadability(cue('x', 0), 21).charactersPerSecond).toBe(Infinity)
  expect(measureReadability(cue('', 1), 21)).toMatchObject({ characterCount: 0, lineCount: 0, charactersPerSecond: 0 })
})

test('lines are those of the author and those that the length asks for', () => {
  expect(measureReadability(cue('One two three four five six', 1), 21)).toMatchObject({ lineCount: 2 })
  expect(measureReadability(cue('One\ntwo', 1), 21)).toMatchObject({ lineCount: 2, longestLineCharacters: 3 })
  expect(measureReadability(cue('左に見えるのは首刈り機すべて安全', 1), 8).lineCount).toBe(2)
})

test('verdicts follow the audience, and 20 characters a second is the end for all', () => {
  expect(judgeReadingSpeed(13, 'primary')).toBe('fine')
  expect(judgeReadingSpeed(13.1, 'primary')).toBe('fast')
  expect(judgeReadingSpeed(16.9, 'adult')).toBe('fine')
  expect(judgeReadingSpeed(17.1, 'adult')).toBe('fast')
  expect(judgeReadingSpeed(20, 'adult')).toBe('fast')
  expect(judgeReadingSpeed(20.1, 'adult')).toBe('too-fast')
})

test('lines are filled to their last letter: the space at which one breaks is not seen', () => {
  expect(measureReadability(cue("we're glad to welcome him", 1), 21)).toMatchObject({
    lineCount: 2,
    longestLineCharacters: 21,
    characterCount: 25,
  })
})
