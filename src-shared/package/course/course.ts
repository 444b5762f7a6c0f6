import { err, ok, type Result } from '../../base/result.ts'
import { appError, describeError, type ErrorData } from '../../messages/app-error.ts'
import type { LessonDocument, Metadata } from '../../project/schema/document.ts'
import { findLosses, findRefusals } from '../capabilities.ts'
import type { PackageFormat } from '../package-plan.ts'

/** Packages that hold several lessons. */
export const courseFormats = ['mbz', 'scorm2004', 'cc13', 'cc11'] as const
export type CourseFormat = (typeof courseFormats)[number]

export const courseEndings = { mbz: '.mbz', scorm2004: '.zip', cc13: '.imscc', cc11: '.imscc' } as const satisfies Readonly<
  Record<CourseFormat, string>
>

/** The kind of package that each lesson is inside. */
export const lessonFormats: Readonly<Record<CourseFormat, PackageFormat>> = {
  mbz: 'scorm12',
  scorm2004: 'scorm2004',
  cc13: 'cc13',
  cc11: 'cc11',
}

/** More is one mistake of a mouse away, and more than platforms take. */
export const maxCourseLessons = 500

export type Course = {
  /** Stable as long as the first lesson stays the first. */
  readonly id: string
  readonly metadata: Metadata
}

/** What is said of all lessons together: the title is the user's, the rest is what the lessons say. Takes at least one lesson. */
export function describeCourse(title: string, documents: readonly LessonDocument[]): Course {
  const [first] = documents
  if (first === undefined) throw new RangeError('a course without lessons')
  const each = documents.map(({ metadata }) => metadata)
  const all = (list: (metadata: Metadata) => readonly string[]): string[] => [...new Set(each.flatMap(list))]
  const same = (value: (metadata: Metadata) => string): string =>
    each.every((metadata) => value(metadata) === value(first.metadata)) ? value(first.metadata) : ''
  return {
    id: `course-${first.id}`,
    metadata: {
      ...first.metadata,
      title: title.trim() === '' ? first.metadata.title : title.trim(),
      description: '',
      authors: all(({ authors }) => authors),
      topics: all(({ topics }) => topics),
      keywords: all(({ keywords }) => keywords),
      level: same(({ level }) => level),
      licence: same(({ licence }) => licence),
      translationOf: null,
    },
  }
}

/** Whether the lessons can go along together: the first that cannot is named with what to mend. */
export function checkCourse(documents: readonly LessonDocument[], format: CourseFormat): Result<null, ErrorData> {
  if (documents.length === 0) return err(appError('course.empty', {}).data)
  if (documents.length > maxCourseLessons) return err(appError('course.too-many', { most: maxCourseLessons }).data)
  const known = new Set<string>()
  for (const document of documents) {
    const { title } = document.metadata
    // Each lesson is a folder, and folders of many computers do not tell letters' cases apart.
    const name = document.id.toLowerCase()
    if (known.has(name)) return err(appError('course.same-lesson', { title }).data)
    known.add(name)
    const refusal = findRefusals(document, lessonFormats[format])[0]
    if (refusal) return err(appError('course.lesson-refused', { title, reason: describeError(refusal) }).data)
  }
  return ok(null)
}

/** What the lessons lose, each sentence once. */
export function findCourseLosses(documents: readonly LessonDocument[], format: CourseFormat): readonly string[] {
  return [
    ...new Set(documents.flatMap((document) => findLosses(document, lessonFormats[format]).map(({ sentence }) => sentence))),
  ]
}
