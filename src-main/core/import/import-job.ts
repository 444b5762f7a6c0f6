import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { AssetFiles } from './asset-files.ts'
import type { PortableEngine } from '../media/portable-engine.ts'
import { importMedia, type ImportServices } from './import-media.ts'
import { rescueFile } from './rescue-file.ts'

export const importJobKind = 'import'

const settingsSchema = z.strictObject({
  file: z.string(),
  /** Convert it with the portable engine first: the full one was brought down by it. */
  rescue: z.boolean().default(false),
})

/** Orders the import of a file into a lesson. */
export function createImportRequest(projectId: LessonId, file: string, rescue = false): JobRequest {
  return {
    kind: importJobKind,
    title: path.basename(file),
    projectId,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: { file, rescue } satisfies z.infer<typeof settingsSchema>,
    outputFile: null,
  }
}

type Services = ImportServices & {
  readonly assetFiles: AssetFiles
  readonly portable: Pick<PortableEngine, 'rescue'>
  /** For files that were made anew from what the user brought. */
  readonly rescuedFolder: string
}

/** Runs import jobs; the result is `{kind: 'import', asset}`. */
export function createImportRunner({ assetFiles, portable, rescuedFolder, ...services }: Services): JobRunner {
  return {
    // Not the worker of exports: a clip that is dropped while one runs must not wait for it.
    worker: 'import',
    async run({ request }, context) {
      const { file, rescue } = settingsSchema.parse(request.settings)
      const take = (found: string): Promise<Asset> => importMedia(found, services, context)
      const asset = rescue ? await rescueFile(file, portable, rescuedFolder, context, take) : await take(file)
      if (request.projectId !== null) assetFiles.trust(request.projectId, [asset])
      return z.json().parse({ kind: importJobKind, asset })
    },
  }
}
