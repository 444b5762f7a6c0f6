import { progressFormat, readOne, type Common, type HelpInvocation } from './words.ts'

export type ExamineInvocation = {
  readonly command: 'probe' | 'doctor'
  readonly file: string
  readonly json: boolean
} & Common

export function readExamine(command: ExamineInvocation['command'], words: readonly string[]): ExamineInvocation | HelpInvocation {
  const { values, operand } = readOne(command, words, { json: { type: 'boolean' } }, 'FILE')
  if (values.help) return { command: 'help', topic: command }
  return { command, file: operand, json: values.json ?? false, progress: progressFormat(values.progress) }
}
