import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addKeyframe, changeEasing, changePlace, movingOf, removeKeyframe } from '#renderer/editor/canvas/place-change.ts'
import { sceneAt, type SceneItem } from '#renderer/editor/canvas/scene.ts'
import { boxOf, goAlong, limitsOf } from '#renderer/editor/canvas/transform.ts'
import { addTrackClip } from '#shared/edit/commands/tracks.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { setClipPicture } from '#shared/edit/commands/clip-look.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { addOverlays } from '#shared/edit/commands/overlays.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { placeItems } from '#shared/edit/commands/place-items.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { ease } from '#shared/project/easing.ts'
import { easingFrom, keyframeInstants, neighbouringKeyframes } from '#shared/project/placement-keyframes.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { anchorPoints } from '#shared/project/schema/geometry.ts'
import { snapToFrame } from '#shared/time/frame-rate.ts'
import { ticks, zeroTicks } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const wantedPlace = fc.record({
  centre: fc.record({ x: number(-500, 1580), y: number(-500, 2400) }),
  factor: number(0.2, 3),
  rotationDegrees: number(-170, 170),
})
const anchorPoint = fc.constantFrom(...anchorPoints)
const rate = fc.constantFrom({ num: 1, den: 1 }, { num: 2, den: 1 }, { num: 1, den: 2 }, { num: 3, den: 4 })
/** Seconds of the lesson, which is at least five long at every speed. */
const moment = number(0.1, 3.9)

type Made = {
  readonly speed: { num: number; den: number }
  readonly reversed: boolean
  readonly anchor: (typeof anchorPoints)[number]
}
const made: fc.Arbitrary<Made> = fc.record({ speed: rate, reversed: fc.boolean(), anchor: anchorPoint })

/** A clip with the same one inset, and a text over both. */
function openLesson({ speed, reversed, anchor }: Made): EditSession {
  const session = openSession()
  const length = seconds(10)
  session.run(insertNewAsset, { asset: videoAsset('alpha', length), sourceInTicks: zeroTicks, sourceOutTicks: length })
  const [clip] = Object.values(documentOf(session).clips)
  if (!clip) throw new Error('no clip')
  session.run(setClipSpeed, { clipId: clip.id, changes: { speed, reversed } })
  const content = { kind: 'text', text: 'Brakes', style: defaultCaptionStyle.text } as const
  const box = { anchorPoint: anchor, x: 20, y: -30, width: 700, height: 200 }
  const added = session.run(addOverlays, { items: [{ content, box }], atTicks: zeroTicks, durationTicks: seconds(4) })
  if (!added.ok) throw new Error(added.error.code)
  const inset = session.run(addTrackClip, { assetId: clip.assetId, kind: 'picture-in-picture', atTicks: zeroTicks })
  if (!inset.ok) throw new Error(inset.error.code)
  return session
}

const documentOf = (session: EditSession) => session.getSnapshot().document

function find(session: EditSession, kind: SceneItem['kind'], at: ReturnType<typeof seconds>): SceneItem {
  const found = sceneAt(documentOf(session), at, null).find((each) => each.kind === kind)
  if (!found) throw new Error(`no ${kind}`)
  return found
}

function put(
  session: EditSession,
  scene: SceneItem,
  at: ReturnType<typeof seconds>,
  { centre, factor, rotationDegrees }: Wanted,
) {
  const { width, height } = scene.place
  const wanted = { centre, width: width * factor, height: height * factor, rotationDegrees }
  const change = changePlace(documentOf(session), scene, at, wanted)
  if (!change) throw new Error('cannot be placed')
  const result = session.run(placeItems, { changes: [change] })
  if (!result.ok) throw new Error(result.error.code)
  return wanted
}
type Wanted = { readonly centre: { x: number; y: number }; readonly factor: number; readonly rotationDegrees: number }

function expectThere(scene: SceneItem, wanted: Pick<SceneItem, 'place'>['place']): void {
  expect(scene.place.centre.x).toBeCloseTo(wanted.centre.x, 0)
  expect(scene.place.centre.y).toBeCloseTo(wanted.centre.y, 0)
  // A scale is kept to the ten-thousandth.
  expect(Math.abs(scene.place.width / wanted.width - 1)).toBeLessThan(0.001)
  expect(scene.place.rotationDegrees).toBeCloseTo(wanted.rotationDegrees, 1)
}

