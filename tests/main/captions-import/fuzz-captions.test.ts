import { expect, test } from 'vitest'
import { fuzzCaptionsOnce } from '../../soak/fuzz-captions.ts'

/** `npm run soak -- fuzz-captions` goes on where these end. */
const cases = 1000

test(`${cases} damaged caption files give captions or one clear sentence, and every format can be written of them`, () => {
  const outcomes = Array.from({ length: cases }, (_, index) => fuzzCaptionsOnce(index + 1))
  expect(outcomes.filter(({ broken }) => broken.length > 0)).toEqual([])
  // Both ends are reached: a fuzzer that only makes rubbish, or none, tests nothing.
  const read = outcomes.filter(({ result }) => result === 'read').length
  expect(read).toBeGreaterThan(cases / 5)
  expect(cases - read).toBeGreaterThan(cases / 50)
})
