import { progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type PreflightInvocation = {
  readonly command: 'preflight'
  /** A lesson or a finished package. */
  readonly file: string
  readonly json: boolean
  /** A page to write the report to; null writes none. */
  readonly report: string | null
  /** An earlier package of the lesson; null compares with none. */
  readonly since: string | null
} & Common

export function readPreflight(words: readonly string[]): PreflightInvocation | HelpInvocation {
  const options = { json: { type: 'boolean' }, report: { type: 'string' }, since: { type: 'string' } } as const
  const { values, operand } = readOne('preflight', words, options, 'LESSON or PACKAGE')
  if (values.help) return { command: 'help', topic: 'preflight' }
  const { report = null, since = null } = values
  if (report !== null && !/\.html?$/i.test(report)) throw usage(`--report “${report}” must end in .html.`)
  return {
    command: 'preflight',
    file: operand,
    json: values.json ?? false,
    report,
    since,
    progress: progressFormat(values.progress),
  }
}
