import * as fc from 'fast-check'
import { current, produce } from 'immer'
import { expect, it } from 'vitest'
import type { LessonDraft } from '#shared/edit/command.ts'
import { readDraft } from '#shared/edit/places.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { tableNames, type LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticks } from '#shared/time/ticks.ts'
import { compileOk, fullLesson } from '../lesson/lesson-sample.ts'
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

const naming = /^(asset|lutAsset|imageAsset|logoAsset|group|slot|clip|track|captionTrack|modelClip)Id$/

/** Where a value names a record of another table, however deep. */
function names(value: unknown): readonly (readonly [Row, string])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (naming.test(key) ? [[value as Row, key] as const] : names(inner)))
}

/** A sound lesson in which a record of every table is named by one of every kind that may. */
function everyName(): LessonDocument {
  const document = structuredClone(compileOk(fullLesson).document) as unknown as Record<string, Record<string, Row>>
  const add = (table: string, from: Row, changes: Row): void => {
    const rows = document[table] ?? {}
    rows[String(changes['id'])] = { ...structuredClone(from), ...changes }
    document[table] = rows
  }
  const first = (table: string): Row => Object.values(document[table] ?? {})[0] ?? {}
  const main = first('clips')
  const anchor = { kind: 'clip', clipId: main['id'], sourceTicks: main['sourceInTicks'] }
  add('assets', first('assets'), { id: 'table', kind: 'lut', interpretation: null })
  add('groups', {}, { id: 'group', name: '' })
  add('slots', {}, { id: 'slot', kind: 'clip', label: '' })
  add('markers', {}, { id: 'marker', anchor, name: '' })
  add('sections', {}, { id: 'section', anchor, title: '' })
  const track = first('tracks')
  add('tracks', track, { id: 'titles', band: 'overlays' })
  add('tracks', track, { id: 'over', band: 'picture-in-picture' })
  const belonging = { groupId: 'group', slotId: 'slot' }
  const look = { name: null, lutAssetId: 'table', strength: 1 }
  add('clips', main, { id: 'over-clip', trackId: 'over', anchor, picture: { ...(main['picture'] as Row), look }, ...belonging })
  add('overlays', {}, { id: 'overlay', trackId: 'titles', anchor, content: { kind: 'image', assetId: 'table' }, ...belonging })
  const question = first('questions')
  const choices = (question['choices'] as Row[]).map((choice) => ({ ...choice, imageAssetId: 'table' }))
  add('questions', question, { id: 'pictures', choices, ...belonging })
  return { ...document, brandKit: { logoAssetId: 'table' } } as unknown as LessonDocument
}

it('finds every name of what is not there, or is something else, as in all of it', () => {
  const sound = everyName()
  expect(checkInvariants(sound)).toEqual([])
  const tables = sound as unknown as Record<string, Record<string, Row>>
  const ids = ['gone', ...tableNames.flatMap((table) => Object.keys(tables[table] ?? {}))]
  const rules = new Set<string>()
  const check = (damaged: LessonDocument): void => {
    const all = checkInvariants(damaged)
    for (const { path, rule } of all) rules.add(`${path.split('.')[0]} ${rule}`)
    expect(checkInvariants(damaged, sound)).toEqual(all)
  }
  for (const table of tableNames)
    for (const id of Object.keys(tables[table] ?? {})) {
      const spoil = (write: (rows: Record<string, Row>) => void): void =>
        check(produce(sound, (draft) => write((draft as unknown as Record<string, Record<string, Row>>)[table] ?? {})))
      spoil((rows) => void delete rows[id])
      for (const [index] of names(tables[table]?.[id]).entries())
        for (const other of ids)
          spoil((rows) => {
            const [place, key] = names(rows[id])[index] ?? []
            if (place && key !== undefined) place[key] = other
          })
    }
  // The clip below another one leaves the main track.
  check(
    produce(sound, (draft) => {
      const below = Object.values(draft.clips).find(({ anchor }) => anchor === null)
      if (below) below.anchor = { kind: 'timeline', ticks: ticks(0) }
    }),
  )
  expect([...rules]).toEqual(
    expect.arrayContaining([
      'clips names an asset that does not exist',
      'overlays names an asset that does not exist',
      'questions names an asset that does not exist',
      'clips names a group that does not exist',
      'overlays names a slot that does not exist',
      'markers is anchored to a clip that does not exist',
      'questions names a slot that does not exist',
      'sections is anchored to a clip that does not exist',
      'clips is anchored to a clip off the main track',
    ]),
  )
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
