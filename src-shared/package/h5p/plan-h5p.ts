import type { LessonDocument } from '../../project/schema/document.ts'
import { planCredits, planMedia } from '../media-files.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { compilePlayerLesson, mediaPaths } from '../player-lesson.ts'
import { h5pMediaPaths, writeH5pContent } from './content.ts'
import { writeH5pJson } from './package-data.ts'

const text = (path: string, words: string): PlannedFile => ({ kind: 'text', path, text: words })

/** An Interactive Video of H5P; the libraries that play it are the platform's own. */
export function planH5p(document: LessonDocument, options: PackageOptions): readonly PlannedFile[] {
  const content = writeH5pContent(document, compilePlayerLesson(document, { poster: true }))
  return [
    text('h5p.json', writeH5pJson(document.metadata, content.libraries, 27)),
    text('content/content.json', `${JSON.stringify(content.params, null, 1)}\n`),
    ...content.captionFiles.map((file) => text(file.path, file.text)),
    ...planMedia(document, options).map((file) => ({ ...file, path: movedPaths[file.path] ?? `content/${file.path}` })),
    ...planCredits(document).map((file) => ({ ...file, path: `content/files/${file.path}` })),
  ]
}

const movedPaths: Readonly<Record<string, string>> = {
  [mediaPaths.video]: h5pMediaPaths.video,
  [mediaPaths.poster]: h5pMediaPaths.poster,
}
