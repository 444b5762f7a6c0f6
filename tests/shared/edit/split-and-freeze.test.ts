import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCaptionTrack, importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { detachAudio } from '#shared/edit/commands/detach-audio.ts'
import { freezeFrame } from '#shared/edit/commands/freeze-frame.ts'
import { groupItems, ungroupItems } from '#shared/edit/commands/groups.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { splitAll, splitItems } from '#shared/edit/commands/split-items.ts'
import { addTrackClip, setTrack } from '#shared/edit/commands/tracks.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { expandGroups } from '#shared/edit/groups.ts'
import type { AssetId, ClipId, OverlayId, TrackId } from '#shared/project/ids.ts'
import { captionsInOrder, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline, visibleSpan } from '#shared/project/timeline.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { editArbitrary, fraction, performEdit, rateArbitrary, startingDocument } from './random-edits.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const clip = (id: ClipId) => ({ kind: 'clip' as const, id })

const spanOf = (session: EditSession, id: ClipId): readonly number[] => {
  const span = deriveTimeline(documentOf(session)).clipSpans.get(id)
  return span ? [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks)] : []
}

const captions = (session: EditSession): readonly (readonly [number, number, string])[] =>
  Object.values(documentOf(session).captionTracks).flatMap(({ id }) =>
    captionsInOrder(documentOf(session), id).map(
      ({ span, caption }) => [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks), caption.text] as const,
    ),
  )

/** alpha 0 to 6 with a caption from 1 to 5 and a voice from 2 to 5. */
function lesson() {
  const session = openSession()
  const alpha = appendClip(session, 'alpha', 6)
  appendClip(session, 'beta', 3)
  runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
  runOk(session, importCaptions, {
    track: { language: 'en', kind: 'captions' },
    cues: [{ startTicks: seconds(1), endTicks: seconds(5), text: 'First this then that' }],
  })
  runOk(session, addTrackClip, { assetId: 'beta' as AssetId, kind: 'voice-over', atTicks: seconds(2) })
  const voice = selectedId(session, 'clip')
  return { session, alpha, voice }
}

describe('splitting', () => {
  it('cuts all tracks at once, but for locked ones', () => {
    const { session, alpha, voice } = lesson()
    runOk(session, splitAll, { atTicks: seconds(3) })
    expect([spanOf(session, alpha), spanOf(session, voice)]).toEqual([
      [0, 3],
      [2, 3],
    ])
    expect(captions(session)).toEqual([
      [1, 3, 'First this'],
      [3, 5, 'then that'],
    ])
    const halves = session.getSnapshot().selection
    expect(halves.map(({ kind }) => kind)).toEqual(['clip', 'clip', 'caption'])
    expect(halves.slice(0, 2).map(({ id }) => spanOf(session, id as ClipId))).toEqual([
      [3, 6],
      [3, 5],
    ])
    session.undo()
    const trackId = documentOf(session).clips[voice]?.trackId as TrackId
    runOk(session, setTrack, { trackId, changes: { locked: true } })
    runOk(session, splitAll, { atTicks: seconds(3) })
    expect(spanOf(session, voice)).toEqual([2, 5])
  })

  it('cuts what is selected alone, and says where to put the playhead', () => {
    const { session, alpha, voice } = lesson()
    runOk(session, splitItems, { items: [clip(voice)], atTicks: seconds(4) })
    expect(spanOf(session, alpha)).toEqual([0, 6])
    expect(spanOf(session, voice)).toEqual([2, 4])
    const right = selectedId(session, 'clip')
    expect(documentOf(session).clips[right]?.sourceInTicks).toBe(seconds(2))
    const refused = session.run(splitItems, { items: [clip(voice)], atTicks: seconds(4) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.split-nothing')
  })

  it('cuts an overlay: the first half enters, the second leaves', () => {
    const session = openSession(startingDocument({ num: 30, den: 1 }))
    runOk(session, splitItems, { items: [{ kind: 'overlay', id: 'o1' as OverlayId }], atTicks: seconds(2) })
    const { overlays } = documentOf(session)
    const id = selectedId(session, 'overlay')
    const shown = ['o1' as OverlayId, id].map((each) => {
      const overlay = overlays[each]
      const span = overlay && visibleSpan(documentOf(session), overlay.anchor, overlay.durationTicks)
      return span ? [span.startTicks, span.endTicks].map((at) => Math.round(ticksToSeconds(at) * 100) / 100) : []
    })
    expect(shown).toEqual([
      [1, 2],
      [2, 2.5],
    ])
  })

  it('keeps the length of the lesson and of every track after any edits', { timeout: 120_000 }, () => {
    const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 30, size: 'max' })
    let cut = 0
    fc.assert(
      fc.property(rateArbitrary, edits, fraction, (rate, list, where) => {
        const session = openSession(startingDocument(rate))
        for (const edit of list) performEdit(edit, session)
        const before = documentOf(session)
        const { durationTicks } = deriveTimeline(before)
        const result = session.run(splitAll, { atTicks: Math.round(durationTicks * where) as typeof durationTicks })
        const after = documentOf(session)
        expect(deriveTimeline(after).durationTicks).toBe(durationTicks)
        expect(lengths(after)).toEqual(lengths(before))
        if (!result.ok) return
        cut += 1
        session.undo()
        expect(documentOf(session)).toEqual(before)
      }),
      { numRuns: 40 },
    )
    expect(cut).toBeGreaterThan(15)
  })
})

