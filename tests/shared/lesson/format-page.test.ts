import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lessonSchema } from '#shared/lesson/lesson-schema.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'

const page = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8')

describe('docs/format.md', () => {
  it('has an example that is valid', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    const parsed = parseLesson(JSON.parse(example))
    expect(parsed.ok ? [] : parsed.error).toEqual([])
  })

  it('names every key of the schema', () => {
    const keys = collectKeys(lessonSchema.toJSONSchema({ io: 'input' }))
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
