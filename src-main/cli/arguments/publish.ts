import { progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type PublishInvocation = {
  readonly command: 'publish'
  readonly file: string
  /** As typed: folder:PATH, tus:URL, moodle:URL or scormcloud:APP-ID. */
  readonly to: PublishTarget
  /** Read from the standard input; from the environment otherwise. */
  readonly secretFromInput: boolean
  /** Only whether the place answers and accepts the secret. */
  readonly test: boolean
} & Common

export type PublishTarget = {
  readonly kind: 'folder' | 'tus' | 'moodle' | 'scormcloud'
  readonly place: string
  readonly courseId: number | null
}

const options = {
  to: { type: 'string' },
  course: { type: 'string' },
  'secret-stdin': { type: 'boolean' },
  test: { type: 'boolean' },
} as const

export function readPublish(words: readonly string[]): PublishInvocation | HelpInvocation {
  const { values, operand } = readOne('publish', words, options, 'PACKAGE')
  if (values.help) return { command: 'help', topic: 'publish' }
  return {
    command: 'publish',
    file: operand,
    to: readTarget(values.to, values.course),
    secretFromInput: values['secret-stdin'] ?? false,
    test: values.test ?? false,
    progress: progressFormat(values.progress),
  }
}

function readTarget(to: string | undefined, course: string | undefined): PublishTarget {
  const [, kind, place = ''] = /^(folder|tus|moodle|scormcloud):(.+)$/s.exec(to ?? '') ?? []
  if (kind !== 'folder' && kind !== 'tus' && kind !== 'moodle' && kind !== 'scormcloud')
    throw usage('Say where to publish: --to folder:PATH, --to tus:URL, --to moodle:URL or --to scormcloud:APP-ID.')
  if (course !== undefined && kind !== 'moodle') throw usage('--course is only for --to moodle:URL.')
  return { kind, place, courseId: course === undefined ? null : courseNumber(course) }
}

function courseNumber(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1) throw usage(`--course “${value}” is not the number of a course.`)
  return number
}
