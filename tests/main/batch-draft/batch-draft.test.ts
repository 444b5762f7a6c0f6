import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBatchDraft, type BatchDraft } from '#main/core/batch-draft/batch-draft.ts'
import type { DraftWish } from '#main/core/batch-draft/draft-wish.ts'
import { createKeptMappings } from '#main/core/batch-draft/kept-mappings.ts'
import { appError } from '#shared/messages/app-error.ts'
import { guessMapping } from '#shared/recipe/mapping.ts'
import { recipeSchema, type Recipe } from '#shared/recipe/recipe-schema.ts'

let folder = ''
let draft: BatchDraft
const at = (...parts: string[]): string => path.join(folder, ...parts)
const { signal } = new AbortController()

const recipe = recipeSchema.parse({
  version: 1,
  name: 'Course',
  language: 'en',
  steps: [
    {
      step: 'questions',
      questions: [{ type: 'single-choice', prompt: '{question}', choices: ['{a}', '{b}'], correct: '{correct}' }],
    },
    { step: 'metadata', title: '{title}' },
    { step: 'outputs', outputs: [{ format: 'mp4', preset: 'source', name: '{title}' }] },
  ],
})

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-draft-'))
  await mkdir(at('more'))
  for (const name of ['a.mp4', 'b.mp4', 'more/c.mp4']) await writeFile(at(name), name)
  draft = createBatchDraft({
    version: '1',
    today: () => '2026-05-31',
    chooseModel: () => Promise.resolve(null),
    loadTemplate: (source) =>
      Promise.reject(appError('batch.unknown-template', { id: 'shippedId' in source ? source.shippedId : '' })),
  })
})
afterEach(async () => {
  draft.close()
  await rm(folder, { recursive: true, force: true })
})

const wishOf = (mapping: DraftWish['mapping'], more: Partial<DraftWish> = {}): DraftWish => ({
  recipe,
  mapping,
  edits: {},
  leftOut: [],
  ...more,
})

async function takeSheet(lines: readonly string[]): Promise<DraftWish> {
  await writeFile(at('sheet.csv'), `${lines.join('\n')}\n`)
  const { sheet } = await draft.takeInput({ kind: 'sheet', file: at('sheet.csv') }, signal)
  return wishOf(guessMapping(recipe, sheet.columns))
}

const header = 'clip,title,question,a,b,correct'

