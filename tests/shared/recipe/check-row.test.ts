import { describe, expect, it } from 'vitest'
import { formatProblem } from '#shared/lesson/lesson-problem.ts'
import { checkRow } from '#shared/recipe/check-row.ts'
import { fillRecipe } from '#shared/recipe/fill-recipe.ts'
import { applyOk, fullRecipe, parseOk, refusals, sampleRow } from './recipe-sample.ts'

const outputs = { step: 'outputs', outputs: [{ format: 'mp4' }] }
const question = { type: 'single-choice', prompt: '{question}', choices: ['{a}', '{b}', '{c}'], correct: '{correct}' }
const asking = [{ step: 'questions', questions: [question] }]
const rowOf = (values: Readonly<Record<string, string>>) => ({ ...sampleRow, values: { ...sampleRow.values, ...values } })

function problems(steps: readonly object[], values: Readonly<Record<string, string>> = {}): readonly string[] {
  const filled = fillRecipe(parseOk({ ...fullRecipe, steps: [...steps, outputs] }), rowOf(values))
  return (filled.ok ? checkRow(filled.value) : filled.error).map(formatProblem)
}

describe('checkRow', () => {
  it('says what is wrong with questions of a row before its clip is looked at', () => {
    expect(problems(asking)).toEqual([])
    expect(problems(asking, { correct: 'Z' })).toEqual([
      'questions[0].correct: “Z” is no answer; write the letter or the words of one',
    ])
    expect(problems(asking, { correct: '' })).toEqual(['questions[0].correct: write which answer is right'])
    expect(problems(asking, { a: 'Right' })).toEqual(['questions[0].choices: “Right” is there twice'])
    expect(problems(asking, { a: '', b: 'One', correct: 'One' })).toEqual(['questions[0].choices: write at least two choices'])
    expect(problems(asking, { question: 'x'.repeat(251) })).toHaveLength(1)
    expect(problems(asking, { question: 'x'.repeat(250) })).toEqual([])
    expect(problems(asking, { question: '', correct: 'Z' })).toEqual([])
  })

  it('finds times and looks that cannot be', () => {
    expect(problems([{ step: 'trim', in: '{from}', out: '{to}' }], { from: '4', to: '3' })).toEqual([
      'trim.out: write more than “in”',
    ])
    expect(problems([{ step: 'trim', longest: '{to}' }], { to: '0' })).toEqual(['trim.longest: write more than 0'])
    expect(problems([{ step: 'look', look: '{a}' }], { a: 'blue' })).toHaveLength(1)
  })
})

describe('the letter of the right answer', () => {
  const right = (values: Readonly<Record<string, string>>): readonly string[] => {
    const { document } = applyOk({ ...fullRecipe, steps: [...asking, outputs] }, rowOf(values))
    return Object.values(document.questions).flatMap(({ choices }) =>
      choices.filter(({ correct }) => correct).map(({ text }) => text),
    )
  }

  it('counts the columns, also those that are empty in this row', () => {
    expect(right({ a: 'Left', b: '', c: 'Middle', correct: 'C' })).toEqual(['Middle'])
    expect(refusals(asking, rowOf({ a: 'Left', b: '', c: 'Middle', correct: 'B' }))).toEqual([
      'questions[0].correct: “B” is empty in this row; write the letter or the words of an answer',
    ])
  })

  it('is no place among answers that are letters or numbers themselves', () => {
    expect(right({ a: '2', b: '3', c: '4', correct: '3' })).toEqual(['3'])
    expect(right({ a: '2', b: '3', c: '4', correct: 'b' })).toEqual(['3'])
    expect(right({ a: 'C', b: 'A', c: 'B', correct: 'A' })).toEqual(['A'])
    expect(refusals(asking, rowOf({ a: '2', b: '3', c: '4', correct: '1' }))).toHaveLength(1)
  })
})
