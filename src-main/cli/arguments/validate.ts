import { progressFormat, readOne, type Common, type HelpInvocation } from './words.ts'

export type ValidateInvocation = { readonly command: 'validate'; readonly lesson: string; readonly json: boolean } & Common

export function readValidate(words: readonly string[]): ValidateInvocation | HelpInvocation {
  const { values, operand } = readOne('validate', words, { json: { type: 'boolean' } }, 'LESSON')
  if (values.help) return { command: 'help', topic: 'validate' }
  return { command: 'validate', lesson: operand, json: values.json ?? false, progress: progressFormat(values.progress) }
}
