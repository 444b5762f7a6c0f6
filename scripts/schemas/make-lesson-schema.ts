import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeJourneyJsonSchema } from '#shared/journey/make-json-schema.ts'
import { makeLessonJsonSchema } from '#shared/lesson/make-json-schema.ts'
import { makeRecipeJsonSchema } from '#shared/recipe/make-json-schema.ts'

/** Writes resources/schemas anew: `node scripts/schemas/make-lesson-schema.ts`. */
const folder = path.join(import.meta.dirname, '../../resources/schemas')
mkdirSync(folder, { recursive: true })
for (const [name, schema] of [
  ['lesson', makeLessonJsonSchema()],
  ['journey', makeJourneyJsonSchema()],
  ['recipe', makeRecipeJsonSchema()],
] as const) {
  const file = path.join(folder, `${name}.schema.json`)
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`)
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`)
}
