import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipName, fillRecipe, findNames } from '#shared/recipe/fill-recipe.ts'
import { findSteps } from '#shared/recipe/find-step.ts'
import { guessMapping, mapRows } from '#shared/recipe/mapping.ts'
import { findDoubles, safeFolder, safeName } from '#shared/recipe/name-output.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import { fullRecipe, parseOk } from './recipe-sample.ts'

const sheet = (columns: readonly string[], ...rows: readonly (readonly string[])[]) => ({
  name: '',
  columns,
  rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  remarks: [],
})

describe('parseRecipe', () => {
  const problems = (input: unknown) => {
    const parsed = parseRecipe(input)
    return parsed.ok ? [] : parsed.error
  }

  it('says where a mistake is and what to write', () => {
    const outputs = { step: 'outputs', outputs: [{ format: 'mp4' }] }
    expect(problems({ ...fullRecipe, steps: [{ step: 'trim', inn: 1 }, outputs] })).toEqual([
      { path: 'steps[0].inn', message: 'is not known; did you mean "in"?' },
    ])
    expect(problems({ ...fullRecipe, steps: [{ step: 'loudness', loudness: -16 }] })).toEqual([
      { path: 'steps', message: 'write a step “outputs” that says what to make' },
    ])
    expect(problems({ ...fullRecipe, steps: [{ step: 'look', look: 'blue' }, outputs] })).toMatchObject([
      { path: 'steps[0].look' },
    ])
    expect(problems({ ...fullRecipe, steps: [{ step: 'captions', from: 'file' }, outputs] })).toMatchObject([
      { path: 'steps[0].file' },
    ])
    expect(problems({ ...fullRecipe, steps: [...fullRecipe.steps, { step: 'loudness', loudness: -16 }] })).toMatchObject([
      { path: 'steps[13].step' },
    ])
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (input) => void parseRecipe(input)))
  })
})

describe('the names of a recipe', () => {
  it('keep the folders of the clips where that is asked for', () => {
    const recipe = parseOk({
      ...{ version: 1, name: 'r', language: 'en' },
      steps: [{ step: 'outputs', outputs: [{ format: 'mp4', name: '{clip folder}-{clip}', folder: '{clip folder}' }] }],
    })
    expect(findNames(recipe)).toEqual([])
    const outputsOf = (clip: string): unknown => {
      const filled = fillRecipe(recipe, { key: clip, number: 1, clip, values: {} })
      return filled.ok && findSteps(filled.value, 'outputs')[0]?.outputs[0]
    }
    expect(outputsOf('week 1/day 2/one.mp4')).toMatchObject({ name: 'week 1/day 2-one', folder: 'week 1/day 2' })
    expect(outputsOf('one.mp4')).toEqual({ format: 'mp4', name: '-one' })
  })

  it('are listed once each, but for those that every row has', () => {
    const names = ['from', 'to', 'question', 'a', 'b', 'c', 'correct', 'points', 'name', 'title', 'tags']
    expect(findNames(parseOk(fullRecipe)).toSorted()).toEqual(names.toSorted())
  })

  it('come from columns that are called so, or often are', () => {
    const recipe = parseOk({ ...fullRecipe, columns: { a: 'Answer 1' } })
    expect(guessMapping(recipe, ['Datei', 'Titel', 'FRAGE', 'answer_1', 'correct', 'From', 'unknown'])).toEqual({
      clip: 'Datei',
      title: 'Titel',
      question: 'FRAGE',
      a: 'answer_1',
      correct: 'correct',
      from: 'From',
    })
  })

  it('give one column to one name only', () => {
    const recipe = parseOk(fullRecipe)
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), (columns) => {
        const mapping = guessMapping(recipe, columns)
        const used = Object.values(mapping)
        expect(new Set(used).size).toBe(used.length)
        expect(columns).toEqual(expect.arrayContaining(used))
      }),
    )
  })
})

describe('mapRows', () => {
  const recipe = parseOk({ ...fullRecipe, steps: [{ step: 'metadata', title: '{title}' }, fullRecipe.steps[0]] })
  const mapping = { clip: 'File', title: 'Title' }

  it('makes a row of each line that says anything', () => {
    const { rows, rowProblems } = mapRows(
      recipe,
      sheet(['File', 'Title'], ['a.mp4', 'One'], ['', ' '], ['', 'Two'], ['a.mp4', 'Three']),
      mapping,
    )
    expect(rows).toEqual([
      { key: 'a.mp4', number: 1, clip: 'a.mp4', values: { title: 'One' } },
      { key: 'line 4', number: 2, clip: '', values: { title: 'Two' } },
      { key: 'a.mp4 (2)', number: 3, clip: 'a.mp4', values: { title: 'Three' } },
    ])
    expect([...rowProblems]).toEqual([['line 4', ['Line 4 names no clip.']]])
  })

  it('gives each row a key of its own, whatever its clip is called', () => {
    const clips = ['a.mp4', 'a.mp4', 'a.mp4 (2)', 'a.mp4', 'a.mp4 (2)', '']
    const { rows } = mapRows(recipe, sheet(['File', 'Title'], ...clips.map((clip) => [clip, 'One'])), mapping)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })

  it('takes names that every object has for names', () => {
    const odd = parseOk({
      ...fullRecipe,
      columns: {},
      steps: [{ step: 'metadata', title: '{constructor}' }, fullRecipe.steps[0]],
    })
    expect(guessMapping(odd, ['clip', 'constructor'])).toEqual({ clip: 'clip', constructor: 'constructor' })
  })

  it('leaves a name empty that wants no column, but for the clip', () => {
    const { rows } = mapRows(recipe, sheet(['File'], ['a.mp4']), { clip: 'File', title: null })
    expect(rows.map(({ values }) => values)).toEqual([{ title: '' }])
    expect(mapRows(recipe, sheet(['File'], ['a.mp4']), { clip: null, title: 'File' }).problems).toHaveLength(1)
  })

  it('lists every column that is missing', () => {
    const { problems, rows } = mapRows(recipe, sheet(['Other'], ['a']), {})
    expect(problems.map(({ path }) => path)).toEqual(['clip', 'title'])
    expect(rows).toEqual([])
  })
})

describe('names of outputs', () => {
  it('are safe on every system', () => {
    expect(safeName('What? A/B: "yes".')).toBe('What- A-B- -yes-')
    expect(safeName('two\nlines')).toBe('two lines')
    expect(safeName('CON')).toBe('_CON')
    expect(safeName('👩\u200d🏫 \u202egpj')).toBe('👩\u200d🏫 gpj')
    expect(safeName(' \u200d ')).toBe('lesson')
    expect(safeName('com1.part')).toBe('_com1.part')
    expect(safeName(' .. ')).toBe('lesson')
    expect(safeFolder('../../etc/./x')).toBe('etc/x')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (written) => {
        const name = safeName(written)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u)
        expect(name).not.toMatch(/^[ .]|[ .]$/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(name).not.toBe('')
        expect(safeName(name)).toBe(name)
      }),
    )
  })

  it('that several rows would write are found, whatever the case of their letters', () => {
    const rows = [
      { key: '1', outputs: ['Brakes.zip', 'x.mp4'] },
      { key: '2', outputs: ['brakes.zip'] },
      { key: '3', outputs: ['y.mp4'] },
    ]
    expect([...findDoubles(rows)]).toEqual([['brakes.zip', ['1', '2']]])
  })

  it('come from the name of the clip', () => {
    expect(clipName('a/b/my.clip.MP4')).toBe('my.clip')
    expect(clipName('C:\\x\\.hidden')).toBe('.hidden')
  })
})
