import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignScript } from '#shared/speech/align-script.ts'
import { alignToPauses } from '#shared/speech/align-to-pauses.ts'
import { alignWords } from '#shared/speech/align-words.ts'
import { clipStretches, findVoice } from '#shared/speech/find-voice.ts'
import { scriptWords } from '#shared/speech/script-words.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'

const hour = secondsToTicks(3600)
const seconds = secondsToTicks
const texts = (words: readonly SpokenWord[]): readonly string[] => words.map(({ text }) => text)

/** Words of 0.3 s one after the other; a number is a pause. */
function speak(text: string): readonly SpokenWord[] {
  let at = 0
  return text.split(' ').flatMap((part): SpokenWord[] => {
    const pause = Number(part.replace('s', ''))
    if (part.endsWith('s') && Number.isFinite(pause)) {
      at += pause
      return []
    }
    const startTicks = secondsToTicks(at)
    at += 0.3
    return [{ text: part, startTicks, endTicks: secondsToTicks(at), confidence: 0.9 }]
  })
}

const anyWord = fc.stringMatching(/^[a-zé]{1,9}[,.]?$/)
const anyScript = fc.array(anyWord, { minLength: 1, maxLength: 60 })
const anyHeard = fc
  .array(fc.record({ text: anyWord, length: fc.nat(60_000), pause: fc.nat(120_000) }), { maxLength: 60 })
  .map((parts) => {
    let at = 0
    return parts.map(({ text, length, pause }): SpokenWord => {
      const startTicks = ticks(at + pause)
      at = startTicks + length
      return { text, startTicks, endTicks: ticks(at), confidence: 0.5 }
    })
  })

