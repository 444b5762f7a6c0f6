import { modelActions, type ModelAction } from '../model-actions.ts'
import { progressFormat, readAll, usage, type Common, type HelpInvocation } from './words.ts'

export type ModelsInvocation = {
  readonly command: 'models'
  readonly action: ModelAction
  readonly subject: string
  readonly json: boolean
} & Common

/** `tidbit models`, `tidbit models add FILE`, `tidbit models download ID`, `tidbit models remove ID`. */
export function readModels(words: readonly string[]): ModelsInvocation | HelpInvocation {
  const { operands, values } = readAll('models', words, { json: { type: 'boolean' } })
  if (values.help) return { command: 'help', topic: 'models' }
  const [word = 'list', subject = '', ...more] = operands
  const action = modelActions.find((known) => known === word)
  if (action === undefined || more.length > 0 || (action === 'list') !== (subject === ''))
    throw usage('Type “tidbit models”, “tidbit models add FILE”, “tidbit models download ID” or “tidbit models remove ID”.')
  return { command: 'models', action, subject, json: values.json ?? false, progress: progressFormat(values.progress) }
}
