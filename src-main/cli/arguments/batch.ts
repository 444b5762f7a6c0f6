import { progressFormat, readOne, usage, type Common, type HelpInvocation } from './words.ts'

export type BatchInvocation = {
  readonly command: 'batch'
  readonly recipe: string
  readonly input: string
  readonly out: string
  /** How many items are made at once; null leaves it to what the machine has. */
  readonly jobs: number | null
  readonly dryRun: boolean
  readonly watch: boolean
  /** Where the report goes; null puts it beside the results. */
  readonly report: string | null
  readonly json: boolean
  /** Where other computers take the work from; null makes it here. */
  readonly shared: SharedPlace | null
} & Common

/** What batches and workers on several computers meet at. */
export type SharedPlace = {
  /** May hold a password. */
  readonly queue: string
  /** A folder or s3://… */
  readonly store: string
}

const options = {
  input: { type: 'string', short: 'i' },
  out: { type: 'string', short: 'o' },
  jobs: { type: 'string', short: 'j' },
  'dry-run': { type: 'boolean' },
  watch: { type: 'boolean' },
  report: { type: 'string' },
  json: { type: 'boolean' },
  queue: { type: 'string' },
  store: { type: 'string' },
} as const

export function readBatch(words: readonly string[]): BatchInvocation | HelpInvocation {
  const { values, operand } = readOne('batch', words, options, 'RECIPE')
  if (values.help) return { command: 'help', topic: 'batch' }
  if (values.input === undefined)
    throw usage('Say what to work on: tidbit batch RECIPE --input FOLDER|LIST.txt|SHEET.xlsx --out FOLDER')
  if (values.out === undefined) throw usage('Say where to put the results: tidbit batch RECIPE --input … --out FOLDER')
  if (values.watch && values['dry-run']) throw usage('--watch and --dry-run do not go together. Leave one of them out.')
  if (values.report !== undefined && !/\.(html|csv|json)$/i.test(values.report))
    throw usage(`--report “${values.report}” must end in .html, .csv or .json.`)
  return {
    command: 'batch',
    recipe: operand,
    input: values.input,
    out: values.out,
    jobs: jobCount(values.jobs),
    dryRun: values['dry-run'] ?? false,
    watch: values.watch ?? false,
    report: values.report ?? null,
    json: values.json ?? false,
    shared: readPlace(values),
    progress: progressFormat(values.progress),
  }
}

/** Null where neither was said. */
export function readPlace({ queue, store }: { readonly queue?: string; readonly store?: string }): SharedPlace | null {
  if (queue === undefined && store === undefined) return null
  if (queue === undefined) throw usage('--store goes with --queue redis://SERVER:6379. Add it, or leave --store out.')
  if (store === undefined) throw usage('--queue goes with --store FOLDER|s3://BUCKET, through which the files travel. Add it.')
  return { queue, store }
}

const mostJobs = 64

export function jobCount(value: string | undefined): number | null {
  if (value === undefined) return null
  const count = Number(value)
  if (!(Number.isInteger(count) && count >= 1 && count <= mostJobs))
    throw usage(`--jobs “${value}” is not a whole number from 1 to ${mostJobs}.`)
  return count
}
