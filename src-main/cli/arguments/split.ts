import { lessonLengths } from '#shared/split/parts.ts'
import { splitBases, type SplitBasis } from '#shared/split/split-analysis.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { languageTag, oneOf, progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type SplitInvocation = {
  readonly command: 'split'
  readonly file: string
  /** Null where nothing is written. */
  readonly out: string | null
  readonly by: SplitBasis
  readonly targetSeconds: number
  readonly language: string
  readonly json: boolean
} & Common

const options = {
  out: { type: 'string', short: 'o' },
  by: { type: 'string' },
  target: { type: 'string' },
  language: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export function readSplit(words: readonly string[]): SplitInvocation | HelpInvocation {
  const { values, operand } = readOne('split', words, options, 'FILE')
  if (values.help) return { command: 'help', topic: 'split' }
  if (values.out === undefined && !values['dry-run'])
    throw usage('Say where to put the lessons: tidbit split FILE --out FOLDER, or only look at the parts with --dry-run.')
  return {
    command: 'split',
    file: operand,
    out: values['dry-run'] ? null : (values.out ?? null),
    by: oneOf('--by', values.by ?? 'silence', splitBases),
    targetSeconds: targetSeconds(values.target),
    language: languageTag(values.language ?? 'en'),
    json: values.json ?? false,
    progress: progressFormat(values.progress),
  }
}

const [shortestTarget, longestTarget] = [5, 180]

function targetSeconds(value: string | undefined): number {
  const seconds = Number(value ?? ticksToSeconds(lessonLengths.usual))
  if (!(seconds >= shortestTarget && seconds <= longestTarget))
    throw usage(`--target “${value}” is not a number of seconds from ${shortestTarget} to ${longestTarget}.`)
  return seconds
}
