import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { AssetFiles } from './asset-files.ts'
import { importMedia, type ImportServices } from './import-media.ts'

export const importJobKind = 'import'

const settingsSchema = z.strictObject({ file: z.string() })

/** Orders the import of a file into a lesson. */
export function createImportRequest(projectId: LessonId, file: string): JobRequest {
  return {
    kind: importJobKind,
    title: path.basename(file),
    projectId,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: { file } satisfies z.infer<typeof settingsSchema>,
    outputFile: null,
  }
}

/** Runs import jobs; the result is `{kind: 'import', asset}`. */
export function createImportRunner({ assetFiles, ...services }: ImportServices & { readonly assetFiles: AssetFiles }): JobRunner {
  return {
    // Not the worker of exports: a clip that is dropped while one runs must not wait for it.
    worker: 'import',
    async run({ request }, context) {
      const { file } = settingsSchema.parse(request.settings)
      const asset = await importMedia(file, services, context)
      if (request.projectId !== null) assetFiles.trust(request.projectId, [asset])
      return z.json().parse({ kind: importJobKind, asset })
    },
  }
}
