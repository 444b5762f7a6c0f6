import { progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type TryInvocation = {
  readonly command: 'try'
  readonly file: string
  /** A journey to go through it; null answers everything right. */
  readonly journey: string | null
  /** Which lesson of a course, from 1. */
  readonly part: number
  readonly json: boolean
} & Common

export function readTry(words: readonly string[]): TryInvocation | HelpInvocation {
  const { values, operand } = readOne(
    'try',
    words,
    { journey: { type: 'string' }, part: { type: 'string' }, json: { type: 'boolean' } },
    'PACKAGE',
  )
  if (values.help) return { command: 'help', topic: 'try' }
  return {
    command: 'try',
    file: operand,
    journey: values.journey ?? null,
    part: partNumber(values.part),
    json: values.json ?? false,
    progress: progressFormat(values.progress),
  }
}

function partNumber(value = '1'): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1) throw usage(`--part “${value}” is not the number of a lesson in the course.`)
  return number
}
