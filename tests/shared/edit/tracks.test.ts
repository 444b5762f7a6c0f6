import * as fc from 'fast-check'
import { addOverlays, setOverlays } from '#shared/edit/commands/overlays.ts'
import { describe, expect, it } from 'vitest'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { setClipSound } from '#shared/edit/commands/clip-look.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { addTrack, addTrackClip, deleteTrack, lockQuestions, reorderTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { addCaptionTrack, deleteCaptionTrack, setCaptionStyle, setCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption, editCaption } from '#shared/edit/commands/captions.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { moveItems } from '#shared/edit/commands/move-items.ts'
import { addQuestion, editQuestion, moveQuestion } from '#shared/edit/commands/questions.ts'
import { splitAll } from '#shared/edit/commands/split-items.ts'
import type { EditResult } from '#shared/edit/edit-session.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { AssetId, CaptionId, CaptionTrackId, TrackId } from '#shared/project/ids.ts'
import { mainTrackId } from '#shared/project/defaults.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { editArbitrary, performEdit, startingDocument } from './random-edits.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const namesInBand = (document: LessonDocument, band: string): readonly string[] =>
  Object.values(document.tracks)
    .filter((track) => track.band === band)
    .toSorted((a, b) => a.order - b.order)
    .map(({ name }) => name)

describe('tracks', () => {
  it('are added in front, numbered, and change places within their band alone', () => {
    const session = openSession()
    for (const kind of ['music', 'music', 'overlays', 'effects', 'overlays'] as const) runOk(session, addTrack, { kind })
    runOk(session, addTrack, { kind: 'voice-over', name: 'Me' })
    expect(namesInBand(documentOf(session), 'audio')).toEqual(['Music', 'Music 2', 'Sounds', 'Me'])
    const me = Object.values(documentOf(session).tracks).find(({ name }) => name === 'Me')?.id ?? mainTrackId
    runOk(session, reorderTrack, { trackId: me, by: -1 })
    runOk(session, reorderTrack, { trackId: me, by: -1 })
    expect(namesInBand(documentOf(session), 'audio')).toEqual(['Music', 'Me', 'Music 2', 'Sounds'])
    expect(namesInBand(documentOf(session), 'overlays')).toEqual(['Overlays', 'Overlays 2'])
    // As far as it goes: a drag may lead beyond the last one.
    runOk(session, reorderTrack, { trackId: me, by: 7 })
    expect(namesInBand(documentOf(session), 'audio')).toEqual(['Music', 'Music 2', 'Sounds', 'Me'])
    const before = documentOf(session)
    runOk(session, reorderTrack, { trackId: mainTrackId, by: 1 })
    expect(documentOf(session)).toBe(before)
  })
})

describe('a locked track', () => {
  function withVoice() {
    const session = openSession()
    const alpha = appendClip(session, 'alpha', 6)
    const beta = appendClip(session, 'beta', 3)
    runOk(session, addTrackClip, { assetId: 'beta' as AssetId, kind: 'voice-over', atTicks: seconds(4) })
    const voice = selectedId(session, 'clip')
    const trackId = documentOf(session).clips[voice]?.trackId as TrackId
    runOk(session, setTrack, { trackId, changes: { locked: true } })
    return { session, alpha, beta, voice, trackId }
  }

  it('keeps what is on it, says so by name, and follows edits elsewhere', () => {
    const { session, alpha, beta, voice, trackId } = withVoice()
    const refused = [
      session.run(setClipSound, { clipIds: [voice], changes: { gainDb: -3 } }),
      session.run(deleteClips, { clipIds: [voice] }),
      session.run(deleteClips, { clipIds: [alpha] }),
      session.run(deleteTrack, { trackId }),
    ]
    for (const result of refused) {
      expect(result.ok ? null : result.error.code).toBe('edit.track-locked')
      expect(result.ok ? null : result.error.params).toEqual({ track: 'Voice-over' })
    }
    runOk(session, splitClip, { atTicks: seconds(3) })
    runOk(session, splitClip, { atTicks: seconds(4) })
    runOk(session, deleteClips, { clipIds: [beta] })
    runOk(session, setTrack, { trackId, changes: { locked: false } })
    runOk(session, deleteClips, { clipIds: [voice] })
    while (session.undo());
    expect(documentOf(session).clips).toEqual({})
  })

  it('keeps what is on it from being given keyframes', () => {
    const { session } = withVoice()
    const content = { kind: 'shape', shape: 'line', fill: null, stroke: '#101418', strokeWidth: 4, radius: 0 } as const
    const box = { anchorPoint: 'center', x: 0, y: 0, width: 200, height: 100 } as const
    runOk(session, addOverlays, { items: [{ content, box }], atTicks: seconds(1) })
    const id = selectedId(session, 'overlay')
    const trackId = documentOf(session).overlays[id]?.trackId as TrackId
    runOk(session, setTrack, { trackId, changes: { locked: true } })
    const value = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }
    const placementKeyframes = [{ atTicks: seconds(1), value, easing: 'linear' as const }]
    const result = session.run(setOverlays, { overlayIds: [id], changes: { placementKeyframes } })
    expect(result.ok ? null : result.error.code).toBe('edit.track-locked')
  })

  it('puts a new clip on another track of its kind', () => {
    const { session, trackId } = withVoice()
    runOk(session, addTrackClip, { assetId: 'beta' as AssetId, kind: 'voice-over', atTicks: seconds(0) })
    expect(documentOf(session).clips[selectedId(session, 'clip')]?.trackId).not.toBe(trackId)
  })

  it('of clips refuses every cut', () => {
    const { session, alpha } = withVoice()
    runOk(session, setTrack, { trackId: mainTrackId, changes: { locked: true } })
    for (const result of [
      session.run(splitClip, { atTicks: seconds(1) }),
      session.run(trimClip, { clipId: alpha, edge: 'end', deltaTicks: seconds(-1) }),
    ])
      expect(result.ok ? null : result.error.code).toBe('edit.track-locked')
  })

  it('holds the same clips and overlays after any edits', { timeout: 120_000 }, () => {
    const list = fc.array(editArbitrary, { minLength: 5, maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(list, fc.boolean(), (edits, first) => {
        const start = startingDocument({ num: 30, den: 1 })
        const trackId = first ? mainTrackId : ('titles' as TrackId)
        const session = openSession(start)
        runOk(session, setTrack, { trackId, changes: { locked: true } })
        for (const edit of edits) if (edit.verb !== 'unlock') performEdit(edit, session)
        const held = (document: LessonDocument): readonly unknown[] =>
          [...Object.values(document.clips), ...Object.values(document.overlays)]
            .filter((record) => record.trackId === trackId)
            .map(({ anchor: _, ...record }) => record)
        expect(held(documentOf(session)).length).toBe(held(start).length)
        if (first) expect(held(documentOf(session))).toEqual(held(start))
      }),
      { numRuns: 30 },
    )
  })
})

