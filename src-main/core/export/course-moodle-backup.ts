import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/messages/app-error.ts'
import type { Course } from '#shared/package/course/course.ts'
import { planMoodleBackup } from '#shared/package/course/moodle/backup-files.ts'
import { poolPath, type BackupActivity, type BackupFile } from '#shared/package/course/moodle/records.ts'
import type { PackagePlan, RenderPreset } from '#shared/package/package-plan.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import { passMark } from '#shared/quiz/outcome.ts'
import { readPlanned, writePackage } from '../packaging/write-package.ts'
import type { ZipWriter } from '../packaging/zip-writer.ts'
import type { CourseArchive, CourseLesson } from './course-archive.ts'

type Options = {
  readonly preset: RenderPreset
  readonly work: string
  readonly playerFolder: string
  /** Of the backup. */
  readonly fileName: string
  readonly signal: AbortSignal
}

/**
 * A Moodle backup holds the SCORM package of each lesson twice, as Moodle's own do: whole, and unpacked for playing. Equal files lie
 * in its pool once.
 */
export function openMoodleBackup(zip: ZipWriter, course: Course, options: Options): CourseArchive {
  const activities: BackupActivity[] = []
  const pooled = new Set<string>()

  async function pool(bytes: Buffer): Promise<Pick<BackupFile, 'sha1' | 'byteLength'>> {
    const sha1 = createHash('sha1').update(bytes).digest('hex')
    if (!pooled.has(sha1)) {
      pooled.add(sha1)
      await zip.add(poolPath(sha1), bytes)
    }
    return { sha1, byteLength: bytes.length }
  }

  return {
    plan: (lesson) => planScorm(lesson, options.preset).files,
    async add(lesson, files, sources) {
      const plan = planScorm(lesson, options.preset)
      const packageFile = path.join(options.work, 'package.zip')
      await writePackage(plan, sources, packageFile, { signal: options.signal })
      const { id, metadata } = lesson.document
      const packed = await pool(await readFile(packageFile))
      const records: BackupFile[] = [{ ...packed, area: 'package', folder: '/', name: `${id}.zip` }]
      for (const file of files) {
        const folder = path.posix.dirname(`/${file.path}`)
        const stored = await pool(await readPlanned(file, sources))
        const name = path.posix.basename(file.path)
        records.push({ ...stored, area: 'content', folder: folder === '/' ? '/' : `${folder}/`, name })
      }
      activities.push({
        lessonId: id,
        title: metadata.title,
        description: metadata.description,
        passMark: passMark(compilePlayerLesson(lesson.document, { poster: true })),
        files: records,
      })
    },
    finish: () =>
      planMoodleBackup({ title: course.metadata.title, language: course.metadata.language, activities }, options.fileName),
  }
}

function planScorm({ document }: CourseLesson, preset: RenderPreset): PackagePlan {
  const planned = planPackage(document, 'scorm12', { preset, posterTicks: null })
  if (!planned.ok) throw new AppError(planned.error)
  return planned.value
}
