import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import { writeProjectFile } from './write-project-file.ts'

export const packJobKind = 'pack'

/** Orders a lesson as it is now in one file. */
export function createPackRequest(document: LessonDocument, revision: number, outputFile: string): JobRequest {
  return {
    kind: packJobKind,
    title: document.metadata.title,
    projectId: document.id,
    revision,
    document,
    assetHashes: {},
    settings: null,
    outputFile,
  }
}

/** Runs pack jobs; the result is `{kind: 'pack', fileName, byteLength}`. */
export function createPackRunner(): JobRunner {
  return {
    worker: 'project-file',
    async run({ request }, { signal, report }) {
      const parsed = parseDocument(request.document)
      if (parsed.kind !== 'document' || request.outputFile === null) throw appError('job.unknown', { job: request.title })
      const onProgress = (fraction: number): void => report('pack', fraction)
      const written = await writeProjectFile(parsed.document, request.outputFile, { signal, onProgress })
      return z.json().parse({ kind: packJobKind, fileName: path.basename(written.path), byteLength: written.byteLength })
    },
  }
}