describe('captions and questions that are locked', () => {
  function withCues() {
    const session = openSession()
    const alpha = appendClip(session, 'alpha', 6)
    const beta = appendClip(session, 'beta', 3)
    runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
    const captionTrackId = Object.values(documentOf(session).captionTracks)[0]?.id as CaptionTrackId
    runOk(session, addCaption, { captionTrackId, startTicks: seconds(2), endTicks: seconds(4), text: 'One two three' })
    const caption = Object.keys(documentOf(session).captions)[0] as CaptionId
    runOk(session, addQuestion, { atTicks: seconds(5), type: 'poll', changes: { branch: leadsTo(seconds(8)) } })
    return { session, alpha, beta, captionTrackId, caption, question: selectedId(session, 'question') }
  }
  const leadsTo = (to: Ticks) => ({ correctTicks: to, incorrectTicks: null })
  const codeOf = (result: EditResult): string | null => (result.ok ? null : result.error.code)

  it('keep their captions and their look, and follow cuts elsewhere', () => {
    const { session, alpha, captionTrackId, caption } = withCues()
    runOk(session, setCaptionTrack, { captionTrackId, changes: { locked: true } })
    const place = { captionTrackId, startTicks: seconds(5), endTicks: seconds(6), text: 'New' }
    for (const result of [
      session.run(addCaption, place),
      session.run(editCaption, { captionId: caption, changes: { text: 'Other' } }),
      session.run(deleteItems, { items: [{ kind: 'caption', id: caption }] }),
      session.run(moveItems, { items: [{ kind: 'caption', id: caption }], deltaTicks: seconds(1) }),
      session.run(setCaptionStyle, { captionTrackId, changes: { place: 'top' } }),
      session.run(deleteCaptionTrack, { captionTrackId }),
      session.run(deleteClips, { clipIds: [alpha] }),
    ])
      expect(codeOf(result)).toBe('edit.captions-locked')
    // A cut through the caption changes nothing that shows, and what goes before it takes it along.
    runOk(session, splitAll, { atTicks: seconds(3) })
    runOk(session, trimClip, { clipId: alpha, edge: 'start', deltaTicks: seconds(1) })
    expect(Object.values(documentOf(session).captions).map(({ text }) => text)).toEqual(['One two three'])
    runOk(session, setCaptionTrack, { captionTrackId, changes: { locked: false } })
    runOk(session, deleteItems, { items: [{ kind: 'caption', id: caption }] })
  })

  it('keep their questions where they are asked, and lead to the same picture', () => {
    const { session, alpha, beta, question } = withCues()
    runOk(session, lockQuestions, { locked: true })
    for (const result of [
      session.run(addQuestion, { atTicks: seconds(1), type: 'poll' }),
      session.run(editQuestion, { questionId: question, changes: { prompt: 'Other?' } }),
      session.run(editQuestion, { questionId: question, changes: { branch: leadsTo(seconds(1)) } }),
      session.run(moveQuestion, { questionId: question, atTicks: seconds(1) }),
      session.run(deleteItems, { items: [{ kind: 'question', id: question }] }),
      session.run(deleteClips, { clipIds: [alpha] }),
    ])
      expect(codeOf(result)).toBe('edit.questions-locked')
    runOk(session, splitAll, { atTicks: seconds(4) })
    runOk(session, trimClip, { clipId: alpha, edge: 'start', deltaTicks: seconds(1) })
    expect(documentOf(session).questions[question]?.branch.correctTicks).toBe(seconds(7))
    runOk(session, deleteClips, { clipIds: [beta] })
    runOk(session, lockQuestions, { locked: false })
    runOk(session, editQuestion, { questionId: question, changes: { prompt: 'Other?' } })
  })
})
