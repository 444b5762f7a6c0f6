import { describe, expect, it } from 'vitest'
import { addCaptionTrack, importCaptions, shiftCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption, mergeCaptions, splitCaption } from '#shared/edit/commands/captions.ts'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { insertGap, setGap } from '#shared/edit/commands/gaps.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { addQuestion, editQuestion } from '#shared/edit/commands/questions.ts'
import { addAsset, removeAsset } from '#shared/edit/commands/assets.ts'
import { replaceMedia } from '#shared/edit/commands/replace-media.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { AssetId, CaptionTrackId, ClipId, QuestionId } from '#shared/project/ids.ts'
import { captionsInOrder, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticks, ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, second, seconds, videoAsset } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const clipIds = (session: EditSession): readonly ClipId[] => deriveTimeline(documentOf(session)).mainClipIds

const duration = (session: EditSession): number => ticksToSeconds(deriveTimeline(documentOf(session)).durationTicks)

const questionTimes = (session: EditSession): readonly number[] =>
  questionsInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))

function captionTimes(session: EditSession): readonly (readonly [number, number, string])[] {
  const document = documentOf(session)
  return Object.values(document.captionTracks).flatMap(({ id }) =>
    captionsInOrder(document, id).map(
      ({ caption: { text }, span }) => [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks), text] as const,
    ),
  )
}

function question(session: EditSession, at: number): void {
  runOk(session, addQuestion, { atTicks: seconds(at), type: 'single-choice' })
}

function track(session: EditSession): CaptionTrackId {
  runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
  const [id] = Object.keys(documentOf(session).captionTracks)
  return id as CaptionTrackId
}

function caption(session: EditSession, captionTrackId: CaptionTrackId, from: number, to: number, text: string): void {
  runOk(session, addCaption, { captionTrackId, startTicks: seconds(from), endTicks: seconds(to), text })
}

const word = (text: string, from: number, to: number) => ({
  text,
  offsetTicks: seconds(from),
  durationTicks: seconds(to - from),
  confidence: null,
})

describe('a gap', () => {
  /** alpha 0 to 4, a gap to 7, beta to 11; a caption at 5 to 6, questions at 4 and 5.5. */
  function withGap() {
    const session = openSession()
    const alpha = appendClip(session, 'alpha', 4)
    const beta = appendClip(session, 'beta', 4)
    runOk(session, insertGap, { index: 1, durationTicks: seconds(3) })
    const gapId = selectedId(session, 'gap')
    caption(session, track(session), 5, 6, 'in the gap')
    for (const at of [4, 5.5]) question(session, at)
    return { session, alpha, beta, gapId }
  }

  it('takes along what stands in it, whatever moves it', () => {
    const { session, alpha, beta, gapId } = withGap()
    runOk(session, trimClip, { clipId: alpha, edge: 'end', deltaTicks: seconds(-1) })
    expect(captionTimes(session)).toEqual([[4, 5, 'in the gap']])
    expect(questionTimes(session)).toEqual([3, 4.5])
    runOk(session, moveClip, { clipId: beta, toIndex: 0 })
    expect(captionTimes(session)).toEqual([[8, 9, 'in the gap']])
    expect(questionTimes(session)).toEqual([7, 8.5])
    runOk(session, deleteClips, { clipIds: [beta] })
    runOk(session, setGap, { gapId, durationTicks: seconds(4) })
    expect(captionTimes(session)).toEqual([[4, 5, 'in the gap']])
    expect(questionTimes(session)).toEqual([3, 4.5])
  })

  it('is still where a branch leads that led into it', () => {
    const { session, alpha } = withGap()
    const [first] = Object.keys(documentOf(session).questions)
    const changes = { branch: { correctTicks: seconds(6.5), incorrectTicks: null } }
    runOk(session, editQuestion, { questionId: first as QuestionId, changes })
    runOk(session, trimClip, { clipId: alpha, edge: 'end', deltaTicks: seconds(-1) })
    expect(documentOf(session).questions[first as QuestionId]?.branch.correctTicks).toBe(seconds(5.5))
  })

  it('leaves what it no longer holds at the cut, and says so', () => {
    const { session, alpha, beta, gapId } = withGap()
    // Just short enough that the question at 5.5 stands behind it, at the start of the next clip.
    const shorter = runOk(session, setGap, { gapId, durationTicks: seconds(1.5) })
    expect(shorter).toEqual([{ code: 'questions-moved-to-cut', params: { count: 1 } }])
    expect(questionTimes(session)).toEqual([4, 5.5])
    const gone = runOk(session, setGap, { gapId, durationTicks: ticks(0) })
    expect(gone).toEqual([{ code: 'questions-moved-to-cut', params: { count: 1 } }])
    expect(questionTimes(session)).toEqual([4, 4])
    const hosts = questionsInOrder(documentOf(session)).map(({ question: q }) => q.anchor.kind === 'clip' && q.anchor.clipId)
    expect(hosts).toEqual([beta, beta])
    runOk(session, trimClip, { clipId: alpha, edge: 'end', deltaTicks: seconds(-2) })
    expect(questionTimes(session)).toEqual([2, 2])
  })
})

