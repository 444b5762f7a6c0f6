import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { frameAt, frameToTicks } from '#shared/time/frame-rate.ts'
import { ticks } from '#shared/time/ticks.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { openSession } from '../project/sample-document.ts'
import { documentOf } from './run-ok.ts'
import { editArbitrary, fraction, performEdit, rateArbitrary, startingDocument, type Edit } from './random-edits.ts'

const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 60, size: 'max' })

function expectSound(document: LessonDocument): void {
  expect(checkInvariants(document)).toEqual([])
  expect(documentSchema.safeParse(structuredClone(document)).error).toBeUndefined()
  const { durationTicks, mainClipIds, clipSpans } = deriveTimeline(document)
  const { frameRate } = document.settings
  for (const clipId of mainClipIds) {
    const { startTicks, endTicks } = clipSpans.get(clipId) ?? { startTicks: ticks(-1), endTicks: ticks(-1) }
    expect(frameToTicks(frameAt(startTicks, frameRate), frameRate)).toBe(startTicks)
    expect(endTicks).toBeGreaterThan(startTicks)
    expect(endTicks).toBeLessThanOrEqual(durationTicks)
  }
}

describe('random edits', () => {
  it('keep the document sound after every command, undo to the start and redo to the end', { timeout: 120_000 }, () => {
    let succeeded = 0
    fc.assert(
      fc.property(rateArbitrary, edits, (rate, list: readonly Edit[]) => {
        const start = startingDocument(rate)
        const session = openSession(start)
        const stages: LessonDocument[] = [start]
        for (const edit of list) {
          const before = documentOf(session)
          const result = performEdit(edit, session)
          const after = documentOf(session)
          if (result.ok) succeeded += 1
          else {
            expect(result.error.code).not.toBe('edit.unsound')
            expect(result.error.code).not.toBe('internal')
            expect(after).toBe(before)
          }
          expectSound(after)
          if (after !== before) stages.push(after)
        }
        const end = documentOf(session)
        for (const stage of stages.slice(0, -1).toReversed()) {
          expect(session.undo()).toBe(true)
          expect(documentOf(session)).toEqual(stage)
        }
        expect(session.undo()).toBe(false)
        expect(documentOf(session)).toEqual(start)
        while (session.redo());
        expect(documentOf(session)).toEqual(end)
      }),
      { numRuns: 50 },
    )
    // Random edits that are mostly refused would prove nothing.
    expect(succeeded).toBeGreaterThan(500)
  })

  it('come back from a stored history', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(edits, (list) => {
        const start = startingDocument({ num: 30, den: 1 })
        const first = openSession(start)
        for (const edit of list) performEdit(edit, first)
        const stored = JSON.parse(JSON.stringify(documentOf(first))) as unknown
        const second = openSession(documentSchema.parse(stored))
        expect(second.restoreHistory(first.serialiseHistory(7), 7)).toEqual([])
        while (second.undo());
        expect(documentOf(second)).toEqual(start)
      }),
      { numRuns: 50 },
    )
  })

  it('make the same document by a drag as by a single run', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(editArbitrary, { minLength: 1, maxLength: 8 }), editArbitrary, editArbitrary, (list, early, late) => {
        const dragged = openSession(startingDocument({ num: 30, den: 1 }))
        const direct = openSession(startingDocument({ num: 30, den: 1 }))
        for (const edit of list) {
          performEdit(edit, dragged)
          performEdit(edit, direct)
        }
        const base = documentOf(dragged)
        dragged.beginDrag()
        performEdit(late, dragged, 'drag')
        performEdit(late, dragged, 'drag')
        dragged.cancelDrag()
        expect(documentOf(dragged)).toBe(base)

        dragged.beginDrag()
        const first = performEdit(early, dragged, 'drag')
        const shown = documentOf(dragged)
        const second = performEdit(late, dragged, 'drag', base)
        dragged.commitDrag()
        if (second.ok) performEdit(late, direct)
        else if (first.ok) {
          expect(documentOf(dragged)).toBe(shown)
          performEdit(early, direct)
        }
        // Ids differ, since the cancelled drag took some.
        expect(withoutIds(documentOf(dragged))).toEqual(withoutIds(documentOf(direct)))
        if (documentOf(dragged) !== base) dragged.undo()
        expect(documentOf(dragged)).toEqual(base)
      }),
      { numRuns: 100 },
    )
  })

  it('conserve the duration when they split, and undo a split', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(rateArbitrary, edits, fraction, (rate, list, where) => {
        const session = openSession(startingDocument(rate))
        for (const edit of list) performEdit(edit, session)
        const before = documentOf(session)
        const { durationTicks } = deriveTimeline(before)
        const result = session.run(splitClip, { atTicks: Math.round(durationTicks * where) as typeof durationTicks })
        expect(deriveTimeline(documentOf(session)).durationTicks).toBe(durationTicks)
        if (!result.ok) return
        expect(documentOf(session).mainTrack.length).toBe(before.mainTrack.length + 1)
        session.undo()
        expect(documentOf(session)).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

function withoutIds(document: LessonDocument): unknown {
  const names = new Map<string, string>()
  const text = JSON.stringify(document, (_, value: unknown) => value)
  return text.replaceAll(/"n\d+"/g, (id) => {
    const known = names.get(id) ?? `"#${names.size}"`
    names.set(id, known)
    return known
  })
}
