import { z } from '#shared/base/zod.ts'
import { libraryEditSchema, type LibraryEdit } from '#shared/library-edit/library-edit.ts'
import { lessonIdSchema, type LessonId } from '#shared/project/ids.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import { changeLessons, takeBack, type LibraryEditServices } from './change-lessons.ts'

export const libraryEditJobKind = 'library-edit'

const settingsSchema = z.union([
  z.strictObject({ edit: libraryEditSchema, projectIds: z.array(lessonIdSchema).readonly() }),
  z.strictObject({ takeBack: z.string() }),
])

function createRequest(settings: z.input<typeof settingsSchema>): JobRequest {
  return {
    kind: libraryEditJobKind,
    title: 'edit' in settings ? settings.edit.kind : '',
    projectId: null,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: z.json().parse(JSON.parse(JSON.stringify(settings))),
    outputFile: null,
  }
}

/** Orders one change to many lessons. */
export function createChangeRequest(projectIds: readonly LessonId[], edit: LibraryEdit): JobRequest {
  return createRequest({ edit, projectIds: [...projectIds] })
}

/** Orders that a change is taken back. */
export function createTakeBackRequest(changeId: string): JobRequest {
  return createRequest({ takeBack: changeId })
}

/** Runs them; the result is `{kind: 'library-edit', changeId, changed, left: [{title, reason}]}`. */
export function createLibraryEditRunner(services: LibraryEditServices): JobRunner {
  return {
    worker: 'library',
    async run({ request }, { signal, report }) {
      const settings = settingsSchema.parse(request.settings)
      const context = { signal, report: (fraction: number) => report('edit', fraction) }
      const outcome =
        'edit' in settings
          ? await changeLessons(settings.projectIds, settings.edit, services, context)
          : await takeBack(settings.takeBack, services, context)
      return z.json().parse({ kind: libraryEditJobKind, ...outcome })
    },
  }
}
