import type { TextMeasurer } from '../overlay/measure.ts'
import type { ExportRecord } from '../package/export-record.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { checkCaptions } from './check-captions.ts'
import { checkFiles, checkPeople, checkWhole } from './check-lesson.ts'
import { checkMedia, checkSoundSettings } from './check-media.ts'
import { checkQuestions } from './check-questions.ts'
import { checkSinceExport } from './check-since-export.ts'
import { checkContrast, checkTexts } from './check-texts.ts'
import { sortFindings, type PreflightFinding } from './finding.ts'
import type { FileFacts, MeasuredMedia } from './measured.ts'

export type KnownFacts = {
  readonly files: FileFacts
  /** Null while pictures and sound were not looked at. */
  readonly media: MeasuredMedia | null
  /** Null leaves out what depends on the places of letters. */
  readonly measure: TextMeasurer | null
  /** What the last package said of itself; null before the first. */
  readonly lastExport: ExportRecord | null
  /** A date such as "2026-05-31". */
  readonly today: string
}

/** Everything that is to be said of a lesson, worst first. Pure; without `media` quick enough to run at every edit. */
export function checkDocument(
  document: LessonDocument,
  { files, media, measure, lastExport, today }: KnownFacts,
): readonly PreflightFinding[] {
  return sortFindings([
    ...checkWhole(document, today),
    ...checkCaptions(document),
    ...checkTexts(document, measure),
    ...checkQuestions(document),
    ...checkSinceExport(document, lastExport),
    ...checkFiles(document, files),
    ...checkPeople(document, today),
    ...(media ? [...checkContrast(document, media.contrasts), ...checkMedia(document, media)] : checkSoundSettings(document)),
  ])
}
