import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { addMarker } from '#shared/edit/commands/markers.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { moveClips } from '#shared/edit/commands/move-clips.ts'
import { moveItems } from '#shared/edit/commands/move-items.ts'
import { moveToMainTrack, moveToPictureInPicture } from '#shared/edit/commands/move-to-track.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { addTrack, addTrackClip } from '#shared/edit/commands/tracks.ts'
import { trimItem } from '#shared/edit/commands/trim-item.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { itemsOfTrack } from '#shared/edit/neighbours.ts'
import { findSnap, snapTargets } from '#shared/edit/snapping.ts'
import type { AssetId, CaptionId, CaptionTrackId, ClipId, OverlayId, TrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { captionsInOrder, markersInOrder, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline, visibleSpan } from '#shared/project/timeline.ts'
import type { TrackKind } from '#shared/project/track-kinds.ts'
import { ticks, ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { editArbitrary, performEdit, rateArbitrary, startingDocument } from './random-edits.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const span = (session: EditSession, id: ClipId): readonly number[] => {
  const found = deriveTimeline(documentOf(session)).clipSpans.get(id)
  return found ? [ticksToSeconds(found.startTicks), ticksToSeconds(found.endTicks)] : []
}

/** alpha 0 to 4, beta 4 to 7, gamma 7 to 9. */
function lesson() {
  const session = openSession()
  const alpha = appendClip(session, 'alpha', 10, 2, 6)
  const beta = appendClip(session, 'beta', 3)
  const gamma = appendClip(session, 'gamma', 8, 4, 6)
  const add = (kind: TrackKind, at: number): ClipId => {
    runOk(session, addTrackClip, { assetId: 'beta' as AssetId, kind, atTicks: seconds(at) })
    return selectedId(session, 'clip')
  }
  return { session, alpha, beta, gamma, add }
}

const clip = (id: ClipId) => ({ kind: 'clip' as const, id })

describe('clips beside the main track', () => {
  it('are trimmed at both ends, up to their neighbours and their media', () => {
    const { session, add } = lesson()
    const [first, second] = [add('voice-over', 0), add('voice-over', 3)]
    runOk(session, trimItem, { item: clip(first), edge: 'end', deltaTicks: seconds(-1) })
    runOk(session, trimItem, { item: clip(second), edge: 'start', deltaTicks: seconds(1) })
    expect([span(session, first), span(session, second)]).toEqual([
      [0, 2],
      [4, 6],
    ])
    expect(documentOf(session).clips[second]?.sourceInTicks).toBe(seconds(1))
    runOk(session, moveItems, { items: [clip(second)], deltaTicks: seconds(-1.6) })
    runOk(session, trimItem, { item: clip(second), edge: 'start', deltaTicks: seconds(-9) })
    expect(span(session, second)[0]).toBe(2)
    runOk(session, trimItem, { item: clip(first), edge: 'end', deltaTicks: seconds(60) })
    expect([span(session, first), span(session, second)[0]]).toEqual([[0, 2], 2])
    runOk(session, trimItem, { item: clip(second), edge: 'end', deltaTicks: seconds(60) })
    expect(documentOf(session).clips[second]?.sourceOutTicks).toBe(seconds(3))
  })

  it('take the nearest free place, together, and only tracks of their band', () => {
    const { session, add } = lesson()
    const [first, second] = [add('voice-over', 0), add('voice-over', 5)]
    runOk(session, moveItems, { items: [clip(first)], deltaTicks: seconds(3) })
    expect(span(session, first)).toEqual([2, 5])
    runOk(session, moveItems, { items: [clip(first)], deltaTicks: seconds(5.4) })
    expect(span(session, first)[0]).toBe(8)
    runOk(session, moveItems, { items: [clip(first), clip(second)], deltaTicks: seconds(-20) })
    expect([span(session, second)[0], span(session, first)[0]]).toEqual([0, 3])
    const music = add('music', 0)
    const musicTrack = documentOf(session).clips[music]?.trackId as TrackId
    runOk(session, moveItems, { items: [clip(second)], deltaTicks: seconds(1), trackId: musicTrack })
    expect(documentOf(session).clips[second]?.trackId).toBe(musicTrack)
    expect(span(session, second)).toEqual([3, 6])
    const picture = add('picture-in-picture', 0)
    const refused = session.run(moveItems, { items: [clip(picture)], deltaTicks: seconds(0), trackId: musicTrack })
    expect(refused.ok ? null : refused.error.code).toBe('edit.track-other-band')
  })

  it('are pushed apart by an edit under them, also over a picture that stands still', () => {
    const session = openSession(startingDocument({ num: 30, den: 1 }))
    const add = (frame: number): ClipId => {
      runOk(session, addTrackClip, { assetId: 'alpha' as AssetId, kind: 'picture-in-picture', atTicks: ticks(frame * 4000) })
      return selectedId(session, 'clip')
    }
    const [first, second] = [add(61), add(357)]
    // A source tick of the slow clip under it is three of the timeline: it follows that clip all the same, on its frame.
    expect(documentOf(session).clips[second]?.anchor?.kind).toBe('clip')
    expect(span(session, second)[0]).toBe(357 / 30)
    runOk(session, setClipSpeed, { clipId: 'c3' as ClipId, changes: { speed: { num: 2667, den: 1000 } } })
    expect(span(session, second)[0]).toBe(span(session, first)[1])
    const { mainClipIds, clipSpans } = deriveTimeline(documentOf(session))
    const still = clipSpans.get(mainClipIds.at(-1) ?? first)
    expect(span(session, second)[0]).toBeGreaterThan(ticksToSeconds(still?.startTicks ?? ticks(0)))
  })

  it('go along with captions, questions and markers that are selected, too', () => {
    const { session, add } = lesson()
    const voice = add('voice-over', 1)
    runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
    const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as [CaptionTrackId]
    runOk(session, addCaption, { captionTrackId, startTicks: seconds(1), endTicks: seconds(2), text: 'Hi' })
    const caption = selectedId(session, 'caption') as CaptionId
    runOk(session, addQuestion, { atTicks: seconds(2), type: 'poll' })
    const question = selectedId(session, 'question')
    runOk(session, addMarker, { atTicks: seconds(8) })
    const marker = selectedId(session, 'marker')
    const items = [
      clip(voice),
      { kind: 'caption' as const, id: caption },
      { kind: 'question' as const, id: question },
      { kind: 'marker' as const, id: marker },
    ]
    runOk(session, moveItems, { items, deltaTicks: seconds(4) })
    const document = documentOf(session)
    // The marker at 8 s of 9 allows one second only.
    expect(span(session, voice)[0]).toBe(2)
    expect(captionsInOrder(document, captionTrackId).map(({ span: s }) => ticksToSeconds(s.startTicks))).toEqual([2])
    expect(questionsInOrder(document).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([3])
    expect(markersInOrder(document).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([9])
  })
})

describe('overlays', () => {
  const shown = (document: LessonDocument, id: string): readonly number[] => {
    const overlay = document.overlays[id as OverlayId]
    const found = overlay && visibleSpan(document, overlay.anchor, overlay.durationTicks)
    return found ? [ticksToSeconds(found.startTicks), ticksToSeconds(found.endTicks)].map((at) => Math.round(at * 100) / 100) : []
  }

  it('are trimmed and moved, and their movement with them', () => {
    const session = openSession(startingDocument({ num: 30, den: 1 }))
    expect(shown(documentOf(session), 'o1')).toEqual([1, 2.5])
    const item = { kind: 'overlay' as const, id: 'o1' as OverlayId }
    runOk(session, trimItem, { item, edge: 'end', deltaTicks: seconds(1) })
    runOk(session, trimItem, { item, edge: 'start', deltaTicks: seconds(-0.5) })
    expect(shown(documentOf(session), 'o1')).toEqual([0.5, 3.5])
    const keys = documentOf(session).overlays[item.id]?.placementKeyframes.map(({ atTicks }) => ticksToSeconds(atTicks))
    // They were 0.3 and 1.35 s after the old start, which was half a second later.
    expect(keys?.map((at) => Math.round(at * 100) / 100)).toEqual([0.8, 1.85])
    runOk(session, moveItems, { items: [item], deltaTicks: seconds(1) })
    expect(shown(documentOf(session), 'o1')).toEqual([1.5, 4.5])
    const moved = documentOf(session).overlays[item.id]?.placementKeyframes.map(({ atTicks }) => ticksToSeconds(atTicks))
    expect(moved?.map((at) => Math.round(at * 100) / 100)).toEqual([0.8, 1.85])
    runOk(session, addTrack, { kind: 'overlays' })
    const other = Object.values(documentOf(session).tracks).find(({ name }) => name === 'Overlays 2')?.id as TrackId
    runOk(session, moveItems, { items: [item], deltaTicks: seconds(4), trackId: other })
    expect(shown(documentOf(session), 'o1')).toEqual([5.5, 8.5])
  })

  it('never come to lie over each other on a track, whatever is trimmed and moved', { timeout: 120_000 }, () => {
    const edits = fc.array(
      fc
        .tuple(editArbitrary, fc.constantFrom('trim-item' as const, 'move-items' as const))
        .map(([edit, verb]) => ({ ...edit, verb })),
      { minLength: 1, maxLength: 30, size: 'max' },
    )
    // Once an overlay stood a tick over its neighbour, by rounding at another speed.
    const overByATick = [
      { verb: 'trim-item', a: 0, b: 0.5000005000085002, c: 0.2514722750286755 },
      { verb: 'move-items', a: 0, b: 0.6418329111594897, c: 0.5000005000085002 },
      { verb: 'move-items', a: 0.5000005000085002, b: 0, c: 0.2714286142864429 },
      { verb: 'trim-item', a: 0.33333366667233344, b: 0.5000005000085002, c: 0.14861152639594874 },
      { verb: 'trim-item', a: 0, b: 0, c: 0.345833879175946 },
      { verb: 'trim-item', a: 0.33333366667233344, b: 0.5000005000085002, c: 0.4319443430538319 },
      { verb: 'move-items', a: 0, b: 0.3800004600078201, c: 0.8428573285745857 },
      { verb: 'move-items', a: 0, b: 0.2811117789002413, c: 0 },
    ] as const
    let moved = 0
    fc.assert(
      fc.property(rateArbitrary, edits, (rate, list) => {
        const session = openSession(startingDocument(rate))
        for (const edit of list) {
          const before = documentOf(session)
          performEdit(edit, session)
          if (documentOf(session) !== before) moved += 1
          for (const { id, band } of Object.values(documentOf(session).tracks)) {
            if (band === 'main') continue
            itemsOfTrack(documentOf(session), id).reduce((end, { span: s }) => {
              expect(s.startTicks).toBeGreaterThanOrEqual(end)
              return s.endTicks
            }, ticks(0))
          }
        }
      }),
      { numRuns: 40, examples: [[{ num: 30, den: 1 }, [...overByATick]]] },
    )
    expect(moved).toBeGreaterThan(100)
  })
})

describe('changing the kind of track', () => {
  it('plays a main clip as picture in picture with what hangs on it, and back', () => {
    const { session, alpha, beta, gamma } = lesson()
    runOk(session, addQuestion, { atTicks: seconds(5), type: 'poll' })
    runOk(session, addMarker, { atTicks: seconds(6) })
    runOk(session, moveToPictureInPicture, { clipId: beta, atTicks: seconds(1) })
    expect([span(session, alpha), span(session, beta), span(session, gamma)]).toEqual([
      [0, 4],
      [1, 4],
      [4, 6],
    ])
    expect(questionsInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([2])
    expect(markersInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([3])
    expect(documentOf(session).clips[beta]?.picture.placement.scale).toBeLessThan(1)
    runOk(session, moveToMainTrack, { clipId: beta, index: 1 })
    expect([span(session, alpha), span(session, beta), span(session, gamma)]).toEqual([
      [0, 4],
      [4, 7],
      [7, 9],
    ])
    expect(documentOf(session).clips[beta]?.picture.placement.scale).toBe(1)
    expect(questionsInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([2])
  })

  it('leaves the only clip and sound where they are', () => {
    const session = openSession()
    const only = appendClip(session, 'alpha', 4)
    const refused = session.run(moveToPictureInPicture, { clipId: only, atTicks: seconds(0) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.last-main-clip')
  })

  it('moves several main clips as a block', () => {
    const { session, alpha, beta, gamma } = lesson()
    runOk(session, moveClips, { clipIds: [gamma, alpha], toIndex: 1 })
    expect(deriveTimeline(documentOf(session)).mainClipIds).toEqual([beta, alpha, gamma])
  })
})

describe('snapping', () => {
  it('knows edges, questions, markers and the playhead, but not what is dragged', () => {
    const { session, alpha, gamma } = lesson()
    runOk(session, addMarker, { atTicks: seconds(2.5) })
    runOk(session, addQuestion, { atTicks: seconds(3), type: 'poll' })
    const targets = snapTargets(documentOf(session), { except: [clip(gamma)], playheadTicks: seconds(8.2) })
    expect([...new Set(targets.map(({ atTicks }) => ticksToSeconds(atTicks)))]).toEqual([0, 2.5, 3, 4, 7, 8.2, 9])
    expect(findSnap(targets, [seconds(8.1), seconds(9.3)], seconds(0.2))).toEqual({
      target: { atTicks: seconds(8.2), kind: 'playhead' },
      deltaTicks: seconds(0.1),
    })
    expect(findSnap(targets, [seconds(2.6)], seconds(0.2))?.target.kind).toBe('marker')
    expect(findSnap(targets, [seconds(5.5)], seconds(0.2))).toBeNull()
    expect(targets.filter(({ id }) => id === alpha).length).toBe(2)
    expect(targets.some(({ id }) => id === gamma)).toBe(false)
  })
})
