import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeLessonJsonSchema } from '#shared/lesson/make-json-schema.ts'

/** Writes resources/schemas/lesson.schema.json anew: `node scripts/schemas/make-lesson-schema.ts`. */
const file = path.join(import.meta.dirname, '../../resources/schemas/lesson.schema.json')
mkdirSync(path.dirname(file), { recursive: true })
writeFileSync(file, `${JSON.stringify(makeLessonJsonSchema(), null, 2)}\n`)
process.stdout.write(`${path.relative(process.cwd(), file)}\n`)
