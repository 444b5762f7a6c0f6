import { stat, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError, appError, describeError } from '#shared/messages/app-error.ts'
import { checkCourse, describeCourse, type Course, type CourseFormat } from '#shared/package/course/course.ts'
import { createCoursePlanner } from '#shared/package/course/plan-course.ts'
import type { PlannedFile, RenderPreset } from '#shared/package/package-plan.ts'
import { defaultPackageOptions } from '#shared/package/plan-package.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { checkPackage } from '../packaging/check-package.ts'
import { readPlanned, requirePlayer } from '../packaging/write-package.ts'
import { openZipWriter, type ZipWriter } from '../packaging/zip-writer.ts'
import { checkTargets } from './check-targets.ts'
import type { CourseArchive, CourseLesson } from './course-archive.ts'
import { openMoodleBackup } from './course-moodle-backup.ts'
import type { ExportContext, ExportedFile, ExportServices } from './export-order.ts'
import { makeMedia } from './export-package.ts'
import { makeWorkFolder } from '../files/work-folder.ts'
import { originalsById } from './lesson-files.ts'
import { renderLesson } from './render-lesson.ts'
import { verifyMedia } from './verify-media.ts'

export type CourseOrder = {
  readonly title: string
  readonly format: CourseFormat
  readonly preset: RenderPreset
  /** In the order of the course. */
  readonly lessons: readonly CourseLesson[]
  readonly outputFile: string
}

export type CourseContext = ExportContext & {
  /** Hears which lesson is being made, from 1 on. */
  readonly tellLesson?: (number: number, title: string) => void
  /** Makes ready what a lesson needs, before it is rendered. */
  readonly prepare?: (lesson: CourseLesson) => Promise<void>
}

/** Reading the finished archive back takes the rest. */
const lessonsShare = 0.97

/**
 * Renders lessons one by one into one archive, so that disk and memory hold one at a time; every lesson is looked at before the first is
 * rendered, and the archive is read back before it gets its name. Throws `course.*`, or one `AppError` of what else is wrong.
 */
export async function exportCourse(order: CourseOrder, services: ExportServices, context: CourseContext): Promise<ExportedFile> {
  const { format, lessons, outputFile } = order
  const { signal, report } = context
  const documents = lessons.map(({ document }) => document)
  const checked = checkCourse(documents, format)
  if (!checked.ok) throw new AppError(checked.error)
  await checkTargets(
    [outputFile],
    lessons.flatMap(({ sources, files }) => [...sources, ...files.map((file) => file.path)]),
  )
  const course = describeCourse(order.title, documents)
  const work = await makeWorkFolder(services.workFolder, 'export')
  try {
    await replaceFile(
      outputFile,
      async (temporaryFile) => {
        const zip = openZipWriter(temporaryFile, signal)
        try {
          await fillCourse(zip, course, order, work, services, context)
          const expected = await zip.end()
          report('package', lessonsShare)
          await checkPackage(temporaryFile, expected, signal)
        } catch (thrown) {
          await zip.abandon()
          throw thrown
        }
      },
      { signal },
    )
    report('package', 1)
    return { path: outputFile, byteLength: (await stat(outputFile)).size }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fillCourse(
  zip: ZipWriter,
  course: Course,
  order: CourseOrder,
  work: string,
  services: ExportServices,
  context: CourseContext,
): Promise<void> {
  const { lessons, preset } = order
  const { playerFolder } = services
  const archive = openArchive(zip, course, order, work, services, context)
  for (const [index, lesson] of lessons.entries()) {
    context.tellLesson?.(index + 1, lesson.document.metadata.title)
    const share = { from: (lessonsShare * index) / lessons.length, to: (lessonsShare * (index + 1)) / lessons.length }
    try {
      const files = archive.plan(lesson)
      await requirePlayer({ files }, playerFolder)
      await context.prepare?.(lesson)
      const media = await makeLessonMedia(lesson, preset, files, work, services, context, share)
      await archive.add(lesson, files, { playerFolder, media, assets: originalsById(lesson.files) })
    } catch (thrown) {
      throw ofLesson(thrown, lesson)
    }
    await context.whenRunning?.()
  }
  const sources = { playerFolder, media: {}, assets: {} }
  for (const file of archive.finish()) await zip.add(file.path, await readPlanned(file, sources))
}

/** By their places; they lie in files that the next lesson replaces. */
async function makeLessonMedia(
  lesson: CourseLesson,
  preset: RenderPreset,
  files: readonly PlannedFile[],
  work: string,
  services: ExportServices,
  context: CourseContext,
  share: { readonly from: number; readonly to: number },
): Promise<Readonly<Record<string, string>>> {
  const packed = new Set(files.flatMap((file) => (file.kind === 'asset' ? [file.assetId] : [])))
  await verifyMedia(
    lesson.files.filter(({ assetId }) => packed.has(assetId)),
    lesson.frozenHashes,
    { signal: context.signal },
  )
  const video = path.join(work, 'lesson.mp4')
  await renderLesson({ ...lesson, preset }, 'nowhere', video, services, context, share)
  const media: Record<string, string> = {}
  for (const file of files)
    if (file.kind === 'media') media[file.path] = await makeMedia(file.media, video, work, services.media, context.signal)
  return media
}

function openArchive(
  zip: ZipWriter,
  course: Course,
  { format, preset, outputFile }: CourseOrder,
  work: string,
  { playerFolder }: ExportServices,
  { signal }: CourseContext,
): CourseArchive {
  if (format === 'mbz')
    return openMoodleBackup(zip, course, { preset, work, playerFolder, fileName: path.basename(outputFile), signal })
  const planner = createCoursePlanner(course, format, { ...defaultPackageOptions, preset })
  return {
    plan: ({ document }) => planner.addLesson(document),
    async add(_lesson, files, sources) {
      for (const file of files) await zip.add(file.path, await readPlanned(file, sources))
    },
    finish: () => planner.finish(),
  }
}

/** Of three hundred lessons it must be known which one. */
function ofLesson(thrown: unknown, { document }: CourseLesson): unknown {
  if (!(thrown instanceof AppError) || thrown.code === 'cancelled' || thrown.code === 'course.lesson-failed') return thrown
  const params = { title: document.metadata.title, reason: describeError(thrown.data) }
  return appError('course.lesson-failed', params, { cause: thrown })
}