/** What plays on each track beside the main one, in ticks. */
function lengths(document: ReturnType<typeof documentOf>): ReadonlyMap<TrackId, number> {
  const { clipSpans } = deriveTimeline(document)
  const sums = new Map<TrackId, number>()
  for (const { id, anchor, trackId } of Object.values(document.clips)) {
    const span = clipSpans.get(id)
    if (anchor && span) sums.set(trackId, (sums.get(trackId) ?? 0) + span.endTicks - span.startTicks)
  }
  return sums
}

describe('freezing a picture', () => {
  it('inserts a still, behind which captions and questions go on', () => {
    const { session, alpha, voice } = lesson()
    runOk(session, addQuestion, { atTicks: seconds(4), type: 'poll' })
    runOk(session, freezeFrame, { atTicks: seconds(3) })
    const still = selectedId(session, 'clip')
    expect(spanOf(session, still)).toEqual([3, 5])
    expect(documentOf(session).clips[still]).toMatchObject({ freezeTicks: seconds(2), sourceInTicks: seconds(3) })
    expect(spanOf(session, alpha)).toEqual([0, 3])
    expect(captions(session)).toEqual([
      [1, 3, 'First this'],
      [5, 7, 'then that'],
    ])
    expect(questionsInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([6])
    expect(spanOf(session, voice)).toEqual([2, 5])
    const again = session.run(freezeFrame, { atTicks: seconds(4) })
    expect(again.ok ? null : again.error.code).toBe('edit.freeze-still')
  })

  it('works at both ends of a clip, and keeps an overlay on through it', () => {
    const session = openSession(startingDocument({ num: 30, den: 1 }))
    const { durationTicks } = deriveTimeline(documentOf(session))
    runOk(session, freezeFrame, { atTicks: seconds(0), durationTicks: seconds(1) })
    expect(deriveTimeline(documentOf(session)).mainClipIds[0]).toBe(selectedId(session, 'clip'))
    runOk(session, freezeFrame, { atTicks: seconds(3) })
    expect(deriveTimeline(documentOf(session)).durationTicks - durationTicks).toBe(seconds(3))
    const overlay = documentOf(session).overlays['o1' as OverlayId]
    const span = overlay && visibleSpan(documentOf(session), overlay.anchor, overlay.durationTicks)
    expect(
      span && [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks)].map((at) => Math.round(at * 100) / 100),
    ).toEqual([2, 5.5])
  })
})

describe('detaching sound', () => {
  it('plays it as a clip of its own that follows, once', () => {
    const session = openSession()
    const alpha = appendClip(session, 'alpha', 6, 1, 5)
    const beta = appendClip(session, 'beta', 3)
    runOk(session, detachAudio, { clipId: beta })
    const sound = selectedId(session, 'clip')
    expect(spanOf(session, sound)).toEqual([4, 7])
    expect(documentOf(session).clips[beta]?.sound.muted).toBe(true)
    expect(documentOf(session).clips[sound]?.sound.muted).toBe(false)
    runOk(session, trimClip, { clipId: alpha, edge: 'end', deltaTicks: seconds(-1) })
    expect(spanOf(session, sound)).toEqual([3, 6])
    const again = session.run(detachAudio, { clipId: beta })
    expect(again.ok ? null : again.error.code).toBe('edit.sound-off')
    session.undo()
    session.undo()
    expect(documentOf(session).clips[beta]?.sound.muted).toBe(false)
    expect(Object.keys(documentOf(session).tracks)).toEqual(['main'])
  })
})

describe('groups', () => {
  it('are selected as a whole, taken apart, and vanish with the last member', () => {
    const session = openSession(startingDocument({ num: 30, den: 1 }))
    const items = [clip('c1' as ClipId), { kind: 'overlay' as const, id: 'o1' as OverlayId }]
    const few = session.run(groupItems, { items: [clip('c1' as ClipId)] })
    expect(few.ok ? null : few.error.code).toBe('edit.group-few')
    runOk(session, groupItems, { items })
    const one = [clip('c1' as ClipId)]
    expect(expandGroups(documentOf(session), one)).toEqual(items)
    const other = [clip('c2' as ClipId)]
    expect(expandGroups(documentOf(session), other)).toBe(other)
    runOk(session, groupItems, { items: [...items, ...other] })
    expect(Object.keys(documentOf(session).groups).length).toBe(1)
    runOk(session, ungroupItems, { items: one })
    expect(documentOf(session).groups).toEqual({})
    expect(documentOf(session).clips['c2' as ClipId]?.groupId).toBeNull()
    const none = session.run(ungroupItems, { items: one })
    expect(none.ok ? null : none.error.code).toBe('edit.not-grouped')
    session.undo()
    runOk(session, deleteItems, { items: expandGroups(documentOf(session), one) })
    expect(documentOf(session).overlays['o1' as OverlayId]).toBeUndefined()
  })
})
