import type { ExportRecord } from '#shared/package/export-record.ts'
import { checkDocument } from '#shared/preflight/check-document.ts'
import { describeMeasured } from '#shared/preflight/describe-measured.ts'
import { partIgnored } from '#shared/preflight/ignored.ts'
import type { PreflightReport } from '#shared/preflight/report.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { MediaFile } from '../media/messages.ts'
import { measureText } from '../overlay-raster/measure-text.ts'
import { readFileFacts } from './file-facts.ts'
import { createMeasureRequest } from './measure-request.ts'

type Options = {
  readonly media: Pick<MediaEngine, 'measure'>
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void
  /** What an earlier package of it says of itself. */
  readonly lastExport: ExportRecord | null
  /** A date such as "2026-05-31". */
  readonly today: string
}

/** Checks a lesson with all that can be measured of it. Throws `media.*`, `export.*`, `cancelled`. */
export async function checkLesson(
  document: LessonDocument,
  files: readonly MediaFile[],
  { media, signal, onProgress, lastExport, today }: Options,
): Promise<PreflightReport> {
  const facts = await readFileFacts(document)
  const isMeasurable = facts.missing.length === 0 && deriveTimeline(document).durationTicks > 0
  const measured = isMeasurable
    ? await media.measure(createMeasureRequest(document, files), { signal, onProgress: ({ fraction }) => onProgress(fraction) })
    : null
  const findings = checkDocument(document, { files: facts, media: measured, measure: measureText, lastExport, today })
  return {
    title: document.metadata.title,
    subject: 'lesson',
    date: today,
    ...partIgnored(document, findings),
    facts: describeMeasured(document, measured),
  }
}
