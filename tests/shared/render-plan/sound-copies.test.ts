import { array, assert, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMainClip } from '#shared/project/defaults.ts'
import type { AssetId, ClipId } from '#shared/project/ids.ts'
import type { AudioEntry } from '#shared/render-plan/plan-audio.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { aacFrameSamples, placeSoundCopies } from '#shared/render-plan/smart/place-sound-copies.ts'
import { findUntouchedSound } from '#shared/render-plan/smart/untouched-sound.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { sampleLesson } from './plan-fixtures.ts'

const rate = 48_000

function planWith(change: (entries: readonly AudioEntry[]) => readonly AudioEntry[], loudnessLufs: number | null = null) {
  const lesson = sampleLesson()
  const plan = compilePlan({ ...lesson, settings: { ...lesson.settings, loudnessLufs } }, { preset: 'source', overlays: [] })
  return { ...plan, audio: { ...plan.audio, entries: change(plan.audio.entries) } }
}

describe('untouched sound', () => {
  test('is a clip between its fades, at its place in the file', () => {
    // The clip plays its seconds 1 to 3; fades against clicks take 3 ms.
    expect(
      findUntouchedSound(
        planWith((entries) => entries),
        rate,
      ),
    ).toEqual([{ input: 0, from: 144, to: 2 * rate - 144, sourceOffset: rate }])
  })

  test('is none where all of it is made even', () => {
    expect(
      findUntouchedSound(
        planWith((entries) => entries, -16),
        rate,
      ),
    ).toEqual([])
  })

  test.each([
    { gainDb: 1 },
    { reversed: true },
    { speed: { num: 2, den: 1 } },
    { highPassHz: 80 },
    { noiseReduction: 0.1 },
    { envelope: [{ atTicks: ticks(0), gainDb: -3 }] },
  ])('is none of a clip with %o', (change) => {
    expect(
      findUntouchedSound(
        planWith((entries) => entries.map((entry) => ({ ...entry, ...change }))),
        rate,
      ),
    ).toEqual([])
  })

  test('is not where another sound plays', () => {
    const music = { gainDb: -12, startTicks: secondsToTicks(0.5), durationTicks: secondsToTicks(0.25) }
    const found = findUntouchedSound(
      planWith((entries) => entries.flatMap((entry) => [entry, { ...entry, ...music }])),
      rate,
    )
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [144, rate / 2],
      [(rate * 3) / 4, 2 * rate - 144],
    ])
  })

  test('goes on over a cut through which the clip plays on', () => {
    const lesson = sampleLesson()
    const second = createMainClip('more' as ClipId, 'phone' as AssetId, secondsToTicks(3), secondsToTicks(4))
    const [first, ...others] = lesson.mainTrack
    if (!first) throw new Error('a clip')
    const document = {
      ...lesson,
      settings: { ...lesson.settings, loudnessLufs: null },
      clips: { ...lesson.clips, [second.id]: second },
      mainTrack: [first, { kind: 'clip' as const, clipId: second.id }, ...others],
    }
    const found = findUntouchedSound(compilePlan(document, { preset: 'source', overlays: [] }), rate)
    expect(found.map(({ from, to }) => [from, to])).toEqual([[144, 3 * rate - 144]])
  })
})

test('copied packets lie where they were, hold nothing else, and never meet another copy', () => {
  const partArbitrary = record({
    length: integer({ min: 1, max: 200_000 }),
    gap: integer({ min: 0, max: 5000 }),
    phase: integer({ min: 0, max: 1023 }),
    hole: integer({ min: 0, max: 150 }),
  })
  assert(
    property(array(partArbitrary, { minLength: 1, maxLength: 6 }), (parts) => {
      const intervals: { from: number; to: number }[] = []
      const times: number[][] = []
      let at = 0
      for (const { length, gap, phase, hole } of parts) {
        const interval = { from: at + gap, to: at + gap + length }
        intervals.push(interval)
        const first = Math.floor(interval.from / aacFrameSamples) * aacFrameSamples - 2048 + phase
        const count = Math.ceil(length / aacFrameSamples) + 6
        times.push(
          Array.from({ length: count }, (_, index) => first + index * aacFrameSamples).filter((_, index) => index !== hole),
        )
        at = interval.to
      }
      const grid = placeSoundCopies(intervals, times, at)
      expect(grid.firstSample).toBeLessThanOrEqual(-aacFrameSamples)
      expect(grid.firstSample).toBeGreaterThan(-2 * aacFrameSamples)
      expect(grid.firstSample + grid.packetCount * aacFrameSamples).toBeGreaterThanOrEqual(at)
      let end = 1
      for (const { interval, sourcePacket, firstPacket, count } of grid.copies) {
        expect(firstPacket).toBeGreaterThanOrEqual(end)
        end = firstPacket + count + 1
        const [{ from, to } = { from: 0, to: 0 }, stamps = []] = [intervals[interval], times[interval]]
        for (let index = 0; index < count; index += 1) {
          const place = grid.firstSample + (firstPacket + index) * aacFrameSamples
          expect(stamps[sourcePacket + index]).toBe(place)
          expect(place >= from && place + 2 * aacFrameSamples <= to).toBe(true)
        }
      }
    }),
  )
})
