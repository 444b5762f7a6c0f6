import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutStretches } from '#shared/edit/commands/cut-stretches.ts'
import { cutWords, wordStretches } from '#shared/edit/commands/cut-words.ts'
import { canRestore, restoreStretch } from '#shared/edit/commands/restore-stretch.ts'
import { joinStretches } from '#shared/edit/cut-plan.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { isSameCut, listRemoved } from '#shared/edit/removed-stretch.ts'
import { createCaptionTrack, createMainClip } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId, ClipId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { anchorToTimeline, deriveTimeline } from '#shared/project/timeline.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { transcriptWords } from '#shared/speech/transcript-words.ts'
import { frameToTicks, type FrameRate } from '#shared/time/frame-rate.ts'
import { ticks } from '#shared/time/ticks.ts'
import { countingIds, emptyDocument, openSession, seconds, videoAsset } from '../project/sample-document.ts'
import { editArbitrary, performEdit, rateArbitrary, startingDocument } from './random-edits.ts'
import { documentOf, runOk, selectedId } from './run-ok.ts'

const trackId = 'cc' as CaptionTrackId
/** A word every 0.4 s, 0.3 s long, five to a caption; `clips` of 4 s each from one recording, out of order. */
function spokenLesson(clips = 2, frameRate: FrameRate = { num: 30, den: 1 }, speed = { num: 1, den: 1 }): LessonDocument {
  const document = emptyDocument()
  const asset = videoAsset('talk', seconds(clips * 4 + 3))
  const all = Array.from({ length: clips }, (_, index) => {
    const from = seconds(((index * 7) % clips) * 4)
    return { ...createMainClip(`c${index}` as ClipId, asset.id, from, ticks(from + seconds(4))), speed }
  })
  const captions = all.flatMap(({ id: clipId, sourceInTicks }) =>
    [0, 1].map((half): Caption => {
      const words = Array.from({ length: 5 }, (_, index) => ({
        text: `${clipId}w${half * 5 + index}`,
        offsetTicks: seconds(index * 0.4),
        durationTicks: seconds(0.3),
        confidence: 0.9,
      }))
      return {
        id: `${clipId}-${half}` as CaptionId,
        captionTrackId: trackId,
        anchor: { kind: 'clip', clipId, sourceTicks: ticks(sourceInTicks + seconds(half * 2)) },
        durationTicks: seconds(2),
        text: words.map(({ text }) => text).join(' '),
        words,
        speaker: '',
        done: half === 1,
      }
    }),
  )
  return {
    ...document,
    settings: { ...document.settings, frameRate },
    assets: { [asset.id]: asset },
    clips: Object.fromEntries(all.map((clip) => [clip.id, clip])),
    mainTrack: all.map(({ id }) => ({ kind: 'clip' as const, clipId: id })),
    captionTracks: { [trackId]: createCaptionTrack(trackId, 'en') },
    captions: Object.fromEntries(captions.map((caption) => [caption.id, caption])),
  }
}

const frame = (index: number) => frameToTicks(index, { num: 30, den: 1 })
const open = (document: LessonDocument): EditSession => new EditSession(document, countingIds())
const lengthOf = (document: LessonDocument): number => deriveTimeline(document).durationTicks
const placesOf = (document: LessonDocument, texts: readonly string[]) =>
  transcriptWords(document, trackId).filter(({ text }) => texts.includes(text))

/** Each word with the stretch of the recording in which it is said. */
function soundOf(document: LessonDocument): readonly (readonly [string, number, number])[] {
  return transcriptWords(document, trackId).map(({ captionId, index, text }) => {
    const caption = document.captions[captionId]
    const word = caption?.words[index]
    if (caption?.anchor.kind !== 'clip' || !word) throw new Error('a word without a place')
    const from = caption.anchor.sourceTicks + word.offsetTicks
    return [text, from, from + word.durationTicks]
  })
}

const written = (document: LessonDocument) =>
  Object.values(document.captions)
    .toSorted((a, b) => anchorToTimeline(a.anchor, document) - anchorToTimeline(b.anchor, document))
    .map(({ text, done }) => ({ text, done }))

