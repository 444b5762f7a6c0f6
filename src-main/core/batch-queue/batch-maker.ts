import { rm } from 'node:fs/promises'
import path from 'node:path'
import { chooseModel } from '#shared/speech/choose-model.ts'
import { batchPlaces } from '../batch/batch-places.ts'
import type { BatchWorker } from '../batch/batch-worker.ts'
import { chooseJobs, measureMachine } from '../batch/choose-jobs.ts'
import { createFileFinder } from '../batch/inputs/file-finder.ts'
import { planBatch, type PlannedItem } from '../batch/plan-batch.ts'
import { writeReports } from '../batch/report/write-reports.ts'
import type { MadeItem, MakeContext } from '../batch/run-batch.ts'
import { runItem, type ItemOrder, type ItemServices } from '../batch/run-item.ts'
import { createSharedFacts, type SharedFacts } from '../batch/shared-facts.ts'
import { makeWorkFolder } from '../files/work-folder.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { usuallyHandedOut } from '../batch-workers/job-messages.ts'
import type { Submitter } from '../batch-workers/submit-items.ts'
import type { SpeechModels } from '../speech/speech-models.ts'
import type { BatchMaker, Crew } from './run-queued.ts'

type Options = Pick<ItemServices, 'playerFolder' | 'workFolder' | 'log'> & {
  readonly version: string
  readonly models: Pick<SpeechModels, 'use' | 'list'>
  /** Looks at what rows have in common. */
  readonly media: Pick<MediaEngine, 'probe'>
  readonly openWorkers: (count: number) => { readonly workers: readonly BatchWorker[]; close(): Promise<void> }
  /** Throws `workers.*`. */
  readonly openSharedQueue: () => Promise<Submitter>
}

/** Makes one item at a time, here or elsewhere. */
type Hand = (order: ItemOrder, cacheFolder: string, context: MakeContext) => Promise<MadeItem>

/** Makes the items of batches with engines of their own, as many as the machine bears, or has the workers of the shared queue make them. */
export function createBatchMaker(options: Options): BatchMaker<PlannedItem, Hand> {
  const { version, models, media, playerFolder, workFolder, openWorkers, openSharedQueue, log } = options
  /** Of templates that were unpacked. */
  const folders: string[] = []
  let isWorking = false
  // Recipes may change the files that they share between two looks.
  const newFacts = (): SharedFacts =>
    createSharedFacts(async () => {
      const folder = await makeWorkFolder(workFolder, 'lesson')
      folders.push(folder)
      return folder
    })
  let shared = newFacts()

  async function tidyUp(): Promise<void> {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true }).catch(log)
  }

  function openOwnCrew(wanted: number): Crew<Hand> {
    const { workers, close } = openWorkers(Math.min(wanted, chooseJobs(measureMachine())))
    return {
      workers: workers.map(
        (worker) => (order, cacheFolder, context) =>
          runItem(order, { ...worker, shared, models, playerFolder, workFolder, log, cacheFolder }, context),
      ),
      gone: null,
      async setPaused(paused) {
        await Promise.all(workers.map((worker) => worker.media.setPaused(paused)))
      },
      close,
    }
  }

  async function openSharedCrew(wanted: number): Promise<Crew<Hand>> {
    const submitter = await openSharedQueue()
    const hand: Hand = (order, _cacheFolder, context) => submitter.make(order, context)
    return {
      workers: Array.from({ length: Math.min(wanted, usuallyHandedOut) }, () => hand),
      gone: { signal: submitter.lostSignal, reason: submitter.lost },
      // What other computers are at comes to its end.
      setPaused: () => Promise.resolve(),
      close: () => submitter.close(),
    }
  }

  return {
    version,
    async openCrew(wanted, { madeBy }) {
      const crew = madeBy === 'here' ? openOwnCrew(wanted) : await openSharedCrew(wanted)
      isWorking = true
      return {
        ...crew,
        async close() {
          await crew.close()
          isWorking = false
          await tidyUp()
        },
      }
    },
    async plan({ recipe, recipeFolder, rows, outFolder }, signal) {
      // What is being made may still need what was unpacked for it.
      if (!isWorking) await tidyUp()
      shared = newFacts()
      const today = new Date().toISOString().slice(0, 10)
      return planBatch(
        { recipe, recipeFile: path.join(recipeFolder, 'recipe.json'), rows, outFolder, today },
        {
          chooseModel: async (language) => chooseModel(await models.list(), language)?.modelId ?? null,
          loadTemplate: (source) => shared.template(source, media, signal),
        },
        // Its rows were edited in the window, which names no files of its own.
        createFileFinder({ confined: true }),
      )
    },
    filesOf: ({ order }) => (order?.outputs ?? []).map(({ outputFile }) => outputFile),
    async make(item, hand, cacheFolder, context) {
      if (!item.order) throw new Error('an item without an order was to be made')
      return hand(item.order, cacheFolder, context)
    },
    writeReport: (report, outFolder) => writeReports(report, { outFolder, pageFile: batchPlaces(outFolder).report }),
  }
}
