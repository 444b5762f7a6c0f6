import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { courseEndings, courseFormats } from '#shared/package/course/course.ts'
import { packageEndings, packageFormats, type PackageFormat } from '#shared/package/package-plan.ts'
import { exportCourse } from '../../core/export/export-course.ts'
import { exportLesson } from '../../core/export/export-lesson.ts'
import type { ExportedFile } from '../../core/export/export-order.ts'
import { exportPackages } from '../../core/export/export-package.ts'
import { writeProjectFile } from '../../core/project-file/write-project-file.ts'
import { writeContactSheet } from '../contact-sheet.ts'
import { describeFiles } from '../report.ts'
import type { Session, SourceLesson } from '../session.ts'
import type { DemoInvocation } from '../arguments/demo.ts'
import type { OrderOf } from '../arguments/words.ts'

const sampleLesson = fileURLToPath(new URL('../../../resources/sample/lesson.json', import.meta.url))

const usualFormats = ['web', 'scorm12'] as const satisfies readonly PackageFormat[]

type Order = OrderOf<DemoInvocation>

/** Makes the sample lesson into what the command can make, and a sheet of its pictures to look at. */
export async function makeDemo({ out, all }: Order, session: Session): Promise<string> {
  const startedMs = performance.now()
  const folder = path.resolve(out)
  const loaded = await session.load(sampleLesson)
  const { document } = loaded
  const name = document.id
  const source = { ...loaded.source, preset: 'lms' } as const
  const file = (ending: string): string => path.join(folder, `${name}${ending}`)

  const video = { ...source, format: 'mp4', burnCaptions: true, outputFile: file('.mp4') } as const
  const formats: readonly PackageFormat[] = all ? packageFormats : usualFormats
  const targets = formats.map((format) => ({ format, outputFile: file(`-${format}${packageEndings[format]}`) }))
  const files = [
    ...(await session.export((services, context) => exportLesson(video, services, context), 'Video')),
    ...(await session.export((services, context) => exportPackages(source, targets, services, context), 'Packages')),
    ...(all ? await makeCourses(loaded, file, session) : []),
    await writeContactSheet(file('.mp4'), file('-frames.jpg'), session),
  ]
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const hint = `Look at ${path.relative('', file('-frames.jpg'))}; unpack ${name}-web.zip and open index.html, or upload ${name}-scorm12.zip to a learning platform.`
  return `“${document.metadata.title}” in ${seconds} s:\n${describeFiles(files)}${hint}\n`
}

/** A course of the one lesson in each format, and the lesson with its media for a colleague. */
async function makeCourses(
  { document, source }: SourceLesson,
  file: (ending: string) => string,
  session: Session,
): Promise<readonly ExportedFile[]> {
  const written: ExportedFile[] = []
  for (const format of courseFormats) {
    const order = {
      title: '',
      format,
      preset: 'low',
      lessons: [source],
      outputFile: file(`-course-${format}${courseEndings[format]}`),
    } as const
    const make: Parameters<Session['export']>[0] = async (services, context) => [
      await exportCourse(order, services, { ...context, tellLesson: () => undefined }),
    ]
    written.push(...(await session.export(make, 'Course')))
  }
  const onProgress = (fraction: number): void => session.progress.update({ stage: 'Packing', fraction })
  written.push(await writeProjectFile(document, file('.tidbit'), { signal: session.signal, onProgress }))
  return written
}
