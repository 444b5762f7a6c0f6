import { outFile, progressFormat, readOne, type Common, type HelpInvocation } from './words.ts'

export type PackInvocation = { readonly command: 'pack'; readonly lesson: string; readonly out: string } & Common

export function readPack(words: readonly string[]): PackInvocation | HelpInvocation {
  const { values, operand } = readOne('pack', words, { out: { type: 'string', short: 'o' } }, 'LESSON')
  if (values.help) return { command: 'help', topic: 'pack' }
  return {
    command: 'pack',
    lesson: operand,
    out: outFile('pack', values.out, '.tidbit'),
    progress: progressFormat(values.progress),
  }
}
