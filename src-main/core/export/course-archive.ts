import type { PlannedFile } from '#shared/package/package-plan.ts'
import type { PackageSources } from '../packaging/write-package.ts'
import type { ExportOrder } from './export-order.ts'

/** One lesson of a course, and where its media lie. */
export type CourseLesson = Pick<ExportOrder, 'document' | 'files' | 'sources' | 'frozenHashes'>

/** Fills an archive, one lesson after the other. */
export type CourseArchive = {
  /** What a lesson adds; its media are named by their places in the archive. */
  plan(lesson: CourseLesson): readonly PlannedFile[]
  add(lesson: CourseLesson, files: readonly PlannedFile[], sources: PackageSources): Promise<void>
  finish(): readonly PlannedFile[]
}