describe('cutting words', () => {
  it('takes their sound and their text, in the middle of the pauses, and leaves one caption to read', () => {
    const before = spokenLesson()
    const session = open(before)
    const words = placesOf(before, ['c0w1', 'c0w2'])
    // Said from 0.4 to 1.1; pauses of 0.1 before and behind.
    expect(wordStretches(before, trackId, words)).toEqual([{ startTicks: frame(11), endTicks: frame(35) }])
    runOk(session, cutWords, { captionTrackId: trackId, words })
    const after = documentOf(session)
    const [shown] = captionsInOrder(after, trackId)
    expect(shown?.caption.text).toBe('c0w0 c0w3 c0w4')
    expect(shown?.caption.words.map(({ text }) => text)).toEqual(['c0w0', 'c0w3', 'c0w4'])
    expect(
      transcriptWords(after, trackId)
        .slice(0, 3)
        .map(({ text }) => text),
    ).toEqual(['c0w0', 'c0w3', 'c0w4'])
    session.undo()
    expect(documentOf(session)).toEqual(before)
  })

  it('keeps every other word in order with its sound, and is as much shorter as was cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FrameRate>({ num: 30, den: 1 }, { num: 24_000, den: 1001 }, { num: 25, den: 1 }),
        fc.constantFrom({ num: 1, den: 1 }, { num: 1, den: 1 }, { num: 5, den: 4 }, { num: 2, den: 3 }),
        fc.array(fc.tuple(fc.nat({ max: 29 }), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 11 }),
        (frameRate, speed, ranges, questionAt) => {
          const before = spokenLesson(3, frameRate, speed)
          const session = open(before)
          runOk(session, addQuestion, { atTicks: ticks(Math.min(lengthOf(before), seconds(questionAt))), type: 'poll' })
          const questionId = selectedId(session, 'question')
          const all = transcriptWords(before, trackId)
          const words = ranges.flatMap(([from, count]) => all.slice(from, from + count))
          const stretches = wordStretches(before, trackId, words)
          const removed = stretches.reduce((sum, { startTicks, endTicks }) => sum + endTicks - startTicks, 0)
          const chosen = new Set(words.map(({ text }) => text))
          runOk(session, cutWords, { captionTrackId: trackId, words })
          const after = documentOf(session)
          expect(checkInvariants(after)).toEqual([])
          expect(Math.abs(lengthOf(before) - removed - lengthOf(after))).toBeLessThanOrEqual(2)
          expect(soundOf(after)).toEqual(soundOf(before).filter(([text]) => !chosen.has(text)))
          for (const { span } of transcriptWords(after, trackId)) expect(span.endTicks).toBeGreaterThan(span.startTicks)
          const question = after.questions[questionId]
          expect(question && anchorToTimeline(question.anchor, after)).toBeLessThanOrEqual(lengthOf(after))
          session.undo()
          session.undo()
          expect(documentOf(session)).toEqual(before)
        },
      ),
      { numRuns: 80 },
    )
  })

  it('never cuts into a word that stays', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 40_000 })), {
          minLength: 3,
          maxLength: 12,
        }),
        fc.nat({ max: 11 }),
        (lengths, at) => {
          let from = 0
          const words = lengths.map(([length, pause], index) => {
            const offsetTicks = ticks(from)
            from += length + pause
            return { text: `w${index}`, offsetTicks, durationTicks: ticks(length), confidence: null }
          })
          const document = spokenLesson(1)
          const caption = document.captions['c0-0' as CaptionId]
          if (!caption) throw new Error('no caption')
          const text = words.map((word) => word.text).join(' ')
          const before = { ...document, captions: { [caption.id]: { ...caption, words, text, durationTicks: ticks(from + 1) } } }
          const all = transcriptWords(before, trackId)
          const word = all[at % all.length]
          if (!word) return
          for (const { startTicks, endTicks } of wordStretches(before, trackId, [word])) {
            for (const { text: name, span } of all)
              if (name !== word.text) expect(span.endTicks <= startTicks || span.startTicks >= endTicks).toBe(true)
          }
        },
      ),
    )
  })

  it('is refused for words without times', () => {
    const document = spokenLesson(1)
    const captions = Object.fromEntries(
      Object.values(document.captions).map((caption) => [caption.id, { ...caption, words: [] }]),
    )
    const session = open({ ...document, captions })
    const words = transcriptWords(documentOf(session), trackId)
    expect(words).toHaveLength(10)
    const refused = session.run(cutWords, { captionTrackId: trackId, words })
    expect(refused.ok ? null : refused.error.code).toBe('edit.words-untimed')
  })
})

