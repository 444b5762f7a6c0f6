import { describe, expect, test } from 'vitest'
import { filmSeconds, instantOfFilm, shownClip, type ShownClip } from '#renderer/editor/preview/simple/shown-clip.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { AssetId, ClipId, GapId } from '#shared/project/ids.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { addTicks, ticks } from '#shared/time/ticks.ts'
import { emptyDocument, seconds, videoAsset } from '../../../../shared/project/sample-document.ts'

const frame = seconds(1) / 30

/** One second of a clip from its second 2 on, a gap of one second, and another stretch of it. */
function lesson(change: Partial<Clip> = {}): LessonDocument {
  const asset = videoAsset('a', seconds(10))
  const first = { ...createMainClip('first' as ClipId, asset.id, seconds(2), seconds(3)), ...change }
  const second = createMainClip('second' as ClipId, asset.id, seconds(6), seconds(8))
  return {
    ...emptyDocument(),
    assets: { [asset.id]: asset },
    clips: { [first.id]: first, [second.id]: second },
    mainTrack: [
      { kind: 'clip', clipId: first.id },
      { kind: 'gap', id: 'gap' as GapId, durationTicks: seconds(1) },
      { kind: 'clip', clipId: second.id },
    ],
  }
}

function shown(document: LessonDocument, instant: number): ShownClip {
  const found = shownClip(document, ticks(instant))
  if (!found) throw new Error('nothing is shown')
  return found
}

describe('the simple preview', () => {
  test('shows the clip under the playhead, and nothing in gaps', () => {
    const document = lesson()
    expect(shown(document, 0).clip.id).toBe('first')
    expect(shownClip(document, seconds(1.5))).toBeNull()
    expect(shown(document, seconds(2)).clip.id).toBe('second')
    expect(shown(document, seconds(4)).clip.id).toBe('second')
    expect(
      shownClip(
        { ...document, assets: { ['a' as AssetId]: { ...videoAsset('a', seconds(9)), interpretation: null } } },
        seconds(0),
      ),
    ).toBeNull()
  })

  test('puts the film into the middle of the frame, from the in point to the last picture before the out point', () => {
    const document = lesson()
    const half = frame / 2 / seconds(1)
    expect(filmSeconds(shown(document, 0), document, seconds(0))).toBeCloseTo(2 + half, 5)
    expect(filmSeconds(shown(document, seconds(2)), document, seconds(2))).toBeCloseTo(6 + half, 5)
    const end = filmSeconds(shown(document, seconds(4)), document, seconds(4))
    expect(end).toBeLessThan(8)
    expect(end).toBeGreaterThan(7.99)
  })

  test('knows every frame again by where the film stands in it', () => {
    const document = lesson({ speed: { num: 2, den: 1 } })
    for (let at = 0; at < seconds(0.5); at += frame) {
      const clip = shown(document, at)
      const back = instantOfFilm(clip, filmSeconds(clip, document, ticks(at)))
      expect(back - at).toBeGreaterThanOrEqual(0)
      expect(back - at).toBeLessThan(frame)
    }
  })

  test('is over where the film has passed the out point, and not before the clip begins', () => {
    const clip = shown(lesson(), 0)
    expect(instantOfFilm(clip, 1.2)).toBe(0)
    expect(instantOfFilm(clip, 3.5)).toBe(addTicks(clip.span.endTicks, seconds(0.5)))
  })

  test('holds a frozen clip at its in point, and lets neither it nor one that plays backwards run', () => {
    const frozen = lesson({ freezeTicks: seconds(1) })
    expect(shown(frozen, seconds(0.5)).runs).toBe(false)
    expect(filmSeconds(shown(frozen, seconds(0.5)), frozen, seconds(0.5))).toBe(2)
    const backwards = lesson({ reversed: true })
    expect(shown(backwards, 0).runs).toBe(false)
    const [early, late] = [0, seconds(0.5)].map((at) => filmSeconds(shown(backwards, at), backwards, ticks(at)))
    expect(late).toBeLessThan(early ?? 0)
  })
})
