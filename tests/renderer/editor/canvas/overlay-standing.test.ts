import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeStanding, standingAt, type Standing } from '#renderer/editor/canvas/overlay-standing.ts'
import { addKeyframe } from '#renderer/editor/canvas/place-change.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { addOverlays, setOverlays } from '#shared/edit/commands/overlays.ts'
import { placeItems } from '#shared/edit/commands/place-items.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import type { OverlayId } from '#shared/project/ids.ts'
import { anchorPoints, type AnchorPoint } from '#shared/project/schema/geometry.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { runOk, selectedId } from '../../../shared/edit/run-ok.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const [early, late] = [seconds(1), seconds(3)]

/** A text over four seconds, with keyframes at both instants. */
function openMoving(anchorPoint: AnchorPoint, opacity: number) {
  const session = openSession()
  const length = seconds(10)
  runOk(session, insertNewAsset, { asset: videoAsset('alpha', length), sourceInTicks: zeroTicks, sourceOutTicks: length })
  const content = { kind: 'text', text: 'Brakes', style: defaultCaptionStyle.text } as const
  const box = { anchorPoint, x: 20, y: -30, width: 600, height: 200 }
  runOk(session, addOverlays, {
    items: [{ content, box, opacity, rotationDegrees: 20 }],
    atTicks: zeroTicks,
    durationTicks: seconds(4),
  })
  const id: OverlayId = selectedId(session, 'overlay')
  const document = () => session.getSnapshot().document
  const overlay = () => {
    const found = document().overlays[id]
    if (!found) throw new Error('no text')
    return found
  }
  for (const at of [early, late]) {
    const change = addKeyframe(document(), { kind: 'overlay', record: overlay() }, at)
    if (change) runOk(session, placeItems, { changes: [change] })
  }
  const change = (at: Ticks, changes: Parameters<typeof changeStanding>[3]) =>
    runOk(session, setOverlays, { overlayIds: [id], changes: changeStanding(document(), overlay(), at, changes) })
  return { change, document, overlay, standing: (at: Ticks) => standingAt(document(), overlay(), at) }
}

function expectAlike(stands: Standing, wanted: Standing): void {
  for (const key of ['x', 'y', 'width', 'height'] as const) expect(Math.abs(stands.box[key] - wanted.box[key])).toBeLessThan(0.1)
  expect(stands.rotationDegrees).toBeCloseTo(wanted.rotationDegrees, 1)
  expect(stands.opacity).toBeCloseTo(wanted.opacity, 6)
}

describe('the numbers of something that moves', () => {
  it('hold at the playhead alone, and keep what a keyframe elsewhere says', () => {
    const changes = fc.record({ x: number(-400, 400), width: number(100, 900), turn: number(-180, 179), opacity: number(0, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...anchorPoints), fc.constantFrom(1, 0.5, 0.25), changes, (anchor, base, wanted) => {
        const { change, document, standing } = openMoving(anchor, base)
        const [before, there] = [standing(early), standing(late)]
        expect(before.opacity).toBeCloseTo(base, 6)
        const height = (there.box.height * wanted.width) / there.box.width
        const box = { x: wanted.x, width: wanted.width, height }
        change(late, { box })
        change(late, { rotationDegrees: wanted.turn })
        change(late, { opacity: wanted.opacity })
        expectAlike(standing(late), {
          box: { ...there.box, ...box },
          rotationDegrees: wanted.turn,
          opacity: wanted.opacity,
        })
        expectAlike(standing(early), before)
        expect(documentSchema.safeParse(document()).error).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  it('stay as they are where it does not show', () => {
    const { change, overlay } = openMoving('center', 1)
    const before = overlay()
    change(seconds(6), { opacity: 0.2, box: { x: 300 } })
    expect(overlay()).toEqual(before)
  })
})