describe('a batch on its way', () => {
  it('says what is wrong with each row in plain words, and makes only those that are right', async () => {
    const wish = await takeSheet([
      header,
      'a.mp4,One,Which?,Brake,Bell,A',
      'x.mp4,Two,Which?,Brake,Bell,B',
      'b.mp4,Three,Which?,Brake,Bell,Z',
    ])
    const { rows } = await draft.check(wish, null, false)
    expect(rows.map(({ line, state }) => [line, state])).toEqual([
      [2, 'make'],
      [3, 'refused'],
      [4, 'refused'],
    ])
    expect(rows[1]?.errors).toEqual(['“x.mp4” does not exist. Check the name and the folder.'])
    expect(rows[2]?.errors).toEqual(['Question 1, right answer: “Z” is no answer; write the letter or the words of one'])
    expect((await draft.order(wish, signal)).rows.map(({ row }) => row.key)).toEqual(['a.mp4'])
    expect((await readdir(folder)).toSorted()).toEqual(['a.mp4', 'b.mp4', 'more', 'sheet.csv'])
  })

  it('tells after a change only of the rows that it changed', async () => {
    const wish = await takeSheet([
      header,
      'a.mp4,One,Which?,Brake,Bell,A',
      'x.mp4,Two,Which?,Brake,Bell,B',
      'b.mp4,Three,Which?,Brake,Bell,A',
    ])
    const first = await draft.check(wish, null, false)
    const mended = { ...wish, edits: { 3: { clip: 'more/c.mp4' } } }
    const second = await draft.check(mended, first.version, false)
    expect(second.rows.map(({ line, state, values }) => [line, state, values[0]])).toEqual([[3, 'make', 'more/c.mp4']])
    // Another row has this name now, so both are told.
    const alike = { ...mended, edits: { ...mended.edits, 4: { title: 'One' } } }
    const third = await draft.check(alike, second.version, false)
    expect(third.rows.map(({ line, state }) => [line, state])).toEqual([
      [2, 'refused'],
      [4, 'refused'],
    ])
    const fourth = await draft.check({ ...alike, leftOut: [4] }, third.version, false)
    expect(fourth.rows.map(({ line, state }) => [line, state])).toEqual([
      [2, 'make'],
      [4, 'left-out'],
    ])
    expect((await draft.check(alike, first.version, false)).isWhole).toBe(true)
  })

  it('takes clips without a sheet, whose names are filled in by hand', async () => {
    const { sheet } = await draft.takeInput({ kind: 'folder', folder }, signal)
    expect(sheet.rows.map(({ cells }) => cells[0])).toEqual(['a.mp4', 'b.mp4', 'more/c.mp4'])
    const empty = { clip: 'clip', question: null, a: null, b: null, correct: null, title: null }
    const { rows } = await draft.check(wishOf(empty, { edits: { 1: { title: 'Brakes' } } }), null, false)
    expect(rows.map(({ outputs }) => outputs)).toEqual([['Brakes.mp4'], ['b.mp4'], ['c.mp4']])
    expect(draft.outFolder).toBe(at('Tidbit lessons'))
  })

  it('makes no row while nobody has said what gives a name that the steps ask for', async () => {
    const wish = await takeSheet([
      'clip,title,Aufgabe,a,b,correct',
      'a.mp4,One,Which?,Brake,Bell,A',
      'b.mp4,Two,Which?,Brake,Bell,A',
    ])
    const byHand = { ...wish, edits: { 3: { question: 'Which?' } } }
    const { rows } = await draft.check(byHand, null, false)
    expect(rows.map(({ state }) => state)).toEqual(['refused', 'make'])
    expect(rows[0]?.errors).toEqual([expect.stringContaining('“question”')])
    for (const question of ['Aufgabe', null]) {
      const said = { ...wish, mapping: { ...wish.mapping, question } }
      expect((await draft.check(said, null, false)).rows.map(({ state }) => state)).toEqual(['make', 'make'])
    }
  })

  it('looks for files anew only where it is asked to', async () => {
    const wish = await takeSheet([header, 'late.mp4,One,Which?,Brake,Bell,A'])
    const first = await draft.check(wish, null, false)
    await writeFile(at('late.mp4'), 'late')
    expect((await draft.check(wish, first.version, false)).rows).toEqual([])
    expect((await draft.check(wish, first.version + 1, true)).rows.map(({ state }) => state)).toEqual(['make'])
  })

  it('fails only rows whose template is not there', async () => {
    const wish = await takeSheet([header, 'a.mp4,three-tipz,,,,', 'b.mp4,,,,,'])
    const withTemplate: Recipe = { ...recipe, steps: [{ step: 'template', template: '{title}' }, ...recipe.steps] }
    const { rows } = await draft.check({ ...wish, recipe: withTemplate }, null, false)
    expect(rows[0]?.errors.join(' ')).toContain('There is no template “three-tipz”.')
    expect(rows[1]?.errors.join(' ')).not.toContain('three-tipz')
  })

  it('ends a check that a newer one outran', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `a.mp4,Lesson ${index},Which?,Brake,Bell,A`)
    const wish = await takeSheet([header, ...lines])
    const [older, newer] = await Promise.allSettled([draft.check(wish, null, false), draft.check(wish, null, false)])
    expect(older.status === 'rejected' && older.reason).toMatchObject({ code: 'cancelled' })
    expect(newer.status === 'fulfilled' && newer.value.rows.length).toBe(3000)
  })
})

describe('columns that were chosen', () => {
  it('are there again for a sheet with the same columns, unless they would be guessed anyway', async () => {
    const settings: Record<string, never> = {}
    const library = {
      readSettings: () => Promise.resolve(settings),
      writeSetting: (key: string, value: unknown) => {
        Object.assign(settings, { [key]: JSON.parse(JSON.stringify(value)) as never })
        return Promise.resolve(null)
      },
    }
    const kept = createKeptMappings({ library })
    const columns = ['clip', 'Heading', 'question', 'a', 'b', 'correct']
    const guessed = guessMapping(recipe, columns)
    await kept.keep(recipe, columns, { ...guessed, title: null })
    expect(await kept.find(recipe, columns)).toBeNull()
    await kept.keep(recipe, columns, { ...guessed, title: 'Heading' })
    expect(await kept.find(recipe, columns.toReversed())).toMatchObject({ title: 'Heading', clip: 'clip' })
    expect(await kept.find(recipe, [...columns, 'more'])).toBeNull()
    expect(await kept.find({ ...recipe, name: 'Another' }, columns)).toBeNull()
  })
})
