import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyChallenge } from '#shared/challenge/new-challenge.ts'
import {
  addCriterion,
  addLevel,
  moveItem,
  removeCriterion,
  removeLevel,
  setCriterion,
  type Rubric,
} from '#shared/challenge/rubric.ts'
import { setBrandKit } from '#shared/edit/commands/brand.ts'
import { editChallenge, setChallenge } from '#shared/edit/commands/lesson.ts'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { defaultBrandKit } from '#shared/project/brand.ts'
import type { AssetId, ClipId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import type { Challenge } from '#shared/project/schema/question.ts'
import { ticks } from '#shared/time/ticks.ts'
import { overlayOf, overlayTrackId } from '../overlay/sample-overlays.ts'
import { mainTrack } from '#shared/project/defaults.ts'
import { compileOk, fullLesson } from '../lesson/lesson-sample.ts'
import { openSession, seconds, videoAsset } from '../project/sample-document.ts'

const soundDocument = () => ({ ...compileOk(fullLesson).document, challenge: null })

const words = fc.string({ maxLength: 12 })
const levels = fc.array(fc.record({ label: words, description: words, points: fc.integer({ min: 0, max: 1000 }) }), {
  minLength: 1,
  maxLength: 4,
})
const changes: fc.Arbitrary<Partial<Challenge>> = fc.oneof(
  fc.record({ hook: words, brief: words, safetyNote: words, hashtag: words, withoutFilming: words }),
  fc.record({ steps: fc.array(words, { maxLength: 4 }), materials: fc.array(words, { maxLength: 4 }) }),
  fc.record({ rubric: fc.array(fc.record({ title: words, levels }), { maxLength: 3 }) }),
  fc.record({ handIn: fc.record({ what: words, where: words }) }),
  fc.record({ durationLimitTicks: fc.integer({ min: 1, max: 3600 }).map((value) => seconds(value)) }),
  fc.record({ deadline: fc.constantFrom(null, '2027-05-31', '1999-12-31') }),
  fc.integer({ min: 1, max: 5 }).map((min) => ({ teamSize: { min, max: min + 2 } })),
)

describe('the challenge', () => {
  test('stays sound and sayable in lesson.json through any edits, and undo takes each back', () => {
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 6 }), (edits) => {
        const session = openSession(soundDocument())
        const states = [session.getSnapshot().document]
        for (const [index, edit] of edits.entries()) {
          if (index === 0) expect(session.run(setChallenge, { challenge: emptyChallenge }).ok).toBe(true)
          if (index === 0) states.push(session.getSnapshot().document)
          expect(session.run(editChallenge, { changes: edit }).ok).toBe(true)
          states.push(session.getSnapshot().document)
        }
        const { document } = session.getSnapshot()
        expect(checkInvariants(documentSchema.parse(JSON.parse(JSON.stringify(document))))).toEqual([])
        const parsed = parseLesson(JSON.parse(JSON.stringify(decompileLesson(document).lesson)))
        expect(parsed.ok ? [] : parsed.error).toEqual([])
        // An edit that changes nothing may be no step, so what is seen on the way back are some of these states, in order.
        const seen = [JSON.stringify(document.challenge)]
        for (let step = 0; step <= states.length; step += 1) {
          session.undo()
          seen.push(JSON.stringify(session.getSnapshot().document.challenge))
        }
        const once = (list: readonly string[]) => list.filter((state, index) => state !== list[index - 1])
        expect(once(seen)).toEqual(once(states.toReversed().map(({ challenge }) => JSON.stringify(challenge))))
        expect(session.getSnapshot().document).toEqual(states[0])
      }),
      { numRuns: 60 },
    )
  })

  test('refuses edits where there is none, and a model answer that is gone', () => {
    const session = openSession(soundDocument())
    expect(session.run(editChallenge, { changes: { brief: 'x' } }).ok).toBe(false)
    session.run(setChallenge, { challenge: emptyChallenge })
    expect(session.run(editChallenge, { changes: { modelClipId: 'gone' as ClipId } }).ok).toBe(false)
  })
})

describe('a rubric', () => {
  const first = [{ label: 'Good', description: 'seen', points: 2 }]
  const grown = (count: number): Rubric =>
    Array.from({ length: count }).reduce<Rubric>((rubric) => addCriterion(rubric, first), [])

  test('grows by criteria with the same levels, without their words', () => {
    expect(grown(2)[1]).toEqual({ title: '', levels: [{ label: 'Good', description: '', points: 2 }] })
    expect(removeCriterion(grown(2), 0)).toHaveLength(1)
  })

  test('keeps one level, adds one that earns more, and moves rows within it only', () => {
    const [criterion] = grown(1)
    if (!criterion) throw new Error('no criterion')
    expect(removeLevel(criterion, 0)).toBe(criterion.levels)
    expect(addLevel(criterion, 1).map(({ points }) => points)).toEqual([2, 3])
    expect(addLevel(criterion, 0).map(({ points }) => points)).toEqual([0, 2])
    expect(setCriterion(grown(2), 1, { title: 'B' }).map(({ title }) => title)).toEqual(['', 'B'])
    const items = ['a', 'b', 'c']
    expect(moveItem(items, 0, 2)).toEqual(['b', 'c', 'a'])
    for (const [from, to] of [
      [0, -1],
      [2, 3],
      [1, 1],
      [5, 0],
    ] as const)
      expect(moveItem(items, from, to)).toBe(items)
  })
})

describe('the school style', () => {
  const logo = (name: string): Asset => ({
    ...videoAsset(name, ticks(1)),
    id: name as AssetId,
    kind: 'image',
    interpretation: null,
    imageSize: { width: 10, height: 10 },
  })

  test('brings its logo along, which takes the place of the old one, and undo takes both back', () => {
    const plain = soundDocument()
    const [old, fresh] = [logo('old'), logo('fresh')]
    const overlay = overlayOf('logo', { content: { kind: 'image', assetId: old.id } })
    const session = openSession({
      ...plain,
      tracks: { ...plain.tracks, [overlayTrackId]: { ...mainTrack, id: overlayTrackId, band: 'overlays', role: 'none' } },
      assets: { ...plain.assets, [old.id]: old },
      overlays: { [overlay.id]: overlay },
      brandKit: { ...defaultBrandKit, logoAssetId: old.id },
    })
    const before = session.getSnapshot().document
    const style = { ...defaultBrandKit, name: 'Hill', logoAssetId: fresh.id }
    expect(session.run(setBrandKit, { brandKit: style }).ok).toBe(false)
    expect(session.getSnapshot().document).toBe(before)
    expect(session.run(setBrandKit, { brandKit: style, assets: [fresh] }).ok).toBe(true)
    const after = session.getSnapshot().document
    expect(after.overlays[overlay.id]?.content).toEqual({ kind: 'image', assetId: fresh.id })
    expect(checkInvariants(after)).toEqual([])
    session.undo()
    expect(session.getSnapshot().document).toEqual(before)
  })
})