describe('splitting', () => {
  it('gives each half what stands in it; the instant of the cut belongs to the right half', () => {
    const session = openSession()
    const left = appendClip(session, 'alpha', 10)
    for (const at of [3.9, 4, 7]) question(session, at)
    runOk(session, splitClip, { atTicks: seconds(4) })
    const right = selectedId(session, 'clip')
    expect(questionTimes(session)).toEqual([3.9, 4, 7])
    const hosts = questionsInOrder(documentOf(session)).map(({ question: q }) => q.anchor.kind === 'clip' && q.anchor.clipId)
    expect(hosts).toEqual([left, right, right])
  })

  it('leaves every caption on screen as long as before, also the one it runs through', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const id = track(session)
    caption(session, id, 3, 5, 'through the cut')
    caption(session, id, 6, 7, 'behind')
    const before = captionTimes(session)
    runOk(session, splitClip, { atTicks: seconds(4) })
    expect(captionTimes(session)).toEqual(before)
    // Away from its other half, the caption ends with its clip.
    runOk(session, moveClip, { clipId: clipIds(session)[1] as ClipId, toIndex: 0 })
    expect(captionTimes(session)).toEqual([
      [2, 3, 'behind'],
      [9, 10, 'through the cut'],
    ])
  })

  it('lies on the frame grid and is refused at the ends of a clip', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    runOk(session, splitClip, { atTicks: ticks(4 * second + 1900) })
    const [left] = clipIds(session)
    expect(deriveTimeline(documentOf(session)).clipSpans.get(left as ClipId)?.endTicks).toBe(seconds(4))
    for (const at of [0, 4, 10]) {
      const refused = session.run(splitClip, { atTicks: seconds(at) })
      expect(refused.ok ? null : refused.error.code).toBe('edit.split-at-edge')
    }
  })
})

describe('deleting', () => {
  it('moves questions to the cut with a notice and takes captions along', () => {
    const session = openSession()
    appendClip(session, 'alpha', 4)
    const middle = appendClip(session, 'beta', 3)
    appendClip(session, 'gamma', 5)
    for (const at of [5, 6.5, 8]) question(session, at)
    const id = track(session)
    caption(session, id, 1, 2, 'first')
    caption(session, id, 5, 6, 'second')
    caption(session, id, 8, 9, 'third')
    const notices = runOk(session, deleteClips, { clipIds: [middle] })
    expect(duration(session)).toBe(9)
    expect(questionTimes(session)).toEqual([4, 4, 5])
    expect(captionTimes(session)).toEqual([
      [1, 2, 'first'],
      [5, 6, 'third'],
    ])
    expect(notices).toEqual([
      { code: 'questions-moved-to-cut', params: { count: 2 } },
      { code: 'captions-deleted-with-clip', params: { count: 1 } },
    ])
    session.undo()
    expect(questionTimes(session)).toEqual([5, 6.5, 8])
  })

  it('puts the questions of the last clip at the end, and of the only clip at zero', () => {
    const session = openSession()
    appendClip(session, 'alpha', 4)
    const last = appendClip(session, 'beta', 3)
    question(session, 7)
    runOk(session, deleteClips, { clipIds: [last] })
    expect(questionTimes(session)).toEqual([4])
    runOk(session, deleteClips, { clipIds: clipIds(session) })
    expect(questionTimes(session)).toEqual([0])
    expect(duration(session)).toBe(0)
  })

  it('prefers the clip before a gap to the bare timeline', () => {
    const session = openSession()
    const first = appendClip(session, 'alpha', 4)
    const last = appendClip(session, 'beta', 3)
    runOk(session, insertGap, { index: 2, durationTicks: seconds(1) })
    question(session, 5)
    runOk(session, deleteClips, { clipIds: [last] })
    const [placed] = questionsInOrder(documentOf(session))
    expect(placed?.question.anchor).toEqual({ kind: 'clip', clipId: first, sourceTicks: seconds(4) })
  })

  it('keeps the words of a caption that were said in the half that stays', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const cue = {
      startTicks: seconds(3),
      endTicks: seconds(5),
      text: 'Press the brake, then look.',
      words: [
        word('Press', 0, 0.3),
        word('the', 0.3, 0.5),
        word('brake,', 0.5, 0.9),
        word('then', 1.1, 1.4),
        word('look.', 1.4, 2),
      ],
    }
    runOk(session, importCaptions, { track: { language: 'en', kind: 'captions' }, cues: [cue] })
    runOk(session, splitClip, { atTicks: seconds(4) })
    const [left, right] = clipIds(session)
    runOk(session, deleteClips, { clipIds: [left as ClipId] })
    expect(captionTimes(session)).toEqual([[0, 1, 'then look.']])
    session.undo()
    runOk(session, deleteClips, { clipIds: [right as ClipId] })
    expect(captionTimes(session)).toEqual([[3, 4, 'Press the brake,']])
    session.undo()
    expect(captionTimes(session)).toEqual([[3, 5, 'Press the brake, then look.']])
  })
})

