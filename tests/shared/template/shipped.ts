import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'

export const templatesFolder = path.join(import.meta.dirname, '../../../resources/templates')

export const shippedIds: readonly string[] = readdirSync(templatesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

export function shippedTemplate(id: string): LessonDocument {
  return documentSchema.parse(JSON.parse(readFileSync(path.join(templatesFolder, id, 'template.json'), 'utf8')))
}
