import * as fc from 'fast-check'
import { current, produce } from 'immer'
import { expect, it } from 'vitest'
import type { LessonDraft } from '#shared/edit/command.ts'
import { readDraft } from '#shared/edit/places.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { tableNames, type LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { countingIds, openSession } from '../project/sample-document.ts'
import { editArbitrary, performEdit, startingDocument } from './random-edits.ts'
import { documentOf } from './run-ok.ts'

type Row = Record<string, unknown>
type Damage = { readonly kind: (typeof damages)[number]; readonly table: number; readonly a: number; readonly b: number }
const damages = ['remove', 'copy-field', 'copy-record', 'rekey', 'shorten-asset', 'reorder', 'drop-from-track'] as const
const part = fc.nat({ max: 10_000 })
const damageArbitrary: fc.Arbitrary<Damage> = fc.record({ kind: fc.constantFrom(...damages), table: part, a: part, b: part })

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]

/** Writes to a draft what no command would: most of it breaks a rule. */
function damage(draft: LessonDraft, { kind, table, a, b }: Damage): void {
  const rows = draft[pick(tableNames, table) ?? 'clips'] as Record<string, Row>
  const ids = Object.keys(rows)
  const [from, to] = [pick(ids, a), pick(ids, b)]
  const [source, target] = [from === undefined ? undefined : rows[from], to === undefined ? undefined : rows[to]]
  const field = pick(Object.keys(source ?? {}), a + b)
  if (kind === 'remove' && to !== undefined) delete rows[to]
  // The value of a draft's field is a draft, too.
  if (kind === 'copy-field' && source && target && field !== undefined) target[field] = source[field]
  if (kind === 'copy-record' && source) rows[`copy-${b}`] = { ...source, id: `copy-${b}` }
  if (kind === 'rekey' && source) rows[`key-${b}`] = source
  if (kind === 'shorten-asset')
    for (const { interpretation } of Object.values(draft.assets))
      if (interpretation) Object.assign(interpretation, { durationTicks: a * 50 })
  if (kind === 'reorder') draft.mainTrack.reverse()
  if (kind === 'drop-from-track') draft.mainTrack.splice(a % Math.max(1, draft.mainTrack.length), 1)
}

/** The documents of a walk of edits, each made from the one before it. */
function walk(edits: Parameters<typeof performEdit>[0][]): readonly LessonDocument[] {
  const session = openSession(startingDocument({ num: 30, den: 1 }), countingIds())
  const documents = [documentOf(session)]
  for (const edit of edits) {
    performEdit(edit, session)
    documents.push(documentOf(session))
  }
  return documents
}

const editsArbitrary = fc.array(editArbitrary, { minLength: 1, maxLength: 12 })

it('finds in what changed since a sound document the same that is wrong with all of it', () => {
  let broken = 0
  fc.assert(
    fc.property(editsArbitrary, fc.array(damageArbitrary, { minLength: 1, maxLength: 3 }), part, (edits, damaging, at) => {
      const documents = walk(edits)
      const sound = pick(documents, at) as LessonDocument
      for (const document of documents) expect(checkInvariants(document, sound)).toEqual([])
      const damaged = produce(documents.at(-1) as LessonDocument, (draft) => {
        for (const each of damaging) damage(draft, each)
      })
      const all = checkInvariants(damaged)
      if (all.length > 0) broken += 1
      expect(checkInvariants(damaged, sound)).toEqual(all)
    }),
    { numRuns: 300 },
  )
  expect(broken).toBeGreaterThan(50)
})

it('reads a draft as Immer does, without what is a draft itself', () => {
  fc.assert(
    fc.property(editsArbitrary, fc.array(damageArbitrary, { minLength: 1, maxLength: 4 }), (edits, damaging) => {
      let read: LessonDocument | null = null
      const start = walk(edits).at(-1) as LessonDocument
      const end = produce(start, (draft) => {
        for (const each of damaging) {
          damage(draft, each)
          read = readDraft(draft)
          expect(read).toEqual(current(draft))
        }
      })
      // A draft that was left inside could not be read any more.
      expect(JSON.stringify(read)).toBe(JSON.stringify(end))
      for (const table of tableNames) if (end[table] === start[table]) expect(read?.[table]).toBe(start[table])
    }),
    { numRuns: 200 },
  )
})

it('knows the places of clips by what they depend on', () => {
  fc.assert(
    fc.property(editsArbitrary, (edits) => {
      for (const document of walk(edits)) expect(deriveTimeline(document)).toEqual(deriveTimeline(structuredClone(document)))
    }),
    { numRuns: 50 },
  )
})
