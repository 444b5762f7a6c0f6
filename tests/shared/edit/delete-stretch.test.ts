import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { deleteStretch } from '#shared/edit/commands/delete-stretch.ts'
import { insertGap } from '#shared/edit/commands/gaps.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { anchorToTimeline, deriveTimeline } from '#shared/project/timeline.ts'
import { snapToFrame } from '#shared/time/frame-rate.ts'
import { ticks } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const lengthOf = (session: ReturnType<typeof openSession>): number => deriveTimeline(documentOf(session)).durationTicks

/** Clips of 4 s, a gap of 2 s in front of the second. */
function openThree() {
  const session = openSession()
  for (const name of ['alpha', 'beta', 'gamma']) appendClip(session, name, 4)
  runOk(session, insertGap, { index: 1, durationTicks: seconds(2) })
  return session
}

describe('cutting out a stretch', () => {
  it('closes up over clips and gaps that it begins or ends in', () => {
    const session = openThree()
    runOk(session, deleteStretch, { startTicks: seconds(5), endTicks: seconds(12) })
    expect(lengthOf(session)).toBe(seconds(14 - 7))
    const { mainTrack, clips } = documentOf(session)
    expect(mainTrack.map(({ kind }) => kind)).toEqual(['clip', 'gap', 'clip'])
    expect(Object.values(clips).map((clip) => clip.sourceInTicks)).toEqual([0, seconds(2)])
  })

  it('moves the questions inside to the cut, says so, and keeps the ones outside on their pictures', () => {
    const session = openThree()
    runOk(session, addQuestion, { atTicks: seconds(2), type: 'poll' })
    const inside = selectedId(session, 'question')
    runOk(session, addQuestion, { atTicks: seconds(9), type: 'poll' })
    const behind = selectedId(session, 'question')
    const notices = runOk(session, deleteStretch, { startTicks: seconds(1), endTicks: seconds(3) })
    expect(notices).toContainEqual({ code: 'questions-moved-to-cut', params: { count: 1 } })
    const at = (id: typeof inside) => {
      const document = documentOf(session)
      const question = document.questions[id]
      return question && anchorToTimeline(question.anchor, document)
    }
    expect(at(inside)).toBe(seconds(1))
    expect(at(behind)).toBe(seconds(7))
  })

  it('is refused outside the lesson', () => {
    const refused = openThree().run(deleteStretch, { startTicks: seconds(20), endTicks: seconds(30) })
    expect(refused.ok ? null : refused.error.code).toBe('edit.stretch-outside')
  })

  it('takes exactly its length away, leaves a sound lesson, and undo restores it', () => {
    const instant = fc.integer({ min: 0, max: seconds(14) })
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const session = openThree()
        runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
        const [track] = Object.values(documentOf(session).captionTracks)
        if (!track) throw new Error('no caption track')
        session.run(addCaption, { captionTrackId: track.id, startTicks: ticks(c), endTicks: ticks(c + 99_000), text: 'one two' })
        session.run(addQuestion, { atTicks: ticks(c), type: 'poll' })
        const before = documentOf(session)
        const { frameRate } = before.settings
        const [start, end] = [Math.min(a, b), Math.max(a, b)].map((at) => snapToFrame(ticks(at), frameRate))
        if (start === undefined || end === undefined || start === end) return
        const length = lengthOf(session)
        runOk(session, deleteStretch, { startTicks: start, endTicks: end })
        expect(lengthOf(session)).toBe(length - (end - start))
        expect(checkInvariants(documentOf(session))).toEqual([])
        expect(Object.keys(documentOf(session).questions)).toHaveLength(Object.keys(before.questions).length)
        session.undo()
        expect(documentOf(session)).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the steps of a session', () => {
  it('are listed in order, and can be gone to in one go, back and forth', () => {
    const session = openSession()
    const documents = [documentOf(session)]
    for (const name of ['alpha', 'beta', 'gamma']) {
      appendClip(session, name, 4)
      documents.push(documentOf(session))
    }
    let told = 0
    session.subscribe(() => (told += 1))
    expect(session.travel(-2)).toBe(-2)
    expect(told).toBe(1)
    expect(documentOf(session)).toEqual(documents[1])
    expect(session.listSteps()).toEqual({ done: ['insert-clip'], undone: ['insert-clip', 'insert-clip'] })
    expect(session.travel(99)).toBe(2)
    expect(documentOf(session)).toEqual(documents[3])
    expect(session.travel(-99)).toBe(-3)
    expect(documentOf(session)).toEqual(documents[0])
  })
})
