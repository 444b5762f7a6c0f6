import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { findSurprises, journeySchema } from '#shared/journey/journey.ts'
import { makeJourneyJsonSchema } from '#shared/journey/make-json-schema.ts'
import { resolveAnswer } from '#shared/journey/resolve-answer.ts'
import { gradeAnswer, isGraded } from '#shared/quiz/grade.ts'
import { playableLesson } from './playable-lesson.ts'

const root = new URL('../../../', import.meta.url)
const page = readFileSync(new URL('docs/format.md', root), 'utf8')
const stored = JSON.parse(readFileSync(new URL('resources/schemas/journey.schema.json', root), 'utf8')) as Record<string, unknown>

describe('a journey file', () => {
  it('is described by a current schema (node scripts/schemas/make-lesson-schema.ts) and an example that is valid', () => {
    expect(stored).toEqual(JSON.parse(JSON.stringify(makeJourneyJsonSchema())))
    const [, example = ''] = /## Journeys[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? []
    expect(journeySchema.safeParse(JSON.parse(example)).error).toBeUndefined()
    expect(new Ajv({ strict: false }).compile(stored)(JSON.parse(example))).toBe(true)
  })

  it('names every step and key in docs/format.md', () => {
    const text = JSON.stringify(stored)
    const names = [...text.matchAll(/"const":"([\w-]+)"/g), ...text.matchAll(/"properties":\{([^}]*)\}/g)].map(
      ([, name = '']) => name,
    )
    const steps = names.filter((name) => /^[\w-]+$/.test(name))
    expect(steps.length).toBeGreaterThan(15)
    expect(steps.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  it.each([
    ['an unknown step', { do: 'dance' }],
    ['two ways to watch', { do: 'watch', to: 3, for: 4 }],
    ['a speed that the player lacks', { do: 'speed', rate: 16 }],
    ['an answer of no kind', { do: 'answer', with: 'perhaps' }],
  ])('refuses %s', (_, step) => {
    expect(journeySchema.safeParse({ version: 1, name: 'x', steps: [step] }).success).toBe(false)
  })
})

it('says what came out otherwise', () => {
  const result = { score: 66.66, completed: true, success: 'failed' } as const
  expect(findSurprises({ expect: { score: 66.66, completed: true, success: 'failed' } }, result)).toEqual([])
  expect(findSurprises({ expect: { score: 67, success: 'passed' } }, result)).toEqual([
    'the score should be 67, but is 66.66',
    'success should be passed, but is failed',
  ])
  expect(findSurprises({ expect: { score: null } }, result)).toEqual(['the score should be unknown, but is 66.66'])
})

describe('an answer by its quality', () => {
  it.each(playableLesson.questions.map((question) => [question.type, question] as const))('%s', (_, question) => {
    const right = resolveAnswer(question, 'right')
    expect(right && gradeAnswer(question, right).correct).toBe(true)
    const wrong = resolveAnswer(question, 'wrong')
    expect(wrong === null).toBe(!isGraded(question))
    if (wrong) expect(gradeAnswer(question, wrong)).toMatchObject({ correct: false, earned: 0 })
    const half = resolveAnswer(question, 'half')
    if (half) expect(gradeAnswer(question, half).correct).toBe(false)
  })
})
