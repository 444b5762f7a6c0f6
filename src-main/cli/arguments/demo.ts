import { oneOf, progressFormat, readOne, type Common, type HelpInvocation } from './words.ts'

export type DemoInvocation = { readonly command: 'demo'; readonly out: string; readonly all: boolean } & Common

export function readDemo(words: readonly string[]): DemoInvocation | HelpInvocation {
  const { values } = readOne('demo', words, { out: { type: 'string', short: 'o' }, format: { type: 'string' } }, null)
  if (values.help) return { command: 'help', topic: 'demo' }
  const all = values.format !== undefined && oneOf('--format', values.format, ['all']) === 'all'
  return { command: 'demo', all, out: values.out ?? 'out/demo', progress: progressFormat(values.progress) }
}
