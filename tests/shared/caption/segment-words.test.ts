import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureReadability, readingLimits } from '#shared/caption/readability.ts'
import { joinWords, segmentWords, type SegmentRules } from '#shared/caption/segment-words.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'

const rules: SegmentRules = { audience: 'adult', maxCharactersPerLine: 21, maxLines: 2, endTicks: secondsToTicks(60) }

/** Words one after the other, `0.3` seconds each unless "word|seconds", and pauses as numbers. */
function speak(text: string): readonly SpokenWord[] {
  let at = 0
  return text.split(' ').flatMap((part): SpokenWord[] => {
    if (/^\d/.test(part)) {
      at += Number(part)
      return []
    }
    const [word = '', seconds = '0.3'] = part.split('|')
    const startTicks = secondsToTicks(at)
    at += Number(seconds)
    return [{ text: word, startTicks, endTicks: secondsToTicks(at), confidence: 1 }]
  })
}

function texts(words: readonly SpokenWord[], over: Partial<SegmentRules> = {}): readonly string[] {
  return segmentWords(words, { ...rules, ...over }).map(({ text }) => text)
}

const anyWords = fc
  .array(
    fc.record({
      text: fc.stringMatching(/^[a-z]{1,14}[.,?]?$/),
      length: fc.integer({ min: 6_000, max: 90_000 }),
      pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 240_000 })),
    }),
    { maxLength: 60 },
  )
  .map((parts) => {
    let at = 0
    return parts.map(({ text, length, pause }): SpokenWord => {
      const startTicks = ticks(at + pause)
      at += pause + length
      return { text, startTicks, endTicks: ticks(at), confidence: 1 }
    })
  })