describe('cutting out many stretches', () => {
  it('puts stretches back that touch, the one at the edge of a clip first', () => {
    const before = spokenLesson(2)
    const { frameRate } = before.settings
    const frames = (from: number, to: number) => ({
      startTicks: frameToTicks(from, frameRate),
      endTicks: frameToTicks(to, frameRate),
    })
    for (const stretches of [
      [frames(6, 150), frames(150, 151)],
      [frames(18, 111), frames(111, 120)],
    ])
      for (const order of [1, -1]) {
        const records = listRemoved(before, stretches)
        const session = open(before)
        runOk(session, cutStretches, { stretches })
        for (const record of order === 1 ? records : records.toReversed()) runOk(session, restoreStretch, { removed: record })
        expect(Object.keys(documentOf(session).clips)).toHaveLength(2)
        expect(lengthOf(documentOf(session))).toBe(lengthOf(before))
      }
  })

  it('puts each of them back by itself, in any order, with its words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 235 }), fc.integer({ min: 1, max: 150 })), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 }),
        (frames, order) => {
          const before = spokenLesson(2)
          const { frameRate } = before.settings
          const wanted = frames.map(([from, count]) => ({
            startTicks: frameToTicks(from, frameRate),
            endTicks: frameToTicks(Math.min(240, from + count), frameRate),
          }))
          const stretches = joinStretches(before, wanted)
          const records = listRemoved(before, stretches)
          const session = open(before)
          runOk(session, cutStretches, { stretches })
          expect(checkInvariants(documentOf(session))).toEqual([])
          const shuffled = records.map((record, index) => ({ record, key: order[index] ?? 0 })).toSorted((a, b) => a.key - b.key)
          for (const { record } of shuffled) {
            runOk(session, restoreStretch, { removed: record })
            expect(checkInvariants(documentOf(session))).toEqual([])
          }
          const after = documentOf(session)
          expect(lengthOf(after)).toBe(lengthOf(before))
          expect(Object.keys(after.clips)).toHaveLength(2)
          expect(soundOf(after).map(([text]) => text)).toEqual(soundOf(before).map(([text]) => text))
          // Only time without words at the ends of a caption may stay away, where two cuts met in it.
          expect(written(after)).toEqual(written(before))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('leaves a sound lesson whatever was done to it before, exactly as much shorter, and undo brings it back', () => {
    const instant = fc.nat({ max: seconds(30) })
    fc.assert(
      fc.property(
        rateArbitrary,
        fc.array(editArbitrary, { maxLength: 15 }),
        fc.array(fc.tuple(instant, fc.nat({ max: seconds(2) })), { minLength: 1, maxLength: 6 }),
        (rate, edits, wanted) => {
          const session = openSession(startingDocument(rate))
          for (const edit of edits) performEdit(edit, session)
          const before = documentOf(session)
          const stretches = joinStretches(
            before,
            wanted.map(([from, length]) => ({ startTicks: ticks(from), endTicks: ticks(from + length) })),
          )
          const records = listRemoved(before, stretches)
          const result = session.run(cutStretches, { stretches })
          if (!result.ok) {
            expect(['edit.stretch-outside', 'edit.track-locked']).toContain(result.error.code)
            return
          }
          const after = documentOf(session)
          const removed = stretches.reduce((sum, { startTicks, endTicks }) => sum + endTicks - startTicks, 0)
          expect(checkInvariants(after)).toEqual([])
          expect(documentSchema.safeParse(after).error).toBeUndefined()
          expect(Math.abs(lengthOf(before) - removed - lengthOf(after))).toBeLessThanOrEqual(stretches.length + 1)
          expect(Object.keys(after.questions)).toHaveLength(Object.keys(before.questions).length)
          for (const record of records) {
            const back = session.run(restoreStretch, { removed: record })
            if (!back.ok) expect(['edit.cut-gone', 'edit.track-locked']).toContain(back.error.code)
            expect(checkInvariants(documentOf(session))).toEqual([])
            if (back.ok) session.undo()
          }
          expect(documentOf(session)).toEqual(after)
          session.undo()
          expect(documentOf(session)).toEqual(before)
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  it('puts a whole clip back between its neighbours, as it was', () => {
    const before = spokenLesson(3)
    const lively = {
      ...before,
      clips: { ...before.clips, c1: { ...before.clips['c1' as ClipId], label: 'Lava' } },
    } as LessonDocument
    const stretches = [{ startTicks: seconds(2.75), endTicks: seconds(8.35) }]
    const [removed] = listRemoved(lively, stretches)
    if (!removed) throw new Error('nothing was cut out')
    const session = open(lively)
    expect(canRestore(lively, removed)).toBe(false)
    runOk(session, cutStretches, { stretches })
    expect(Object.keys(documentOf(session).clips)).toHaveLength(2)
    expect(canRestore(documentOf(session), removed)).toBe(true)
    runOk(session, restoreStretch, { removed })
    const after = documentOf(session)
    expect([after.mainTrack, after.clips]).toEqual([lively.mainTrack, lively.clips])
    expect(soundOf(after)).toEqual(soundOf(lively))
    expect(canRestore(after, removed)).toBe(false)
  })

  it('puts captions back with all that they had, and those in Chinese without a space', () => {
    const before = spokenLesson(1)
    const [first, second] = Object.values(before.captions)
    if (!first || !second) throw new Error('no captions')
    const words = ['火山', '喷出', '岩浆', '很热', '小心'].map((text, index) => ({
      ...first.words[index],
      text,
    })) as Caption['words']
    const chinese: Caption = {
      ...first,
      text: '火山喷出岩浆很热小心',
      words,
      emphasis: ['岩浆'],
      placement: { line: 10, edge: 'top', position: 50, align: 'center' },
      translates: { captionId: second.id, text: 'Lava' },
      marks: [
        { from: 0, to: 10, style: 'italic' },
        { from: 4, to: 6, style: '#ffe14a' },
      ],
    }
    const lesson = { ...before, captions: { ...before.captions, [first.id]: chinese } }
    const session = open(lesson)
    for (const stretch of [
      [0, 2],
      [0.75, 1.15],
      [0.4, 4],
    ] as const) {
      const stretches = [{ startTicks: seconds(stretch[0]), endTicks: seconds(stretch[1]) }]
      const [removed] = listRemoved(lesson, stretches)
      runOk(session, cutStretches, { stretches })
      if (removed) runOk(session, restoreStretch, { removed })
      const [shown] = captionsInOrder(documentOf(session), trackId)
      expect(shown?.caption).toEqual(chinese)
      session.undo()
      const cut = captionsInOrder(documentOf(session), trackId).find(({ caption }) => caption.text.startsWith('火'))
      if (cut) expect(cut.caption.text).not.toContain(' ')
      session.undo()
    }
  })

  it('puts back the one that is meant where two clips play the same', () => {
    const before = spokenLesson(1)
    const [clip] = Object.values(before.clips)
    if (!clip) throw new Error('no clip')
    const copy = { ...clip, id: 'copy' as ClipId }
    const copied = Object.values(before.captions).map((caption): Caption => ({
      ...caption,
      id: `copy-${caption.id}` as CaptionId,
      anchor: {
        kind: 'clip',
        clipId: copy.id,
        sourceTicks: caption.anchor.kind === 'clip' ? caption.anchor.sourceTicks : ticks(0),
      },
    }))
    const twice: LessonDocument = {
      ...before,
      clips: { ...before.clips, [copy.id]: copy },
      mainTrack: [...before.mainTrack, { kind: 'clip', clipId: copy.id }],
      captions: { ...before.captions, ...Object.fromEntries(copied.map((caption) => [caption.id, caption])) },
    }
    const stretches = [seconds(0.5), seconds(4.5)].map((startTicks) => ({ startTicks, endTicks: ticks(startTicks + seconds(1)) }))
    const [first, second] = listRemoved(twice, stretches)
    if (!first || !second) throw new Error('nothing was cut out')
    for (const [one, other, place] of [
      [second, first, 1],
      [first, second, 0],
    ] as const) {
      const session = open(twice)
      runOk(session, cutStretches, { stretches })
      runOk(session, restoreStretch, { removed: one })
      const after = documentOf(session)
      const whole = after.mainTrack.flatMap((item) => (item.kind === 'clip' ? (after.clips[item.clipId] ?? []) : []))
      const lengths = whole.map(({ sourceInTicks, sourceOutTicks }) => sourceOutTicks - sourceInTicks)
      expect(lengths.indexOf(seconds(4))).toBe(place === 1 ? 2 : 0)
      // Each clip has its own captions.
      const words = transcriptWords(after, trackId).map(({ text }) => text)
      expect(words).toHaveLength(20 - 3)
      expect(new Set(words.slice(place === 1 ? 7 : 0, place === 1 ? 17 : 10)).size).toBe(10)
      runOk(session, restoreStretch, { removed: other })
      expect(written(documentOf(session))).toEqual(written(twice))
      expect(isSameCut(one, other)).toBe(false)
    }
  })

  it('says so where the cut is there no more', () => {
    const before = spokenLesson(1)
    const stretches = [{ startTicks: seconds(1), endTicks: seconds(2) }]
    const [removed] = listRemoved(before, stretches)
    const session = open(before)
    runOk(session, cutStretches, { stretches })
    runOk(session, cutStretches, { stretches: [{ startTicks: seconds(0.5), endTicks: seconds(1.5) }] })
    const refused = removed && session.run(restoreStretch, { removed })
    expect(refused?.ok ? null : refused?.error.code).toBe('edit.cut-gone')
  })
})
