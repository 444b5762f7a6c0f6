import { expect, test } from 'vitest'
import type { Easing } from '#shared/project/easing.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { Region } from '#shared/project/schema/geometry.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { regionOnPath } from '#shared/render-plan/place-layer.ts'
import type { Path } from '#shared/render-plan/plan-layer.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { sampleLesson } from '../plan-fixtures.ts'

const at = (x: number): Region => ({ x, y: 0.4, width: 0.1, height: 0.1 })

/** Where a face is hidden that goes from 0.1 (at 1 s of the film) over 0.5 (2 s) to 0.7 (3 s); the clip is the film from 1 s to 3 s. */
function hidden(change: Partial<Clip>, easing: Easing = 'linear'): Path {
  const keyframes = [0.1, 0.5, 0.7].map((x, second) => ({ atTicks: secondsToTicks(second + 1), value: at(x), easing }))
  const lesson = sampleLesson((clip) => ({
    ...clip,
    ...change,
    picture: { ...clip.picture, blurs: [{ keyframes, strength: 1 }] },
  }))
  const [segment] = compilePlan(lesson, { preset: 'lms', overlays: [] }).segments
  if (segment?.base.kind !== 'clip') throw new Error('no clip')
  return segment.base.layer.blurs[0]?.path ?? []
}

const places = (path: Path, frames: readonly number[]): (number | undefined)[] =>
  frames.map((frame) => Math.round((regionOnPath(path, frame)?.x ?? Number.NaN) * 1000) / 1000)

test('goes with the picture, also at another speed', () => {
  expect(places(hidden({}), [0, 15, 30, 60])).toEqual([0.1, 0.3, 0.5, 0.7])
  expect(places(hidden({ speed: { num: 2, den: 1 } }), [0, 15, 30])).toEqual([0.1, 0.5, 0.7])
})

test.for(['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'] as const)(
  'backwards is where it is forwards (%s)',
  (easing) => {
    const [forwards, backwards] = [hidden({}, easing), hidden({ reversed: true }, easing)]
    // Between keys, because a jump belongs to one side of its key.
    for (let frame = 1.5; frame < 60; frame += 1) {
      expect(places(backwards, [60 - frame])[0], `frame ${frame}`).toBeCloseTo(places(forwards, [frame])[0] ?? Number.NaN, 2)
    }
  },
)

test('stands still over a frozen picture, where that picture has it', () => {
  const frozen = hidden({ freezeTicks: secondsToTicks(4), sourceInTicks: secondsToTicks(1.5) })
  expect(places(frozen, [0, 30, 119])).toEqual([0.3, 0.3, 0.3])
  const turned = hidden({ freezeTicks: secondsToTicks(4), sourceInTicks: secondsToTicks(1.5), reversed: true })
  expect(places(turned, [0, 119])).toEqual([0.3, 0.3])
})
