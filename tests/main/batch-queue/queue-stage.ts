import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBatchQueue } from '#main/core/batch-queue/batch-queue.ts'
import type { BatchQueue } from '#main/core/batch-queue/queue-contract.ts'
import type { BatchRequest } from '#main/core/batch-queue/batch-request.ts'
import type { Crew } from '#main/core/batch-queue/run-queued.ts'
import type { BatchItem } from '#main/core/batch/run-batch.ts'
import type { BatchReport } from '#main/core/batch/report/report.ts'
import { appError } from '#shared/messages/app-error.ts'
import { createFakeStore } from './fake-store.ts'

type Behaviour = {
  /** Called when an item is begun; it may throw, or take its time until `signal` is aborted. */
  readonly before?: (key: string, signal: AbortSignal) => Promise<void> | void
  readonly refuse?: (key: string) => readonly string[]
  readonly workers?: number
  /** Where those who make items may go away. */
  readonly gone?: Crew<number>['gone']
}

/** A queue over a folder of tiny files, whose lessons are copies; it can die and be started again over the same store. */
export async function setQueueStage(behaviour: Behaviour = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-queue-'))
  await mkdir(path.join(folder, 'clips'))
  const store = createFakeStore()
  /** Keys in the order in which they were made to their end. */
  const made: string[] = []
  const begun: string[] = []
  const reports: BatchReport[] = []
  const errors: unknown[] = []
  let running = 0
  let mostAtOnce = 0

  function start(): { readonly queue: BatchQueue; crash(): Promise<void> } {
    let isDead = false
    const queue = createBatchQueue<BatchItem, number>({
      library: store.open(() => isDead),
      onError: (thrown) => (isDead ? undefined : void errors.push(thrown)),
      loadMaker: async () => ({
        version: '1',
        filesOf: () => [],
        plan: async ({ rows, outFolder, recipe }) =>
          rows.map(({ row: { key, clip } }) => ({
            key,
            name: clip,
            inputs: [path.join(folder, 'clips', clip)],
            parts: { recipe, outFolder },
            refusals: behaviour.refuse?.(key) ?? [],
          })),
        openCrew: async () => ({
          workers: Array.from({ length: behaviour.workers ?? 2 }, (_, index) => index),
          gone: behaviour.gone ?? null,
          setPaused: async () => undefined,
          close: async () => undefined,
        }),
        async make({ key, inputs: [input = ''] }, _worker, _cacheFolder, { signal, report }) {
          begun.push(key)
          running += 1
          mostAtOnce = Math.max(mostAtOnce, running)
          try {
            report(0.5)
            await behaviour.before?.(key, signal)
            if (signal.aborted) throw appError('cancelled', {})
            const out = path.join(folder, 'out', `${key}.txt`)
            await mkdir(path.dirname(out), { recursive: true })
            await writeFile(out, await readFile(input))
            made.push(key)
            const files = [{ format: 'text', path: out, byteLength: 1 }]
            return { title: key, durationSeconds: 1, warnings: [], preflight: [], picture: null, files }
          } finally {
            running -= 1
          }
        },
        writeReport: async (report) => {
          reports.push(report)
          return []
        },
      }),
    })
    /** What the journal has, the library has not heard. */
    const crash = async (): Promise<void> => {
      isDead = true
      await queue.close()
    }
    return { queue, crash }
  }

  async function request(keys: readonly string[], out = 'out'): Promise<BatchRequest> {
    for (const key of keys) await writeFile(path.join(folder, 'clips', `${key}.mp4`), `clip ${key}`)
    return {
      recipe: { version: 1, name: 'Copies', language: 'en', steps: [{ step: 'outputs', outputs: [{ format: 'mp4' }] }] },
      recipeFolder: folder,
      rows: keys.map((key, index) => ({
        row: { key, number: index + 1, clip: `${key}.mp4`, values: {} },
        base: path.join(folder, 'clips'),
        problems: [],
      })),
      outFolder: path.join(folder, out),
      remarks: [],
      madeBy: 'here',
    }
  }

  return {
    ...{ folder, store, start, request, made, begun, reports, errors },
    mostAtOnce: () => mostAtOnce,
    clean: () => rm(folder, { recursive: true, force: true }),
  }
}

export type QueueStage = Awaited<ReturnType<typeof setQueueStage>>
