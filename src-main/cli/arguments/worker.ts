import { jobCount, readPlace } from './batch.ts'
import { progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type WorkerInvocation = {
  readonly command: 'worker'
  /** May hold a password. */
  readonly queue: string
  readonly store: string
  /** How many it makes at once; null leaves it to what the machine has. */
  readonly jobs: number | null
} & Common

const options = {
  queue: { type: 'string' },
  store: { type: 'string' },
  jobs: { type: 'string', short: 'j' },
} as const

export function readWorker(words: readonly string[]): WorkerInvocation | HelpInvocation {
  const { values } = readOne('worker', words, options, null)
  if (values.help) return { command: 'help', topic: 'worker' }
  const place = readPlace(values)
  if (place === null) throw usage('Say where the work comes from: tidbit worker --queue redis://SERVER:6379 --store FOLDER')
  return { command: 'worker', ...place, jobs: jobCount(values.jobs), progress: progressFormat(values.progress) }
}
