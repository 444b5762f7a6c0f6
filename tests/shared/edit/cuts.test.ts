import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { insertGap } from '#shared/edit/commands/gaps.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { addMarker } from '#shared/edit/commands/markers.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { rollCut } from '#shared/edit/commands/roll-cut.ts'
import { slideClip } from '#shared/edit/commands/slide-clip.ts'
import { slipClip } from '#shared/edit/commands/slip-clip.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { addTrackClip } from '#shared/edit/commands/tracks.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { AssetId, CaptionTrackId, ClipId } from '#shared/project/ids.ts'
import { captionsInOrder, markersInOrder, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticks, ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, second, seconds } from '../project/sample-document.ts'
import { editArbitrary, fraction, performEdit, rateArbitrary, startingDocument } from './random-edits.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const span = (session: EditSession, clipId: ClipId): readonly number[] => {
  const { startTicks, endTicks } = deriveTimeline(documentOf(session)).clipSpans.get(clipId) ?? {
    startTicks: ticks(-1),
    endTicks: ticks(-1),
  }
  return [ticksToSeconds(startTicks), ticksToSeconds(endTicks)]
}

const played = (session: EditSession, clipId: ClipId): readonly number[] => {
  const clip = documentOf(session).clips[clipId]
  return clip ? [ticksToSeconds(clip.sourceInTicks), ticksToSeconds(clip.sourceOutTicks)] : []
}

const questionTimes = (session: EditSession): readonly number[] =>
  questionsInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))

const captionTimes = (session: EditSession): readonly (readonly number[])[] =>
  Object.values(documentOf(session).captionTracks).flatMap(({ id }) =>
    captionsInOrder(documentOf(session), id).map(({ span: s }) => [ticksToSeconds(s.startTicks), ticksToSeconds(s.endTicks)]),
  )

function caption(session: EditSession, from: number, to: number): void {
  if (Object.keys(documentOf(session).captionTracks).length === 0)
    runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
  const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
  if (captionTrackId) runOk(session, addCaption, { captionTrackId, startTicks: seconds(from), endTicks: seconds(to), text: 'Hi' })
}

/** alpha 0 to 4 of 2..6 in 10 s, beta 4 to 7 of 3..6 in 9 s, gamma 7 to 9 of 4..6 in 8 s. */
function threeClips() {
  const session = openSession()
  const alpha = appendClip(session, 'alpha', 10, 2, 6)
  const beta = appendClip(session, 'beta', 9, 3, 6)
  const gamma = appendClip(session, 'gamma', 8, 4, 6)
  return { session, alpha, beta, gamma }
}

