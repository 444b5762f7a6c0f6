import type { LessonDocument } from '../../project/schema/document.ts'
import { planCredits, planMedia } from '../media-files.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { compilePlayerLesson, mediaPaths } from '../player-lesson.ts'
import { h5pMediaPaths, writeH5pContent } from './content.ts'
import { writeH5pJson } from './package-data.ts'
import { declareLibraries, selectLibraries, type SuppliedLibrary } from './supplied-libraries.ts'

const text = (path: string, words: string): PlannedFile => ({ kind: 'text', path, text: words })

/**
 * An Interactive Video of H5P. The libraries that play it are the platform's own, unless `options.h5pLibraries` brings them;
 * what those lack must have been told before (`findMissingLibraries`).
 */
export function planH5p(document: LessonDocument, options: PackageOptions): readonly PlannedFile[] {
  const content = writeH5pContent(document, compilePlayerLesson(document, { poster: true }))
  const { h5pLibraries = null, record = null } = options
  const selection = h5pLibraries === null ? null : selectLibraries(content.libraries, h5pLibraries)
  if (selection && selection.missing.length > 0) throw new RangeError(`libraries lack ${selection.missing.join(', ')}`)
  return [
    text('h5p.json', writeH5pJson(document.metadata, declareLibraries(content.libraries, selection), record)),
    text('content/content.json', `${JSON.stringify(content.params, null, 1)}\n`),
    ...content.captionFiles.map((file) => text(file.path, file.text)),
    ...planMedia(document, options).map((file) => ({ ...file, path: movedPaths[file.path] ?? `content/${file.path}` })),
    ...planCredits(document).map((file) => ({ ...file, path: `content/files/${file.path}` })),
    ...(selection?.libraries ?? []).flatMap(({ files }) => files.map((file): PlannedFile => ({ kind: 'library', ...file }))),
  ]
}

/** What a package that the user gave lacks for a lesson, each with its version; empty where it has all that is needed. */
export function findMissingLibraries(document: LessonDocument, supplied: readonly SuppliedLibrary[]): readonly string[] {
  const content = writeH5pContent(document, compilePlayerLesson(document, { poster: true }))
  return selectLibraries(content.libraries, supplied).missing
}

const movedPaths: Readonly<Record<string, string>> = {
  [mediaPaths.video]: h5pMediaPaths.video,
  [mediaPaths.poster]: h5pMediaPaths.poster,
}