describe('placing by hand', () => {
  it('puts overlays and clips where they are wanted, with keyframes at that instant', () => {
    const keyed = fc.constantFrom('none', 'one', 'two')
    fc.assert(
      fc.property(
        made,
        fc.constantFrom('main', 'inset', 'overlay'),
        keyed,
        moment,
        moment,
        wantedPlace,
        (how, kind, keys, a, b, wanted) => {
          const session = openLesson(how)
          const { frameRate } = documentOf(session).settings
          const at = snapToFrame(seconds(a), frameRate)
          const other = snapToFrame(seconds(b), frameRate)
          for (const instant of keys === 'none' ? [] : keys === 'one' ? [other] : [other, at]) {
            const moving = movingOf(documentOf(session), find(session, kind, instant))
            const change = moving && addKeyframe(documentOf(session), moving, instant)
            if (change) session.run(placeItems, { changes: [change] })
          }
          const before = find(session, kind, at).place
          const asked = put(session, find(session, kind, at), at, wanted)
          expectThere(find(session, kind, at), asked)
          session.undo()
          expect(find(session, kind, at).place).toEqual(before)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('changes nothing about how a thing stands when a keyframe is added, or the last one taken away', () => {
    fc.assert(
      fc.property(made, fc.constantFrom('main', 'inset', 'overlay'), moment, wantedPlace, (how, kind, a, wanted) => {
        const session = openLesson(how)
        const at = snapToFrame(seconds(a), documentOf(session).settings.frameRate)
        for (const step of [addKeyframe, null, removeKeyframe]) {
          const scene = find(session, kind, at)
          if (!step) put(session, scene, at, wanted)
          const before = find(session, kind, at).place
          const moving = movingOf(documentOf(session), scene)
          const change = step && moving && step(documentOf(session), moving, at)
          if (change) session.run(placeItems, { changes: [change] })
          expectThere(find(session, kind, at), before)
        }
        const moving = movingOf(documentOf(session), find(session, kind, at))
        const left = moving?.kind === 'clip' ? moving.record.picture.placementKeyframes : moving?.record.placementKeyframes
        expect(left).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('moves a thing from one keyframe to the next', () => {
    const session = openLesson({ speed: { num: 1, den: 1 }, reversed: false, anchor: 'center' })
    const [start, end] = [seconds(1), seconds(3)]
    const moving = movingOf(documentOf(session), find(session, 'overlay', start))
    const change = moving && addKeyframe(documentOf(session), moving, start)
    if (!change) throw new Error('no keyframe')
    session.run(placeItems, { changes: [change] })
    const from = find(session, 'overlay', start).place.centre
    put(session, find(session, 'overlay', end), end, { centre: { x: from.x + 200, y: from.y }, factor: 1, rotationDegrees: 0 })
    expect(find(session, 'overlay', start).place.centre.x).toBeCloseTo(from.x, 1)
    expect(find(session, 'overlay', ticks(seconds(2))).place.centre.x).toBeCloseTo(from.x + 100, 1)
  })

  it('keeps several things as they stand to each other', () => {
    fc.assert(
      fc.property(made, number(0.3, 2), number(-90, 90), (how, factor, degrees) => {
        const session = openLesson(how)
        const at = seconds(1)
        const scene = sceneAt(documentOf(session), at, null)
        const from = boxOf(scene)
        if (!from) throw new Error('no box')
        const to = { ...from, width: from.width * factor, height: from.height * factor, rotationDegrees: degrees }
        session.run(placeItems, { changes: goAlong(documentOf(session), scene, at, from, to) })
        const after = sceneAt(documentOf(session), at, null)
        const distance = ([a, b]: readonly SceneItem[]): number =>
          a && b ? Math.hypot(a.place.centre.x - b.place.centre.x, a.place.centre.y - b.place.centre.y) : Number.NaN
        expect(Math.abs(distance(after) - distance(scene) * factor)).toBeLessThan(0.1)
      }),
      { numRuns: 30 },
    )
  })

  it('does not lay hand on a clip that follows something: that one is placed, too, and keeps what it shows', () => {
    const session = openLesson({ speed: { num: 1, den: 1 }, reversed: false, anchor: 'center' })
    const { item } = find(session, 'main', seconds(1))
    if (item.kind !== 'clip') throw new Error('no clip')
    const value = { x: 0.2, y: 0.1, width: 0.5, height: 0.4 }
    const followKeyframes = [{ atTicks: zeroTicks, value, easing: 'linear' as const }]
    session.run(setClipPicture, { clipIds: [item.id], changes: { followKeyframes } })
    const wanted = { centre: { x: 300, y: 400 }, factor: 0.5, rotationDegrees: 10 }
    const asked = put(session, find(session, 'main', seconds(1)), seconds(1), wanted)
    expectThere(find(session, 'main', seconds(1)), asked)
  })

  it('never makes anything that could not be saved, however often it is sized and turned', () => {
    fc.assert(
      fc.property(
        made,
        fc.boolean(),
        fc.array(fc.record({ factor: number(0.01, 30), degrees: number(-400, 400) }), { minLength: 20, maxLength: 30 }),
        (how, keyed, steps) => {
          const session = openLesson(how)
          const at = seconds(1)
          for (const scene of keyed ? sceneAt(documentOf(session), at, null) : []) {
            const moving = movingOf(documentOf(session), scene)
            const change = moving && addKeyframe(documentOf(session), moving, at)
            if (change) session.run(placeItems, { changes: [change] })
          }
          for (const { factor, degrees } of steps) {
            const scene = sceneAt(documentOf(session), at, null)
            const from = boxOf(scene)
            if (!from) throw new Error('no box')
            const { least, most } = limitsOf(scene, documentOf(session).settings.canvas)
            const by = Math.max(least, Math.min(most, factor))
            const rotationDegrees = from.rotationDegrees + degrees
            const to = { ...from, width: from.width * by, height: from.height * by, rotationDegrees }
            session.run(placeItems, { changes: goAlong(documentOf(session), scene, at, from, to) })
          }
          expect(documentSchema.safeParse(documentOf(session)).error).toBeUndefined()
        },
      ),
      { numRuns: 30 },
    )
  })
})

const halfway = 0.25

describe('the way from one keyframe to the next', () => {
  it('is the one that was chosen, also in a clip that plays backwards', () => {
    const easing = fc.constantFrom('linear', 'ease-in', 'ease-out', 'ease-in-out')
    fc.assert(
      fc.property(made, fc.constantFrom('main', 'inset', 'overlay'), easing, (how, kind, chosen) => {
        const session = openLesson(how)
        const [start, end] = [seconds(1), seconds(3)]
        const moving = () => {
          const found = movingOf(documentOf(session), find(session, kind, start))
          if (!found) throw new Error('does not move')
          return found
        }
        const run = (change: ReturnType<typeof addKeyframe>) => change && session.run(placeItems, { changes: [change] })
        run(addKeyframe(documentOf(session), moving(), start))
        expect(easingFrom(documentOf(session), moving(), start)).toBeNull()
        const { centre } = find(session, kind, start).place
        const wanted = { centre: { x: centre.x + 400, y: centre.y }, factor: 1, rotationDegrees: 0 }
        put(session, find(session, kind, end), end, wanted)
        run(changeEasing(documentOf(session), moving(), start, chosen))
        expect(easingFrom(documentOf(session), moving(), start)).toBe(chosen)
        expect(easingFrom(documentOf(session), moving(), end)).toBeNull()
        const gone = find(session, kind, seconds(1 + 2 * halfway)).place.centre.x - centre.x
        expect(gone).toBeCloseTo(400 * ease(chosen, halfway), 0)
      }),
      { numRuns: 40 },
    )
  })
})

describe('keyframes beside what shows', () => {
  it('are not gone to', () => {
    const session = openLesson({ speed: { num: 1, den: 1 }, reversed: false, anchor: 'center' })
    for (const at of [seconds(1), seconds(6)]) {
      const moving = movingOf(documentOf(session), find(session, 'main', at))
      const change = moving && addKeyframe(documentOf(session), moving, at)
      if (change) session.run(placeItems, { changes: [change] })
    }
    const split = session.run(splitClip, { atTicks: seconds(4) })
    if (!split.ok) throw new Error(split.error.code)
    const first = movingOf(documentOf(session), find(session, 'main', seconds(2)))
    if (!first) throw new Error('no clip')
    expect(neighbouringKeyframes(documentOf(session), first, seconds(2))).toEqual({ before: seconds(1), after: null })
    expect(keyframeInstants(documentOf(session), first)).toEqual([seconds(1)])
  })
})
