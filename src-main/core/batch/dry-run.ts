import { batchText } from '#shared/messages/ui/batch.ts'
import path from 'node:path'
import { batchPlaces } from './batch-places.ts'
import { createFileFinder } from './inputs/file-finder.ts'
import { readRecords } from './journal.ts'
import { createFileMemory } from './known-files.ts'
import type { PlannedItem } from './plan-batch.ts'
import { findKept } from './run-batch.ts'

/** What would happen to a row. */
export type DryRow = {
  readonly key: string
  readonly name: string
  /** `again`: was made, and something has changed since. */
  readonly state: 'make' | 'again' | 'unchanged' | 'refused'
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  /** Relative to the folder of the results. */
  readonly outputs: readonly string[]
}

type Options = { readonly outFolder: string; readonly version: string; readonly signal: AbortSignal }

/** Says what a run would do, row by row. Writes nothing, and reads no media but what an earlier run has made already. Throws `file.*`. */
export async function dryRun(items: readonly PlannedItem[], { outFolder, version, signal }: Options): Promise<readonly DryRow[]> {
  const records = await readRecords(batchPlaces(outFolder).journal)
  const memory = createFileMemory(records.values())
  const finder = createFileFinder({ confined: false })
  const ours = new Set(
    [...records.values()].flatMap((record) =>
      record.outcome === 'done' ? record.result.outputs.map((output) => output.path) : [],
    ),
  )
  const rows: DryRow[] = []
  for (const item of items) {
    const { key, name, refusals } = item
    const files = (item.order?.outputs ?? []).map(({ outputFile }) => outputFile)
    const outputs = files.map((file) => path.relative(outFolder, file).split(path.sep).join('/'))
    const row = { key, name, errors: refusals, warnings: [], outputs }
    if (refusals.length > 0) rows.push({ ...row, state: 'refused' })
    else if (await findKept({ records, outFolder, version }, item, memory, signal)) rows.push({ ...row, state: 'unchanged' })
    else {
      const foreign: string[] = []
      for (const [index, file] of files.entries()) {
        const output = outputs[index] ?? file
        if (!ours.has(output) && (await finder.has(file))) foreign.push(batchText.plan.replaces(output))
      }
      rows.push({ ...row, state: records.get(key)?.outcome === 'done' ? 'again' : 'make', warnings: foreign })
    }
  }
  return rows
}
