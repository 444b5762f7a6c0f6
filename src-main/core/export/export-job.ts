import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { renderPresets, packageFormats } from '#shared/package/package-plan.ts'
import { documentSchema, type LessonDocument } from '#shared/project/schema/document.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { exportLesson } from './export-lesson.ts'
import type { ExportServices } from './export-order.ts'
import { listOriginals } from './lesson-files.ts'

export const exportJobKind = 'export'

const settingsSchema = z.strictObject({
  format: z.enum(['mp4', ...packageFormats]),
  preset: z.enum(renderPresets),
  burnCaptions: z.boolean(),
})
type ExportSettings = z.infer<typeof settingsSchema>

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
    settings,
    outputFile,
  }
}

type Services = ExportServices & { readonly library: Pick<LibraryClient, 'markExported'> }

/** Runs export jobs; the result is `{kind: 'export', files: [{fileName, byteLength}]}`. */
export function createExportRunner(services: Services): JobRunner {
  return {
    worker: 'media',
    async run({ request }, context) {
      const document = documentSchema.parse(request.document)
      const { outputFile } = request
      if (outputFile === null) throw new Error('an export job without an output file')
      const order = {
        document,
        files: listOriginals(Object.values(document.assets)),
        outputFile,
        ...settingsSchema.parse(request.settings),
      }
      const files = await exportLesson(order, services, context)
      await services.library.markExported(document.id, request.revision)
      return {
        kind: exportJobKind,
        files: files.map((file) => ({ fileName: path.basename(file.path), byteLength: file.byteLength })),
      }
    },
  }
}
