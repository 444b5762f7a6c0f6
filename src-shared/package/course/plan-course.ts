import { compareText } from '../../base/compare-text.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { cartridgeEditions } from '../common-cartridge/edition.ts'
import { writeCartridgeManifest, type CartridgeLesson } from '../common-cartridge/manifest.ts'
import { planCartridgeLesson } from '../common-cartridge/plan-cartridge.ts'
import { inFolder } from '../media-files.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { planPlayedLesson } from '../player-files.ts'
import { planControlDocuments } from '../scorm/plan-scorm.ts'
import { writeScorm2004Manifest, type ScormLesson } from '../scorm/manifest-2004.ts'
import type { Course, CourseFormat } from './course.ts'

/** Plans an archive of several lessons, one lesson after the other; what it says of them all comes last. */
export type CoursePlanner = {
  /** The files that a lesson adds, in a folder of its own. */
  addLesson(document: LessonDocument): readonly PlannedFile[]
  /** What is left when all lessons are in. */
  finish(): readonly PlannedFile[]
}

/** A Moodle backup is made of finished packages: `moodle/backup-files.ts`. */
export type ArchiveFormat = Exclude<CourseFormat, 'mbz'>

export function createCoursePlanner(course: Course, format: ArchiveFormat, options: PackageOptions): CoursePlanner {
  return format === 'scorm2004' ? planScormCourse(course, options) : planCartridgeCourse(course, format, options)
}

function planCartridgeCourse({ id, metadata }: Course, format: 'cc11' | 'cc13', options: PackageOptions): CoursePlanner {
  const lessons: CartridgeLesson[] = []
  return {
    addLesson(document) {
      const { lesson, files } = planCartridgeLesson(document, options)
      lessons.push(lesson)
      return files
    },
    finish() {
      const text = writeCartridgeManifest({ id, metadata, lessons, record: null }, cartridgeEditions[format])
      return [{ kind: 'text', path: 'imsmanifest.xml', text }]
    },
  }
}

function planScormCourse({ id, metadata }: Course, options: PackageOptions): CoursePlanner {
  const lessons: ScormLesson[] = []
  return {
    addLesson(document) {
      const folder = `lessons/${document.id}/`
      const { lesson, files } = planPlayedLesson(document, 'scorm2004', options)
      const placed = inFolder(folder, files)
      lessons.push({ lesson, page: `${folder}index.html`, paths: placed.map((file) => file.path).toSorted(compareText) })
      return placed
    },
    finish() {
      const text = writeScorm2004Manifest({ id, title: metadata.title, metadata, lessons })
      return [{ kind: 'text', path: 'imsmanifest.xml', text }, ...planControlDocuments()]
    },
  }
}
