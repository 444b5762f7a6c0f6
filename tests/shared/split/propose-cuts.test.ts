import { array, assert, constantFrom, integer, option, property, record, string, tuple, type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposeCuts, usualWish } from '#shared/split/propose-cuts.ts'
import { splitAnalysisSchema, splitBases, type SplitAnalysis } from '#shared/split/split-analysis.ts'
import { secondsToTicks, ticks, ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'

const frame = 4000
const s = secondsToTicks

function recording(seconds: number, facts: Partial<SplitAnalysis> = {}): SplitAnalysis {
  return { durationTicks: s(seconds), frameRate: { num: 30, den: 1 }, silences: [], scenes: null, markers: [], ...facts }
}

/** A pause of half a second in the middle of every `every` seconds. */
const pauses = (seconds: number, every: number, length = 0.5): SplitAnalysis['silences'] =>
  Array.from({ length: Math.floor(seconds / every) }, (_, index) => ({
    startTicks: s((index + 0.5) * every),
    endTicks: s((index + 0.5) * every + length),
  }))

const lengths = (parts: readonly { startTicks: Ticks; endTicks: Ticks }[]): number[] =>
  parts.map(({ startTicks, endTicks }) => ticksToSeconds(ticks(endTicks - startTicks)))

const analyses: Arbitrary<SplitAnalysis> = record({
  seconds: integer({ min: 2, max: 3000 }),
  /** Lengths of speech and of the pause after it, in tenths of seconds. */
  speech: array(tuple(integer({ min: 5, max: 2500 }), integer({ min: 4, max: 40 })), { maxLength: 120 }),
  scenes: option(array(tuple(integer({ min: 0, max: 30_000 }), integer({ min: 0, max: 100 })), { maxLength: 60 })),
  markers: array(tuple(integer({ min: 0, max: 30_000 }), string({ maxLength: 5 })), { maxLength: 20 }),
}).map(({ seconds, speech, scenes, markers }) => {
  const durationTicks = s(seconds)
  const silences: { startTicks: Ticks; endTicks: Ticks }[] = []
  let at = 0
  for (const [spoken, silent] of speech) {
    const [startTicks, endTicks] = [s(at + spoken / 10), s(at + (spoken + silent) / 10)]
    if (endTicks < durationTicks) silences.push({ startTicks, endTicks })
    at += (spoken + silent) / 10
  }
  const inside = <T extends { atTicks: Ticks }>(all: readonly T[]): T[] =>
    all.filter(({ atTicks }) => atTicks < durationTicks).toSorted((a, b) => a.atTicks - b.atTicks)
  return {
    durationTicks,
    frameRate: { num: 30, den: 1 },
    silences,
    scenes: scenes && inside(scenes.map(([tenths, score]) => ({ atTicks: s(tenths / 10), score }))),
    markers: inside(markers.map(([tenths, label]) => ({ atTicks: s(tenths / 10), label }))),
  }
})

describe('whatever the recording', () => {
  const wishes = record({
    by: constantFrom(...splitBases),
    targetTicks: integer({ min: 5, max: 200 }).map(s),
    minTicks: integer({ min: 1, max: 60 }).map(s),
    maxTicks: integer({ min: 10, max: 400 }).map(s),
  })

  test('parts cover all of it without holes, and none is longer than a lesson may be', () => {
    assert(
      property(analyses, wishes, (analysis, wish) => {
        expect(() => splitAnalysisSchema.parse(analysis)).not.toThrow()
        const parts = proposeCuts(analysis, wish)
        expect(parts[0]?.startTicks).toBe(zeroTicks)
        expect(parts.at(-1)?.endTicks).toBe(analysis.durationTicks)
        parts.forEach((part, index) => {
          expect(part.endTicks).toBeGreaterThan(part.startTicks)
          expect(part.endTicks - part.startTicks).toBeLessThanOrEqual(Math.min(wish.maxTicks, s(180)))
          if (index > 0) expect(part.startTicks).toBe(parts[index - 1]?.endTicks)
        })
      }),
      { numRuns: 300 },
    )
  })

  test('cuts lie in pauses and on pictures, but where no pause is for longer than a lesson may last', () => {
    assert(
      property(analyses, constantFrom('silence' as const, 'scene' as const), (analysis, by) => {
        const { silences, durationTicks } = analysis
        const edges = [0, ...silences.map(({ startTicks, endTicks }) => (startTicks + endTicks) / 2), durationTicks]
        const longest = Math.max(...edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0)))
        const cuts = proposeCuts(analysis, { ...usualWish, by }).slice(1)
        for (const { startTicks } of cuts) expect(startTicks % frame).toBe(0)
        // Room for the move to the nearest picture and to a scene within the pause.
        if (silences.length === 0 || longest > s(180) - s(5)) return
        for (const { startTicks } of cuts)
          expect(
            silences.some((pause) => startTicks >= pause.startTicks - frame && startTicks <= pause.endTicks + frame),
            `${ticksToSeconds(startTicks)}`,
          ).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('every marker begins a part, unless it stands within a second of another or of an end', () => {
    assert(
      property(analyses, (analysis) => {
        const parts = proposeCuts(analysis, { ...usualWish, by: 'markers' })
        const starts = parts.map(({ startTicks }) => startTicks)
        for (const { atTicks } of analysis.markers) {
          const isNear = starts.some((start) => Math.abs(start - atTicks) <= s(1) + frame)
          expect(isNear || analysis.durationTicks - atTicks < s(1) + frame).toBe(true)
        }
      }),
    )
  })
})

test('five minutes with a pause every ten seconds become lessons near the wanted length', () => {
  const parts = proposeCuts(recording(300, { silences: pauses(300, 10) }), usualWish)
  for (const length of lengths(parts)) {
    expect(length).toBeGreaterThanOrEqual(15)
    expect(length).toBeLessThanOrEqual(60)
  }
  expect(parts.length).toBeGreaterThanOrEqual(6)
  expect(parts.length).toBeLessThanOrEqual(8)
})

test('a long pause is preferred to a short one nearby', () => {
  const silences = [
    { startTicks: s(44), endTicks: s(44.4) },
    { startTicks: s(50), endTicks: s(52) },
  ]
  const [first] = proposeCuts(recording(95, { silences }), usualWish)
  expect(ticksToSeconds(first?.endTicks ?? zeroTicks)).toBe(51)
})

test('a short clip stays whole', () => {
  expect(proposeCuts(recording(40, { silences: pauses(40, 5) }), usualWish)).toHaveLength(1)
})

test('without any pause a recording is cut evenly', () => {
  const parts = proposeCuts(recording(400), usualWish)
  expect(lengths(parts).every((length) => length > 15 && length <= 90)).toBe(true)
})

test('scenes decide, but a scene that begins while somebody speaks is cut in the pause nearby', () => {
  const silences = pauses(200, 8, 0.6)
  const scenes = [40.2, 84.5, 130, 163].map((seconds) => ({ atTicks: s(seconds), score: 50 }))
  const byScene = proposeCuts(recording(200, { silences, scenes }), { ...usualWish, by: 'scene' })
  const cuts = byScene.slice(1).map(({ startTicks }) => ticksToSeconds(startTicks))
  // 84.5 s lies in the pause of 84 to 84.6 s; 163 s is 1.3 s away from one, too far.
  expect(cuts.some((cut) => Math.abs(cut - 84.5) < 0.05)).toBe(true)
  expect(cuts.some((cut) => Math.abs(cut - 163) < 0.05)).toBe(false)
})

test('chapters give parts their titles, and one that is too long is cut further', () => {
  const markers = [
    { atTicks: s(0), label: 'Welcome' },
    { atTicks: s(30), label: 'Brakes' },
    { atTicks: s(330), label: 'Lights' },
  ]
  const parts = proposeCuts(recording(380, { silences: pauses(380, 12), markers }), { ...usualWish, by: 'markers' })
  expect(parts[0]).toEqual({ startTicks: s(0), endTicks: s(30), title: 'Welcome' })
  expect(parts[1]?.title).toBe('Brakes')
  expect(parts.at(-1)).toEqual({ startTicks: s(330), endTicks: s(380), title: 'Lights' })
  expect(parts.length).toBeGreaterThan(5)
  expect(Math.max(...lengths(parts))).toBeLessThanOrEqual(90)
})
