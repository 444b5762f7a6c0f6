import type { LessonDocument } from '../../project/schema/document.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { planPlayedLesson } from '../player-files.ts'
import { writeCourseStructure } from './course-structure.ts'

export function planCmi5(document: LessonDocument, options: PackageOptions): readonly PlannedFile[] {
  const { lesson, files } = planPlayedLesson(document, 'cmi5', options)
  return [...files, { kind: 'text', path: 'cmi5.xml', text: writeCourseStructure(lesson, document.metadata) }]
}
