import { courseEndings, courseFormats, type CourseFormat } from '#shared/package/course/course.ts'
import { presetNames, type PresetName } from '#shared/render-plan/presets.ts'
import { oneOf, outFile, progressFormat, readAll, usage, type Common, type HelpInvocation } from './words.ts'

export type CourseInvocation = {
  readonly command: 'course'
  readonly lessons: readonly string[]
  readonly out: string
  readonly format: CourseFormat
  readonly preset: PresetName
  /** Null takes that of the first lesson. */
  readonly title: string | null
} & Common

const options = {
  out: { type: 'string', short: 'o' },
  format: { type: 'string', short: 'f' },
  preset: { type: 'string' },
  title: { type: 'string' },
} as const

export function readCourse(words: readonly string[]): CourseInvocation | HelpInvocation {
  const { values, operands } = readAll('course', words, options)
  if (values.help) return { command: 'help', topic: 'course' }
  if (operands.length === 0) throw usage('Say which lessons: tidbit course LESSON LESSON … --format mbz --out FILE.mbz')
  if (values.format === undefined)
    throw usage(`Say which kind of course: tidbit course LESSON … --format ${courseFormats.join('|')} --out FILE`)
  const format = oneOf('--format', values.format, courseFormats)
  return {
    command: 'course',
    lessons: operands,
    out: outFile('course', values.out, courseEndings[format]),
    format,
    preset: oneOf('--preset', values.preset ?? 'lms', presetNames),
    title: values.title ?? null,
    progress: progressFormat(values.progress),
  }
}
