import { compareText } from '../../base/compare-text.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { planPlayedLesson } from '../player-files.ts'
import { controlDocuments, controlDocumentsFolder } from './control-documents.ts'
import { writeScorm12Manifest } from './manifest-12.ts'
import { writeScorm2004Manifest } from './manifest-2004.ts'

export function planScorm12(document: LessonDocument, options: PackageOptions): readonly PlannedFile[] {
  const { lesson, files } = planPlayedLesson(document, 'scorm12', options)
  const text = writeScorm12Manifest({
    lesson,
    metadata: document.metadata,
    paths: sortedPaths(files),
    version: options.record?.version,
  })
  return [...files, { kind: 'text', path: 'imsmanifest.xml', text }]
}

export function planScorm2004(document: LessonDocument, options: PackageOptions): readonly PlannedFile[] {
  const { lesson, files } = planPlayedLesson(document, 'scorm2004', options)
  const text = writeScorm2004Manifest({
    id: lesson.id,
    title: lesson.title,
    metadata: document.metadata,
    lessons: [{ lesson, page: 'index.html', paths: sortedPaths(files) }],
    version: options.record?.version,
  })
  return [...files, { kind: 'text', path: 'imsmanifest.xml', text }, ...planControlDocuments()]
}

/** The schemas at the root of a package. */
export function planControlDocuments(): readonly PlannedFile[] {
  return controlDocuments.map((name) => ({ kind: 'player', path: name, name: `${controlDocumentsFolder}/${name}` }))
}

function sortedPaths(files: readonly PlannedFile[]): readonly string[] {
  return files.map((file) => file.path).toSorted(compareText)
}