describe('alignScript', () => {
  it('gives every word of the script once, in order, with times that grow inside the sound', () => {
    fc.assert(
      fc.property(anyScript, anyHeard, fc.integer({ min: 0, max: 20_000_000 }), (script, heard, duration) => {
        const { words } = alignScript(script.join(' '), heard, ticks(duration))
        expect(texts(words)).toEqual(script)
        let last = 0
        for (const { startTicks, endTicks } of words) {
          expect(startTicks).toBeGreaterThanOrEqual(last)
          expect(endTicks).toBeGreaterThanOrEqual(startTicks)
          expect(endTicks).toBeLessThanOrEqual(duration)
          last = startTicks
        }
      }),
    )
  })

  it('keeps the times of what was heard as it is written', () => {
    fc.assert(
      fc.property(anyHeard, (heard) => {
        const { words, heardCount } = alignScript(texts(heard).join(' '), heard, hour)
        expect(words.map(({ startTicks, endTicks }) => [startTicks, endTicks])).toEqual(
          heard.map(({ startTicks, endTicks }) => [startTicks, endTicks]),
        )
        expect(heardCount).toBe(heard.length)
      }),
    )
  })

  it('bears that three words in ten are heard wrongly', () => {
    const vocabulary = Array.from(
      { length: 200 },
      (_, index) => `${'abcdefghij'[index % 10]}${index.toString(26)}word${'xyz'[index % 3]}`,
    )
    fc.assert(
      fc.property(
        fc.array(fc.record({ word: fc.nat(199), wrong: fc.nat(9), pause: fc.nat(40_000) }), { minLength: 30, maxLength: 120 }),
        (parts) => {
          let at = 0
          const script = parts.map(({ word }) => vocabulary[word] ?? '')
          const heard = parts.map(({ wrong, pause }, index): SpokenWord => {
            const startTicks = ticks(at + pause)
            at = startTicks + 36_000
            return { text: wrong < 3 ? 'uh' : (script[index] ?? ''), startTicks, endTicks: ticks(at), confidence: 0.5 }
          })
          const { words } = alignScript(script.join(' '), heard, hour)
          const off = words.map((word, index) => Math.abs(word.startTicks - (heard[index]?.startTicks ?? 0)))
          expect(off.filter((ticksOff) => ticksOff > 60_000).length).toBeLessThanOrEqual(parts.length / 10)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('keeps the capitals and marks of the script, and its numbers where they are said', () => {
    const { words } = alignScript(
      'In 1969, men – two of them – walked there.',
      speak('in nineteen sixty nine men two of them walked there'),
      hour,
    )
    expect(texts(words)).toEqual(['In', '1969,', 'men –', 'two', 'of', 'them –', 'walked', 'there.'])
    expect(words[1]?.startTicks).toBe(secondsToTicks(0.3))
    expect(words[1]?.endTicks).toBe(secondsToTicks(1.2))
    expect(words.at(-1)?.startTicks).toBe(secondsToTicks(2.7))
  })

  it('puts what was not heard between its neighbours, and a title that nobody says right before the speech', () => {
    const { words } = alignScript('My title. We go up there now', speak('10s we go 2s now'), hour)
    const at = (word: string) => words.find(({ text }) => text === word)?.startTicks ?? -1
    expect(at('My')).toBeGreaterThan(secondsToTicks(9))
    expect(at('up')).toBe(secondsToTicks(10.6))
    expect(at('there')).toBeGreaterThan(secondsToTicks(11))
    expect(at('now')).toBe(secondsToTicks(12.6))
  })

  it('divides scripts without spaces, whose words are heard in other parts', () => {
    const heard = [
      { text: '今日は', startTicks: ticks(0), endTicks: ticks(90_000), confidence: null },
      { text: '良い天気です', startTicks: ticks(120_000), endTicks: ticks(360_000), confidence: null },
    ]
    const { words } = alignScript('今日は、良い天気です。', heard, hour)
    expect(texts(words).join('')).toBe('今日は、良い天気です。')
    expect(words.find(({ text }) => text.startsWith('良'))?.startTicks).toBe(120_000)
  })

  it('aligns as the full table would', () => {
    const few = fc.array(fc.constantFrom('alpha', 'beta', 'gamma', 'to'), { maxLength: 9 })
    fc.assert(
      fc.property(few, few, (left, right) => {
        const worth = alignWords(left, right).reduce((sum, [l, r]) => sum + worthOf(left[l], right[r]) + 0.5, 0)
        expect(worth - 0.25 * (left.length + right.length)).toBeCloseTo(bestWorth(left, right), 9)
      }),
    )
  })
})

const worthOf = (a: string | undefined, b: string | undefined): number => (a === b ? (a === 'to' ? 0.7 : 1) : -0.3)

function bestWorth(left: readonly string[], right: readonly string[]): number {
  const table = left.map(() => right.map(() => 0))
  const at = (i: number, j: number): number => (i < 0 || j < 0 ? -0.25 * (i + j + 2) : (table[i]?.[j] ?? 0))
  left.forEach((a, i) =>
    right.forEach((b, j) => {
      const row = table[i]
      if (row) row[j] = Math.max(at(i - 1, j - 1) + worthOf(a, b), at(i - 1, j) - 0.25, at(i, j - 1) - 0.25)
    }),
  )
  return at(left.length - 1, right.length - 1)
}

describe('alignToPauses', () => {
  const span = (from: number, to: number) => ({ startTicks: secondsToTicks(from), endTicks: secondsToTicks(to) })

  it('gives every word once, in order, inside the voice', () => {
    const anyVoice = fc.array(
      fc.record({ pause: fc.integer({ min: 1, max: 300_000 }), length: fc.integer({ min: 1, max: 900_000 }) }),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(anyScript, anyVoice, (script, parts) => {
        let at = 0
        const voice = parts.map(({ pause, length }) => {
          const startTicks = ticks(at + pause)
          at = startTicks + length
          return { startTicks, endTicks: ticks(at) }
        })
        const words = alignToPauses(script.join(' '), voice)
        expect(texts(words)).toEqual(script)
        let last = 0
        for (const { startTicks, endTicks } of words) {
          expect(startTicks).toBeGreaterThanOrEqual(last)
          expect(endTicks).toBeGreaterThanOrEqual(startTicks)
          expect(
            clipStretches(voice, { startTicks: ticks(Math.max(0, startTicks - 1)), endTicks: ticks(startTicks + 1) }),
          ).not.toEqual([])
          last = startTicks
        }
      }),
    )
  })

  it('lets sentences begin behind pauses', () => {
    const words = alignToPauses('Lava flows. It cools down slowly and becomes rock. So dark!', [
      span(1, 2),
      span(3, 6.2),
      span(7, 8),
    ])
    const at = (word: string) => words.find(({ text }) => text === word)?.startTicks
    expect([at('Lava'), at('It'), at('So')]).toEqual([1, 3, 7].map(secondsToTicks))
  })

  it('gives a phrase as many stretches as its length fits', () => {
    const at = (script: string, word: string) =>
      alignToPauses(script, [span(1, 2), span(2.4, 3.4), span(6, 6.6)]).find(({ text }) => text === word)?.startTicks
    expect(at('Lava flows and then cools down slowly. Rock.', 'Rock.')).toBe(seconds(6))
    expect(at('Lava flows on. And then it cools so slowly.', 'And')).toBe(seconds(2.4))
  })

  it('finds nothing where nobody speaks', () => {
    expect(alignToPauses('Some words', [])).toEqual([])
    expect(alignToPauses('', [span(0, 1)])).toEqual([])
  })
})

describe('findVoice', () => {
  it('finds speech over the noise of a room', () => {
    const levels = Array.from({ length: 400 }, (_, at) => (at % 200 < 120 && at % 200 >= 20 ? 40 : 3))
    expect(findVoice({ levels, levelsPerSecond: 100 })).toEqual([
      { startTicks: secondsToTicks(0.2), endTicks: secondsToTicks(1.2) },
      { startTicks: secondsToTicks(2.2), endTicks: secondsToTicks(3.2) },
    ])
  })

  it('finds none in silence', () => {
    expect(findVoice({ levels: Array.from({ length: 300 }, () => 0), levelsPerSecond: 100 })).toEqual([])
    expect(findVoice({ levels: [], levelsPerSecond: 100 })).toEqual([])
  })
})

it('takes lone marks to the word before them', () => {
  expect(scriptWords(' One — two.\n\nThree … ')).toEqual(['One —', 'two.', 'Three …'])
})
