import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lessonSchema } from '#shared/lesson/lesson-schema.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import { recipeSchema } from '#shared/recipe/recipe-schema.ts'

const page = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8')

describe('docs/format.md', () => {
  it('has an example that is valid', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    const parsed = parseLesson(JSON.parse(example))
    expect(parsed.ok ? [] : parsed.error).toEqual([])
  })

  it('has an example of a recipe that is valid', () => {
    const example = /## recipe\.json[\s\S]*?```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    const parsed = parseRecipe(JSON.parse(example))
    expect(parsed.ok ? [] : parsed.error).toEqual([])
  })

  it.each([
    ['lesson', lessonSchema],
    ['recipe', recipeSchema],
  ])('names every key of the schema of a %s', (_, schema) => {
    const keys = collectKeys(schema.toJSONSchema({ io: 'input' }))
    expect(keys.length).toBeGreaterThan(60)
    expect(keys.filter((key) => !page.includes(`\`${key}\``) && !page.includes(`"${key}"`))).toEqual([])
  })
})

function collectKeys(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(collectKeys)
  if (typeof node !== 'object' || node === null) return []
  const { properties = {} } = node as { properties?: object }
  return [...Object.keys(properties), ...Object.values(node).flatMap(collectKeys)]
}