describe('trimming', () => {
  it('hides captions and brings them back, moves questions to the cut and says so', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 10)
    appendClip(session, 'beta', 2)
    const id = track(session)
    caption(session, id, 7, 9, 'late')
    question(session, 8)
    const notices = runOk(session, trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(-2) })
    expect(notices).toEqual([])
    expect(captionTimes(session)).toEqual([[7, 8, 'late']])
    const further = runOk(session, trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(-2) })
    expect(further).toEqual([{ code: 'questions-moved-to-cut', params: { count: 1 } }])
    expect(captionTimes(session)).toEqual([])
    expect(questionTimes(session)).toEqual([6])
    expect(duration(session)).toBe(8)
    runOk(session, trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(4) })
    expect(captionTimes(session)).toEqual([[7, 9, 'late']])
    expect(questionTimes(session)).toEqual([6])
  })

  it('moves the start, keeps what follows on its pictures, and stops at the media and at one frame', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 10, 2, 8)
    const id = track(session)
    caption(session, id, 3, 4, 'at five seconds of the clip')
    runOk(session, trimClip, { clipId: clip, edge: 'start', deltaTicks: seconds(1) })
    expect(captionTimes(session)).toEqual([[2, 3, 'at five seconds of the clip']])
    runOk(session, trimClip, { clipId: clip, edge: 'start', deltaTicks: seconds(-60) })
    expect(documentOf(session).clips[clip]?.sourceInTicks).toBe(0)
    runOk(session, trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(60) })
    expect(documentOf(session).clips[clip]?.sourceOutTicks).toBe(seconds(10))
    runOk(session, trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(-60) })
    expect(duration(session)).toBeCloseTo(1 / 30, 9)
  })

  it('changes nothing, and makes no step, under half a frame', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 10)
    const before = documentOf(session)
    runOk(session, trimClip, { clipId: clip, edge: 'end', deltaTicks: ticks(-1500) })
    expect(documentOf(session)).toBe(before)
    expect(session.getSnapshot().undoLabel).toBe('insert-clip')
  })
})

describe('moving and replacing', () => {
  it('takes captions and questions along', () => {
    const session = openSession()
    appendClip(session, 'alpha', 4)
    const later = appendClip(session, 'beta', 3)
    question(session, 5)
    caption(session, track(session), 5, 6, 'goes along')
    runOk(session, moveClip, { clipId: later, toIndex: 0 })
    expect(questionTimes(session)).toEqual([1])
    expect(captionTimes(session)).toEqual([[1, 2, 'goes along']])
  })

  it('keeps the distance from the start of the clip, and shortens where the media ends', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 10, 4, 9)
    question(session, 2)
    runOk(session, addAsset, { asset: videoAsset('longer', seconds(6)) })
    runOk(session, replaceMedia, { clipId: clip, assetId: 'longer' as AssetId })
    expect(documentOf(session).clips[clip]).toMatchObject({ sourceInTicks: seconds(1), sourceOutTicks: seconds(6) })
    expect(questionTimes(session)).toEqual([2])
    runOk(session, addAsset, { asset: videoAsset('short', seconds(1)) })
    const notices = runOk(session, replaceMedia, { clipId: clip, assetId: 'short' as AssetId })
    expect(notices.map(({ code }) => code)).toEqual(['clip-shortened', 'questions-moved-to-cut'])
    expect(questionTimes(session)).toEqual([1])
    const refused = session.run(removeAsset, { assetId: 'short' as AssetId })
    expect(refused.ok ? null : refused.error.code).toBe('edit.asset-in-use')
  })
})

