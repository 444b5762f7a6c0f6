import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { makeLessonJsonSchema } from '#shared/lesson/make-json-schema.ts'
import { fullLesson } from './lesson-sample.ts'

const root = new URL('../../../', import.meta.url)
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const stored = readJson('resources/schemas/lesson.schema.json') as Record<string, unknown>
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(stored)

describe('resources/schemas/lesson.schema.json', () => {
  it('is current (node scripts/schemas/make-lesson-schema.ts)', () => {
    expect(stored).toEqual(JSON.parse(JSON.stringify(makeLessonJsonSchema())))
  })

  it('accepts the sample lesson and every kind of key', () => {
    expect(validate(readJson('resources/sample/lesson.json')) || validate.errors).toBe(true)
    expect(validate(fullLesson) || validate.errors).toBe(true)
  })

  it.each<readonly [string, Record<string, unknown>]>([
    ['a missing title', { title: undefined }],
    ['an unknown key', { colour: 'red' }],
    ['no clip', { clips: [] }],
    ['text for a number', { clips: [{ file: 'a.mp4', in: '3' }] }],
    ['an unknown type of question', { quizzes: [{ type: 'essay', at: 1, prompt: 'x' }] }],
    ['one choice', { quizzes: [{ type: 'single-choice', at: 1, prompt: 'x', choices: [{ text: 'a' }] }] }],
    ['a bad canvas', { canvas: '4:3' }],
    ['a bad language', { language: 'x y' }],
  ])('refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...fullLesson, ...change })))).toBe(false)
  })

  it('explains every key for the help of editors', () => {
    const silent: string[] = []
    const walk = (node: unknown, path: string): void => {
      if (Array.isArray(node)) return node.forEach((child, index) => walk(child, `${path}[${index}]`))
      if (typeof node !== 'object' || node === null) return
      const { properties } = node as { properties?: Record<string, { description?: string }> }
      for (const [key, member] of Object.entries(properties ?? {})) if (!member.description) silent.push(`${path}.${key}`)
      for (const [key, child] of Object.entries(node)) walk(child, `${path}.${key}`)
    }
    walk(stored, '')
    expect(silent).toEqual([])
  })
})
