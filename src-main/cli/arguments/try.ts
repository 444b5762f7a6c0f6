import { progressFormat, readOne, type Common, type HelpInvocation } from './words.ts'

export type TryInvocation = {
  readonly command: 'try'
  readonly file: string
  /** A journey to go through it; null answers everything right. */
  readonly journey: string | null
  readonly json: boolean
} & Common

export function readTry(words: readonly string[]): TryInvocation | HelpInvocation {
  const { values, operand } = readOne('try', words, { journey: { type: 'string' }, json: { type: 'boolean' } }, 'PACKAGE')
  if (values.help) return { command: 'help', topic: 'try' }
  return {
    command: 'try',
    file: operand,
    journey: values.journey ?? null,
    json: values.json ?? false,
    progress: progressFormat(values.progress),
  }
}