describe('segmentWords', () => {
  it('breaks where sentences and phrases end', () => {
    expect(texts(speak('Water boils at a hundred degrees. 0.5 It turns into steam, 0.3 which rises.'))).toEqual([
      'Water boils at a hundred degrees.',
      'It turns into steam, which rises.',
    ])
  })

  it('does not leave a short word alone at the end, nor an article before its noun', () => {
    const parts = texts(speak('We will look at the inside of a living cell and the parts of it.'))
    for (const part of parts.slice(0, -1)) expect(part).not.toMatch(/ (?:a|the|of|and|at)$/)
    for (const part of parts) expect(part.split(' ').length).toBeGreaterThan(1)
  })

  it('breaks before the words that open a phrase, not behind those that belong to what follows', () => {
    expect(texts(speak("off the middle class and we're glad to welcome his gospel."), { language: 'en' })).toEqual([
      'off the middle class',
      "and we're glad to welcome his gospel.",
    ])
    expect(texts(speak('use this voice for any purpose including commercial uses,'), { language: 'en' })).toEqual([
      'use this voice for any purpose',
      'including commercial uses,',
    ])
    const dutch = texts(speak('we kijken naar de cellen van de plant en naar wat er in het blad gebeurt als het licht wordt.'), {
      language: 'nl',
    })
    for (const part of dutch.slice(0, -1)) expect(part).not.toMatch(/ (?:de|het|van|en|naar|in|als|wat)$/)
  })

  it('leaves no word alone, neither at the end nor in the middle of a sentence', () => {
    const endings = texts(speak('We are going to look at the moon through telescopes tonight.'), { language: 'en' })
    for (const part of endings) expect(part.split(' ').length).toBeGreaterThan(1)
    expect(texts(speak('What do plants need? 1 Light. 1 And they need water.'))).toEqual([
      'What do plants need?',
      'Light.',
      'And they need water.',
    ])
  })

  it('had rather leave a word alone than a caption that shows for a silence', () => {
    expect(texts(speak('Wait 4 now look at the moon.'))).toEqual(['Wait', 'now look at the moon.'])
  })

  it('begins no caption before it may, and ends none after', () => {
    const words = speak('5 Lava.|0.2')
    const [cue] = segmentWords(words, { ...rules, startTicks: secondsToTicks(5), endTicks: secondsToTicks(5.5) })
    expect([cue?.startTicks, cue?.endTicks]).toEqual([secondsToTicks(5), secondsToTicks(5.5)])
    expect(cue?.issues).toEqual(['fast-speech'])
  })

  it('takes time in proportion to the words, and always gives the same', () => {
    const lesson = speak('we look at the inside of a living cell and at what it does. 0.4 then we see the parts of it,')
    const length = lesson.at(-1)?.endTicks ?? 0
    const many = (count: number): readonly SpokenWord[] =>
      Array.from({ length: count }, (_, index): SpokenWord => {
        const word = lesson[index % lesson.length]
        if (!word) throw new Error('no word')
        const shift = Math.floor(index / lesson.length) * (length + 12_000)
        return { ...word, startTicks: ticks(word.startTicks + shift), endTicks: ticks(word.endTicks + shift) }
      })
    // Counted, not timed: how often a rule is asked for a word.
    const count = (words: readonly SpokenWord[]): number => {
      let asked = 0
      const watched = words.map((word): SpokenWord => ({
        ...word,
        get text() {
          asked += 1
          return word.text
        },
      }))
      segmentWords(watched, { ...rules, endTicks: ticks((words.at(-1)?.endTicks ?? 0) + 1) })
      return asked
    }
    const [few, twice] = [count(many(2_000)), count(many(4_000))]
    expect(twice / few).toBeLessThan(2.2)
    const words = many(20_000)
    const spoken = segmentWords(words, { ...rules, endTicks: ticks((words.at(-1)?.endTicks ?? 0) + 1) }).flatMap(
      (cue) => cue.words,
    )
    expect(spoken.length).toBe(words.length)
    expect(spoken.every((word, index) => word === words[index])).toBe(true)
    expect(segmentWords(words.slice(0, 500), rules)).toEqual(segmentWords(words.slice(0, 500), rules))
  }, 60_000)

  it.each([4, 5])('had rather break where the picture changes, after %i words', (count) => {
    const words = speak('one two three four five six seven eight')
    const cut = words[count]?.startTicks ?? ticks(0)
    const [first] = texts(words, { maxCharactersPerLine: 16, shotCuts: [cut] })
    expect(first?.split(' ')).toHaveLength(count)
  })

  it('leaves a caption its time to be read where the picture changes right behind its words', () => {
    const words = speak('0.5 look.|0.45 0.85 now it begins.')
    const shotCuts = [secondsToTicks(1)]
    const [first] = segmentWords(words, { ...rules, shotCuts })
    expect(first).toMatchObject({ startTicks: secondsToTicks(0.5), endTicks: secondsToTicks(1.8), issues: [] })
  })

  it('waits for the picture where it changes just behind the first word, and leaves the caption before until then', () => {
    const words = speak('Look at the rock. now it begins|0.6 to melt.|0.6')
    const now = words[4]
    const cut = ticks((now?.startTicks ?? 0) + 12_000)
    const cues = segmentWords(words, { ...rules, shotCuts: [cut] })
    expect(cues.map(({ text, startTicks }) => [text, startTicks])).toEqual([
      ['Look at the rock.', 0],
      ['now it begins to melt.', cut],
    ])
    expect(cues[0]?.endTicks).toBe(cut)
    // Where it could not be read any more, it does not wait.
    const [hasty] = segmentWords(words.slice(4, 5), { ...rules, shotCuts: [cut], endTicks: ticks(cut + 120_000) })
    expect(hasty?.startTicks).toBeLessThanOrEqual(now?.startTicks ?? 0)
    // Nor for a change that comes later.
    const far = ticks((now?.startTicks ?? 0) + 30_000)
    expect(segmentWords(words, { ...rules, shotCuts: [far] })[1]?.startTicks).toBe(now?.startTicks)
  })

  it('keeps the rules wherever the picture changes', () => {
    const cutsAnywhere = fc.array(fc.nat(2_400_000).map(ticks), { maxLength: 12 })
    fc.assert(
      fc.property(anyWords, cutsAnywhere, (words, shotCuts) => {
        const endTicks = ticks((words.at(-1)?.endTicks ?? 0) + 12_000)
        const cues = segmentWords(words, { ...rules, shotCuts, endTicks })
        expect(cues.flatMap((cue) => cue.words)).toEqual(words)
        cues.forEach((cue, index) => {
          const first = cue.words[0]?.startTicks ?? 0
          expect(cue.startTicks === first || cue.startTicks < first || shotCuts.includes(cue.startTicks)).toBe(true)
          // Of the first word, at least half is said while it shows.
          expect(cue.startTicks).toBeLessThanOrEqual((first + (cue.words[0]?.endTicks ?? 0)) / 2)
          expect(cue.startTicks - first).toBeLessThanOrEqual(24_000)
          expect(cue.startTicks).toBeGreaterThanOrEqual(cues[index - 1]?.endTicks ?? 0)
          expect(cue.endTicks).toBeGreaterThan(cue.startTicks)
          const { charactersPerSecond } = measureReadability(cue, rules.maxCharactersPerLine)
          const isFast = charactersPerSecond > 17 * 1.001 || cue.endTicks - cue.startTicks < readingLimits.shortestTicks
          expect(cue.issues.includes('fast-speech')).toBe(isFast)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('writes scripts without spaces without spaces', () => {
    expect(joinWords([{ text: '今日' }, { text: 'は' }, { text: 'HTTP' }, { text: 'を' }])).toBe('今日は HTTP を')
  })

  it('tells that somebody speaks faster than anyone reads', () => {
    const fast = speak(
      'extraordinarily|0.1 complicated|0.1 explanations|0.1 everywhere|0.1 immediately|0.1 thereafter|0.1 0 again|0.1',
    )
    const cues = segmentWords(fast, { ...rules, endTicks: secondsToTicks(0.8) })
    expect(cues.every(({ issues }) => issues.includes('fast-speech'))).toBe(true)
  })

  it('keeps every word in its order, and every rule or its reason', () => {
    fc.assert(
      fc.property(anyWords, fc.constantFrom('primary' as const, 'secondary' as const, 'adult' as const), (words, audience) => {
        const endTicks = ticks((words.at(-1)?.endTicks ?? 0) + 12_000)
        const cues = segmentWords(words, { ...rules, audience, endTicks })
        expect(cues.flatMap((cue) => cue.words)).toEqual(words)
        cues.forEach((cue, index) => {
          const { lineCount, longestLineCharacters, charactersPerSecond } = measureReadability(cue, rules.maxCharactersPerLine)
          const length = cue.endTicks - cue.startTicks
          expect(cue.startTicks).toBeLessThanOrEqual(cue.words[0]?.startTicks ?? 0)
          expect(cue.endTicks).toBeGreaterThanOrEqual(cue.words.at(-1)?.endTicks ?? 0)
          expect(cue.startTicks).toBeGreaterThanOrEqual(cues[index - 1]?.endTicks ?? 0)
          expect(length).toBeLessThanOrEqual(
            Math.max(
              readingLimits.longestTicks + secondsToTicks(0.3),
              (cue.words.at(-1)?.endTicks ?? 0) - (cue.words[0]?.startTicks ?? 0),
            ),
          )
          expect(lineCount).toBeLessThanOrEqual(2)
          expect(longestLineCharacters).toBeLessThanOrEqual(21)
          if (!cue.issues.includes('fast-speech')) {
            expect(length).toBeGreaterThanOrEqual(readingLimits.shortestTicks)
            expect(charactersPerSecond).toBeLessThanOrEqual(readingLimits[audience].charactersPerSecond * 1.002)
          }
        })
      }),
      { numRuns: 300 },
    )
  })
})
