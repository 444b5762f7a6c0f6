import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { OpenProjectServices } from './open-project-file.ts'

export const unpackJobKind = 'unpack'

const settingsSchema = z.strictObject({ file: z.string() })

/** Orders a .tidbit file into the library. */
export function createUnpackRequest(file: string): JobRequest {
  return {
    kind: unpackJobKind,
    title: path.basename(file),
    projectId: null,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: { file } satisfies z.infer<typeof settingsSchema>,
    outputFile: null,
  }
}

/** Runs unpack jobs; the result is `{kind: 'unpack', projectId, title, isCopy}`. */
export function createUnpackRunner(services: OpenProjectServices): JobRunner {
  return {
    worker: 'project-file',
    async run({ request }, context) {
      const { file } = settingsSchema.parse(request.settings)
      // What reads zip files is not read at the start of the program.
      const { openProjectFile } = await import('./open-project-file.ts')
      return z.json().parse({ kind: unpackJobKind, ...(await openProjectFile(file, services, context)) })
    },
  }
}
