import { describe, expect, it } from 'vitest'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { addTrackClip, deleteTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { setTransition } from '#shared/edit/commands/transitions.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

function twoClips() {
  const session = openSession()
  const first = appendClip(session, 'alpha', 10)
  const second = appendClip(session, 'beta', 6)
  return { session, first, second }
}

describe('speed', () => {
  it('moves what follows, and questions stay at their pictures', () => {
    const { session, first, second } = twoClips()
    runOk(session, addQuestion, { atTicks: seconds(8), type: 'true-false' })
    runOk(session, setClipSpeed, { clipId: first, changes: { speed: { num: 2, den: 1 } } })
    const document = documentOf(session)
    expect(deriveTimeline(document).clipSpans.get(second)?.startTicks).toBe(seconds(5))
    expect(questionsInOrder(document)[0]?.atTicks).toBe(seconds(4))
    expect(checkInvariants(document)).toEqual([])
  })
})

describe('transitions', () => {
  it('are made, changed and taken away at one cut', () => {
    const { session, second } = twoClips()
    runOk(session, setTransition, { rightClipId: second, transition: { kind: 'wipe', durationTicks: seconds(1) } })
    runOk(session, setTransition, { rightClipId: second, transition: { kind: 'blur', durationTicks: seconds(1) } })
    expect(Object.values(documentOf(session).transitions).map(({ kind }) => kind)).toEqual(['blur'])
    runOk(session, setTransition, { rightClipId: second, transition: null })
    expect(documentOf(session).transitions).toEqual({})
  })

  it('do not lead into the first clip', () => {
    const { session, first } = twoClips()
    const result = session.run(setTransition, { rightClipId: first, transition: { kind: 'wipe', durationTicks: seconds(1) } })
    expect(result.ok).toBe(false)
  })
})

describe('tracks', () => {
  it('appear when they are first used, and one that is not free makes another', () => {
    const { session } = twoClips()
    for (const at of [0, 11, 1])
      runOk(session, addTrackClip, { assetId: 'alpha' as AssetId, kind: 'music', atTicks: seconds(at) })
    const { tracks, clips } = documentOf(session)
    const music = Object.values(tracks).filter(({ role }) => role === 'music')
    expect(music).toHaveLength(2)
    expect(music.map(({ ducked }) => ducked)).toEqual([true, true])
    expect(Object.values(clips).filter(({ trackId }) => trackId === music[0]?.id)).toHaveLength(2)
  })

  it('keep what they play when the clips under them become shorter', () => {
    const { session, first, second } = twoClips()
    runOk(session, addTrackClip, { assetId: 'beta' as AssetId, kind: 'voice-over', atTicks: seconds(3) })
    const early = selectedId(session, 'clip')
    runOk(session, addTrackClip, { assetId: 'beta' as AssetId, kind: 'voice-over', atTicks: seconds(10) })
    const late = selectedId(session, 'clip')
    runOk(session, trimClip, { clipId: first, edge: 'end', deltaTicks: seconds(-6) })
    const document = documentOf(session)
    expect(checkInvariants(document)).toEqual([])
    const { clipSpans } = deriveTimeline(document)
    expect(clipSpans.get(second)?.startTicks).toBe(seconds(4))
    expect(clipSpans.get(late)?.startTicks).toBe(clipSpans.get(early)?.endTicks)
  })

  it('are changed and removed with what they play', () => {
    const { session } = twoClips()
    runOk(session, addTrackClip, { assetId: 'alpha' as AssetId, kind: 'picture-in-picture', atTicks: seconds(1) })
    const clipId = selectedId(session, 'clip')
    const trackId = documentOf(session).clips[clipId]?.trackId
    if (!trackId) throw new Error('no track')
    runOk(session, setTrack, { trackId, changes: { gainDb: -6 } })
    expect(documentOf(session).tracks[trackId]?.gainDb).toBe(-6)
    runOk(session, deleteTrack, { trackId })
    expect(documentOf(session).tracks[trackId]).toBeUndefined()
    expect(documentOf(session).clips[clipId]).toBeUndefined()
  })
})