describe('captions', () => {
  it('of a file that fits nowhere are refused, and those that are there stay', () => {
    const session = openSession()
    appendClip(session, 'alpha', 4)
    const cue = (from: number, text: string) => ({ startTicks: seconds(from), endTicks: seconds(from + 1), text })
    runOk(session, importCaptions, { track: { language: 'en', kind: 'captions' }, cues: [cue(1, 'Here')] })
    const [trackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
    if (!trackId) throw new Error('no track')
    const refused = session.run(importCaptions, { track: trackId, cues: [cue(8, 'Later'), cue(9, 'Still later')] })
    expect(refused.ok ? null : refused.error.code).toBe('edit.cues-outside')
    expect(captionTimes(session)).toEqual([[1, 2, 'Here']])
    // One that fits is enough.
    const notices = runOk(session, importCaptions, { track: trackId, cues: [cue(2, 'Now'), cue(9, 'Later')] })
    expect(notices).toEqual([{ code: 'cues-outside-lesson', params: { count: 1 } }])
    expect(captionTimes(session)).toEqual([[2, 3, 'Now']])
  })

  it('split at the word under the cursor and join again', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const words = [word('Look', 0, 0.5), word('left', 0.8, 1.2), word('now', 1.5, 2)]
    const cue = { startTicks: seconds(1), endTicks: seconds(3), text: 'Look left now', words }
    runOk(session, importCaptions, { track: { language: 'en', kind: 'captions' }, cues: [cue] })
    const [first] = Object.values(documentOf(session).captions)
    if (!first) throw new Error('no caption')
    runOk(session, splitCaption, { captionId: first.id, atCharacter: 5 })
    expect(captionTimes(session)).toEqual([
      [1, 1.8, 'Look'],
      [1.8, 3, 'left now'],
    ])
    const ids = Object.values(documentOf(session).captions).map(({ id }) => id)
    runOk(session, mergeCaptions, { captionIds: ids.toReversed() })
    const [joined] = Object.values(documentOf(session).captions)
    expect(captionTimes(session)).toEqual([[1, 3, 'Look left now']])
    expect(joined?.words).toEqual(words)
    const refused = session.run(splitCaption, { captionId: first.id, atCharacter: 0 })
    expect(refused.ok ? null : refused.error.code).toBe('edit.caption-split-text')
  })

  it('shift over the cut to the next clip, and never out of the lesson', () => {
    const session = openSession()
    appendClip(session, 'alpha', 4)
    appendClip(session, 'beta', 4)
    const id = track(session)
    caption(session, id, 1, 2, 'a')
    caption(session, id, 3.5, 3.9, 'b')
    runOk(session, shiftCaptions, { captionTrackId: id, deltaTicks: seconds(1) })
    expect(captionTimes(session)).toEqual([
      [2, 3, 'a'],
      [4.5, 4.9, 'b'],
    ])
    runOk(session, shiftCaptions, { captionTrackId: id, deltaTicks: seconds(-60) })
    expect(captionTimes(session).map(([start]) => start)).toEqual([0, 0])
  })

  it('leave out cues behind the end and say how many', () => {
    const session = openSession()
    appendClip(session, 'alpha', 4)
    const notices = runOk(session, importCaptions, {
      track: { language: 'de', kind: 'subtitles' },
      cues: [
        { startTicks: seconds(3), endTicks: seconds(5), text: 'noch da' },
        { startTicks: seconds(4), endTicks: seconds(5), text: 'zu spät' },
      ],
    })
    expect(notices).toEqual([{ code: 'cues-outside-lesson', params: { count: 1 } }])
    expect(captionTimes(session)).toEqual([[3, 4, 'noch da']])
  })
})
