import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { historyLimit } from '#shared/edit/history.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { countingIds, openSession } from '../project/sample-document.ts'
import { editArbitrary, performEdit, startingDocument } from './random-edits.ts'
import { documentOf } from './run-ok.ts'

/** `TIDBIT_WALK_STEPS=5000 npx vitest run --project shared tests/shared/edit/random-walk.test.ts` walks as far as issue 4 asks. */
const steps = Number(process.env['TIDBIT_WALK_STEPS'] ?? 400)
/** Before a lesson grows past what anybody edits, and before the history forgets. */
const stage = Math.min(200, historyLimit)

it(`walks ${steps} seeded steps to a sound document and back`, { timeout: steps * 300 }, () => {
  const ids = countingIds()
  const walk = fc.sample(editArbitrary, { numRuns: steps, seed: 20_261_122 })
  const verbs = new Map<string, number>()
  let succeeded = 0
  for (let from = 0; from < walk.length; from += stage) {
    const start = startingDocument({ num: 30, den: 1 })
    const session = openSession(start, ids)
    for (const edit of walk.slice(from, from + stage)) {
      const before = documentOf(session)
      const result = performEdit(edit, session)
      if (result.ok) succeeded += 1
      else expect(`${edit.verb}: ${result.error.code}`).not.toMatch(/unsound|internal/)
      if (documentOf(session) !== before) verbs.set(edit.verb, (verbs.get(edit.verb) ?? 0) + 1)
    }
    const end = documentOf(session)
    expect(checkInvariants(end)).toEqual([])
    expect(documentSchema.safeParse(JSON.parse(JSON.stringify(end))).error).toBeUndefined()
    expect(deriveTimeline(end).durationTicks).toBeGreaterThanOrEqual(0)
    while (session.undo());
    expect(inBytes(documentOf(session))).toBe(inBytes(start))
    while (session.redo());
    expect(inBytes(documentOf(session))).toBe(inBytes(end))
  }
  expect(succeeded).toBeGreaterThan(steps / 3)
  expect(verbs.size).toBeGreaterThan(30)
})

/** Records of a table have no order of their own, so their keys are put in one. */
function inBytes(document: LessonDocument): string {
  return JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
