import * as fc from 'fast-check'
import { addOverlays, setOverlays } from '#shared/edit/commands/overlays.ts'
import { describe, expect, it } from 'vitest'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { setClipSound } from '#shared/edit/commands/clip-look.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { addTrack, addTrackClip, deleteTrack, reorderTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { AssetId, TrackId } from '#shared/project/ids.ts'
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