describe('rolling', () => {
  it('moves the cut alone, until the media of one of the two ends', () => {
    const { session, alpha, beta, gamma } = threeClips()
    runOk(session, rollCut, { rightClipId: beta, deltaTicks: seconds(1) })
    expect([span(session, alpha), span(session, beta), span(session, gamma)]).toEqual([
      [0, 5],
      [5, 7],
      [7, 9],
    ])
    expect([played(session, alpha), played(session, beta)]).toEqual([
      [2, 7],
      [4, 6],
    ])
    runOk(session, rollCut, { rightClipId: beta, deltaTicks: seconds(-60) })
    expect(span(session, beta)).toEqual([1, 7])
    expect(played(session, beta)).toEqual([0, 6])
    const refused = session.run(rollCut, { rightClipId: beta, deltaTicks: seconds(-1) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.roll-no-room')
    runOk(session, rollCut, { rightClipId: gamma, deltaTicks: seconds(60) })
    expect(span(session, gamma)[0]).toBeCloseTo(9 - 1 / 30, 9)
  })

  it('takes along what stands over a picture between the halves of one clip', () => {
    const session = openSession()
    appendClip(session, 'alpha', 8)
    const beta = appendClip(session, 'beta', 4)
    runOk(session, addQuestion, { atTicks: seconds(5), type: 'true-false' })
    runOk(session, splitClip, { atTicks: seconds(4) })
    const half = selectedId(session, 'clip')
    expect(runOk(session, rollCut, { rightClipId: half, deltaTicks: seconds(2) })).toEqual([])
    expect(questionTimes(session)).toEqual([5])
    runOk(session, rollCut, { rightClipId: half, deltaTicks: seconds(-3) })
    expect(questionTimes(session)).toEqual([5])
    const refused = session.run(rollCut, { rightClipId: beta, deltaTicks: seconds(-1) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.roll-no-room')
  })

  it('moves a question that is no longer played to the cut and says so', () => {
    const { session, beta } = threeClips()
    runOk(session, addQuestion, { atTicks: seconds(5), type: 'true-false' })
    const notices = runOk(session, rollCut, { rightClipId: beta, deltaTicks: seconds(2) })
    expect(notices).toEqual([{ code: 'questions-moved-to-cut', params: { count: 1 } }])
    expect(questionTimes(session)).toEqual([6])
  })

  it('is refused beside a gap, and works between clips that touch on a track beside', () => {
    const { session, beta } = threeClips()
    runOk(session, insertGap, { index: 1, durationTicks: seconds(1) })
    const refused = session.run(rollCut, { rightClipId: beta, deltaTicks: seconds(1) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.roll-no-cut')
    session.undo()
    const add = (atTicks: number): ClipId => {
      runOk(session, addTrackClip, { assetId: 'gamma' as AssetId, kind: 'voice-over', atTicks: seconds(atTicks) })
      return selectedId(session, 'clip')
    }
    const first = add(0)
    runOk(session, trimClip, { clipId: first, edge: 'end', deltaTicks: seconds(-3) })
    const next = add(5)
    runOk(session, rollCut, { rightClipId: next, deltaTicks: seconds(1) })
    expect([span(session, first), span(session, next)]).toEqual([
      [0, 6],
      [6, 13],
    ])
    expect(played(session, next)).toEqual([1, 8])
    runOk(session, rollCut, { rightClipId: next, deltaTicks: seconds(-0.5) })
    expect([span(session, first), span(session, next)]).toEqual([
      [0, 5.5],
      [5.5, 13],
    ])
  })
})

describe('slipping and sliding', () => {
  it('slips the media under a clip that stays, with its captions, inside the media', () => {
    const { session, alpha, beta } = threeClips()
    caption(session, 5, 6)
    runOk(session, slipClip, { clipId: beta, deltaTicks: seconds(1) })
    expect(span(session, beta)).toEqual([4, 7])
    expect(played(session, beta)).toEqual([2, 5])
    expect(captionTimes(session)).toEqual([[6, 7]])
    runOk(session, slipClip, { clipId: beta, deltaTicks: seconds(-60) })
    expect(played(session, beta)).toEqual([6, 9])
    const refused = session.run(slipClip, { clipId: beta, deltaTicks: seconds(-1) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.slip-no-room')
    expect(played(session, alpha)).toEqual([2, 6])
  })

  it('slides a clip between its neighbours, whose edges give way', () => {
    const { session, alpha, beta, gamma } = threeClips()
    runOk(session, slideClip, { clipId: beta, deltaTicks: seconds(1) })
    expect([span(session, alpha), span(session, beta), span(session, gamma)]).toEqual([
      [0, 5],
      [5, 8],
      [8, 9],
    ])
    expect(played(session, beta)).toEqual([3, 6])
    runOk(session, slideClip, { clipId: beta, deltaTicks: seconds(-60) })
    expect(span(session, beta)[0]).toBeCloseTo(1 / 30, 9)
    expect(played(session, gamma)[0]).toBeCloseTo(1 / 30, 9)
    expect(span(session, gamma)[1]).toBe(9)
    const end = session.run(slideClip, { clipId: gamma, deltaTicks: seconds(1) })
    expect(end.ok ? null : end.error.code).toBe('edit.slide-no-neighbours')
  })

  it('slides a clip over a gap until that closes', () => {
    const { session, beta, gamma } = threeClips()
    runOk(session, insertGap, { index: 2, durationTicks: seconds(1) })
    runOk(session, slideClip, { clipId: beta, deltaTicks: seconds(3) })
    expect(span(session, beta)).toEqual([5, 8])
    expect(span(session, gamma)).toEqual([8, 10])
    expect(documentOf(session).mainTrack.length).toBe(3)
  })
})

describe('lifting', () => {
  it('leaves a gap in which all but the words stays at its instant', () => {
    const { session, alpha, beta, gamma } = threeClips()
    caption(session, 5, 6)
    caption(session, 7.5, 8)
    runOk(session, addQuestion, { atTicks: seconds(5), type: 'poll' })
    runOk(session, addMarker, { atTicks: seconds(6) })
    runOk(session, addTrackClip, { assetId: 'gamma' as AssetId, kind: 'voice-over', atTicks: seconds(5) })
    const voice = selectedId(session, 'clip')
    const notices = runOk(session, liftItems, { items: [{ kind: 'clip', id: beta }] })
    expect(notices).toEqual([{ code: 'captions-deleted-with-clip', params: { count: 1 } }])
    expect([span(session, alpha), span(session, gamma), span(session, voice)]).toEqual([
      [0, 4],
      [7, 9],
      [5, 13],
    ])
    expect(questionTimes(session)).toEqual([5])
    expect(markersInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([6])
    expect(captionTimes(session)).toEqual([[7.5, 8]])
    runOk(session, liftItems, {
      items: [
        { kind: 'clip', id: gamma },
        { kind: 'clip', id: voice },
      ],
    })
    expect(documentOf(session).mainTrack.map(({ kind }) => kind)).toEqual(['clip', 'gap', 'gap'])
    expect(deriveTimeline(documentOf(session)).durationTicks).toBe(9 * second)
  })
})

describe('after any edits', () => {
  const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 40, size: 'max' })

  it('lift, roll, slip and slide keep the length of the lesson and undo exactly', { timeout: 120_000 }, () => {
    let changed = 0
    const verbs = fc.constantFrom('lift' as const, 'roll' as const, 'slip' as const, 'slide' as const)
    fc.assert(
      fc.property(rateArbitrary, edits, verbs, fraction, fraction, (rate, list, verb, a, b) => {
        const session = openSession(startingDocument(rate))
        for (const edit of list) performEdit(edit, session)
        const before = documentOf(session)
        const { durationTicks } = deriveTimeline(before)
        const result = performEdit({ verb, a, b: verb === 'lift' ? b * 0.3 : b, c: b }, session)
        expect(deriveTimeline(documentOf(session)).durationTicks).toBe(durationTicks)
        if (!result.ok || documentOf(session) === before) return
        changed += 1
        session.undo()
        expect(documentOf(session)).toEqual(before)
      }),
      { numRuns: 80 },
    )
    expect(changed).toBeGreaterThan(15)
  })
})
