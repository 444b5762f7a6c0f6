import { progressFormat, readOne, type Common, type HelpInvocation } from './words.ts'

export type DemoInvocation = { readonly command: 'demo'; readonly out: string } & Common

export function readDemo(words: readonly string[]): DemoInvocation | HelpInvocation {
  const { values } = readOne('demo', words, { out: { type: 'string', short: 'o' } }, null)
  if (values.help) return { command: 'help', topic: 'demo' }
  return { command: 'demo', out: values.out ?? 'out/demo', progress: progressFormat(values.progress) }
}
