import path from 'node:path'
import { AppError, appError, describeError } from '#shared/messages/app-error.ts'
import { findCourseLosses } from '#shared/package/course/course.ts'
import { exportCourse } from '../../core/export/export-course.ts'
import { describeFiles, tellWarnings } from '../report.ts'
import type { Session } from '../session.ts'
import type { CourseInvocation } from '../arguments/course.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<CourseInvocation>

/** Several lessons in one file, so that three hundred are not three hundred uploads. */
export async function makeCourse({ lessons, out, format, preset, title }: Order, session: Session): Promise<string> {
  const loaded = []
  for (const file of lessons) {
    const lesson = await session.load(file).catch((thrown: unknown) => {
      throw ofFile(thrown, file)
    })
    tellWarnings(lesson, session.progress)
    loaded.push(lesson.source)
  }
  const documents = loaded.map(({ document }) => document)
  for (const sentence of findCourseLosses(documents, format)) session.progress.note(sentence)
  const order = { title: title ?? '', format, preset, lessons: loaded, outputFile: path.resolve(out) }
  const tellLesson = (number: number, name: string): void =>
    session.progress.note(`Lesson ${number} of ${loaded.length}: “${name}”`)
  return describeFiles(
    await session.export(async (services, context) => [await exportCourse(order, services, { ...context, tellLesson })]),
  )
}

/** Lessons in folders of their own are all called lesson.json. */
function ofFile(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof AppError) || thrown.code === 'cancelled') return thrown
  return appError('course.lesson-refused', { title: file, reason: describeError(thrown.data) }, { cause: thrown })
}
