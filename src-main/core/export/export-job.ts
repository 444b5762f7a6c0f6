import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { exportRecordSchema, type ExportRecord } from '#shared/package/export-record.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { listSourceFiles } from '../import/media-files.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import { readDocument } from '../lesson-source/read-document.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { EncoderFacts } from '../media/messages.ts'
import type { CopySummary } from '#shared/render-plan/smart/sum-copies.ts'
import type { JobRequest, JobStatus } from '../jobs/job.ts'
import type { JobRunContext, JobRunner } from '../jobs/job-queue.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { ExportContext, ExportServices } from './export-order.ts'
import { exportSettingsSchema, type ExportTarget } from './export-target.ts'

export const exportJobKind = 'export'

const settingsSchema = exportSettingsSchema.extend({ record: exportRecordSchema.nullable().default(null) })
type ExportSettings = z.input<typeof settingsSchema>

/** Orders an export of a lesson as it is now: later edits do not reach it. */
export function createExportRequest(
  document: LessonDocument,
  revision: number,
  settings: ExportSettings,
  outputFile: string,
): JobRequest {
  return {
    kind: exportJobKind,
    title: document.metadata.title,
    projectId: document.id,
    revision,
    document,
    assetHashes: Object.fromEntries(Object.values(document.assets).map(({ id, sha256 }) => [id, sha256])),
    settings: z.json().parse(settingsSchema.parse(settings)),
    outputFile,
  }
}

export type ExportJobServices = ExportServices & {
  readonly library: Pick<LibraryClient, 'markExported'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  /** Where the mended copies of damaged clips lie. */
  readonly cacheFolder: string
}

/** Runs export jobs; the result is `{kind: 'export', files: [{fileName, byteLength}], damagedClips: [fileName], encoder, copied}`. */
export function createExportRunner(services: ExportJobServices): JobRunner {
  return {
    worker: 'media',
    setPaused: (paused) => services.media.setPaused(paused),
    run: ({ request }, context) => runExport(request, services, context),
  }
}

/** Exports what was ordered. */
export async function runExport(
  request: JobRequest,
  services: ExportJobServices,
  context: JobRunContext & Pick<ExportContext, 'whenNamed'>,
): Promise<JobStatus['result']> {
  const document = readDocument(request.document, request.title)
  const { outputFile } = request
  if (outputFile === null) throw new Error('an export job without an output file')
  const shown = new Set(Object.values(document.clips).map(({ assetId }) => assetId))
  await restoreRepaired(
    Object.values(document.assets).filter(({ id }) => shown.has(id)),
    services,
    context.signal,
  )
  const { record, ...settings } = settingsSchema.parse(request.settings)
  const order = {
    document,
    files: listSourceFiles(Object.values(document.assets), services.cacheFolder),
    sources: [],
    frozenHashes: request.assetHashes,
    outputFile,
    record,
    ...settings,
  }
  const damagedClips: string[] = []
  let encoder: EncoderFacts | null = null
  let copied: CopySummary | null = null
  // Brings the raster with it, which takes longer to load than the library to show: only who exports waits for it.
  const { exportLesson } = await import('./export-lesson.ts')
  const files = await exportLesson(order, services, {
    ...context,
    tellDamaged: (fileName) => damagedClips.push(fileName),
    tellEncoder: (facts) => (encoder = facts),
    tellCopied: (summary) => (copied = summary),
  })
  await markExported(services.library, document, request.revision, record, { settings, outputFile })
  return {
    kind: exportJobKind,
    files: files.map((file) => ({ fileName: path.basename(file.path), byteLength: file.byteLength })),
    damagedClips,
    encoder,
    copied,
  }
}

/** The files are there: that the lesson was deleted meanwhile is no failure of the export. */
async function markExported(
  library: ExportJobServices['library'],
  { id }: LessonDocument,
  revision: number,
  record: ExportRecord | null,
  target: ExportTarget,
): Promise<void> {
  try {
    await library.markExported(id, revision, record, target)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'library.unknown-project') throw thrown
  }
}
