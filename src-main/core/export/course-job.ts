import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { courseFormats, type CourseFormat } from '#shared/package/course/course.ts'
import { renderPresets, type RenderPreset } from '#shared/package/package-plan.ts'
import { lessonIdSchema, type LessonId } from '#shared/project/ids.ts'
import { listSourceFiles } from '../import/media-files.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { CourseLesson } from './course-archive.ts'
import { exportJobKind } from './export-job.ts'
import type { ExportServices } from './export-order.ts'

export const courseJobKind = 'course'

const settingsSchema = z.strictObject({
  title: z.string(),
  format: z.enum(courseFormats),
  preset: z.enum(renderPresets),
  projectIds: z.array(lessonIdSchema),
})

type CourseSettings = {
  readonly title: string
  readonly format: CourseFormat
  readonly preset: RenderPreset
  /** In the order of the course. */
  readonly projectIds: readonly LessonId[]
}

/** Orders a course of lessons of the library, which are taken as they are when it begins. */
export function createCourseRequest(settings: CourseSettings, outputFile: string): JobRequest {
  return {
    kind: courseJobKind,
    title: settings.title,
    projectId: null,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: z.json().parse({ ...settings, projectIds: [...settings.projectIds] }),
    outputFile,
  }
}

type Services = ExportServices & {
  readonly library: Pick<LibraryClient, 'open' | 'markExported'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  /** Where the mended copies of damaged clips lie. */
  readonly cacheFolder: string
}

/** Runs them; the result is that of an export. */
export function createCourseRunner(services: Services): JobRunner {
  const { library, cacheFolder, media } = services
  return {
    worker: 'media',
    setPaused: (paused) => media.setPaused(paused),
    async run({ request }, context) {
      const { outputFile } = request
      if (outputFile === null) throw new Error('a course without an output file')
      const { projectIds, ...settings } = settingsSchema.parse(request.settings)
      const opened = []
      for (const id of projectIds) opened.push(await library.open(id))
      const lessons = opened.map(({ document }): CourseLesson => ({
        document,
        files: listSourceFiles(Object.values(document.assets), cacheFolder),
        sources: [],
        frozenHashes: Object.fromEntries(Object.values(document.assets).map(({ id, sha256 }) => [id, sha256])),
      }))
      const damaged = new Set<string>()
      const { exportCourse } = await import('./export-course.ts')
      const { path: file, byteLength } = await exportCourse({ ...settings, lessons, outputFile }, services, {
        ...context,
        tellDamaged: (fileName) => damaged.add(fileName),
        async prepare({ document }) {
          const shown = new Set(Object.values(document.clips).map(({ assetId }) => assetId))
          const assets = Object.values(document.assets).filter(({ id }) => shown.has(id))
          await restoreRepaired(assets, services, context.signal)
        },
      })
      for (const { document, revision } of opened) await markExported(library, document.id, revision)
      const files = [{ fileName: path.basename(file), byteLength }]
      return { kind: exportJobKind, files, damagedClips: [...damaged], encoder: null, copied: null }
    },
  }
}

/** The course is there: that a lesson was deleted meanwhile is no failure of it. */
async function markExported(library: Services['library'], id: LessonId, revision: number): Promise<void> {
  try {
    await library.markExported(id, revision, null, null)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'library.unknown-project') throw thrown
  }
}
