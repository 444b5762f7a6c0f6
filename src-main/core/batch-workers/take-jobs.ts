import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { DelayedError, WaitingError, Worker, type Job } from 'bullmq'
import { Redis } from 'ioredis'
import { AppError, appError, toErrorData } from '#shared/messages/app-error.ts'
import type { BatchWorker } from '../batch/batch-worker.ts'
import { isCrash } from '../batch/run-batch.ts'
import type { ItemServices } from '../batch/run-item.ts'
import { createSharedFacts } from '../batch/shared-facts.ts'
import { makeFolder } from '../files/folder.ts'
import { makeWorkFolder } from '../files/work-folder.ts'
import type { SpeechModels } from '../speech/speech-models.ts'
import type { FileStore } from './file-store.ts'
import { createInputCache } from './input-cache.ts'
import { itemJobSchema, runKey, stopKey, type ItemAnswer, type ItemJob } from './job-messages.ts'
import { makeJob } from './make-job.ts'
import { checkQueue, connectionOf, keyPrefix, queueName, type QueueAddress } from './queue-address.ts'

/** A worker that has not renewed its hold on a job for so long is taken for dead. */
const holdMs = 10_000
const renewMs = 3_000
/** How often somebody dies with a lesson before that counts as the lesson's fault. */
const mostDeaths = 2
/** What one worker cannot do another may. */
const passOnMs = 2_000
const mostStarts = 10
const watchMs = 1_000
const tellMs = 500
const cacheBytes = 20e9

type Services = Pick<ItemServices, 'playerFolder' | 'log'> & {
  readonly workers: readonly BatchWorker[]
  readonly models: Pick<SpeechModels, 'use' | 'list'>
  readonly store: FileStore
}

type Options = {
  readonly address: QueueAddress
  readonly version: string
  /** Its parent folder. */
  readonly workFolder: string
  /** Takes no more when aborted, and resolves when what runs is made. */
  readonly last: AbortSignal
  /** Gives back what runs. */
  readonly now: AbortSignal
  readonly tell: (event: WorkerEvent) => void
}

export type WorkerEvent =
  | { readonly kind: 'ready' | 'queue-away' | 'queue-back' }
  | { readonly kind: 'begun' | 'made' | 'stopped' | 'returned'; readonly name: string }
  | { readonly kind: 'failed' | 'passed-on'; readonly name: string; readonly reason: string }

/** Makes lessons that others have put into a queue until it is told to end. Throws `workers.*`, `file.*`. */
export async function takeJobs(services: Services, options: Options): Promise<void> {
  const { address, version, workFolder, last, now, tell } = options
  await checkQueue(address)
  const folder = await makeWorkFolder(workFolder, 'worker')
  const ended = new AbortController()
  const connection = connectionOf(address, ended.signal)
  const facts = new Redis(address.url, connection)
  facts.on('error', () => undefined)
  const inputs = createInputCache(path.join(folder, 'inputs'), services.store, cacheBytes)
  makeFolder(path.join(folder, 'inputs'))
  const free = [...services.workers]

  async function make(job: ItemJob, signal: AbortSignal, report: (fraction: number) => void): Promise<ItemAnswer> {
    const own = path.join(folder, job.jobId)
    const worker = free.pop()
    if (!worker) throw new Error('more lessons were taken than there are workers')
    try {
      const shared = createSharedFacts(async () => {
        const unpacked = path.join(own, 'template')
        makeFolder(unpacked)
        return unpacked
      })
      makeFolder(own)
      return await makeJob(
        job,
        own,
        { ...services, ...worker, shared, inputs, cacheFolder: path.join(own, 'cache'), workFolder: own },
        { signal, report },
      )
    } finally {
      free.push(worker)
      await rm(own, { recursive: true, force: true })
    }
  }

  async function answer(entry: Job, token: string | undefined, held: AbortSignal | undefined): Promise<ItemAnswer> {
    const parsed = itemJobSchema.safeParse(entry.data)
    if (!parsed.success || parsed.data.version !== version || parsed.data.jobId !== entry.id)
      return { outcome: 'failed', error: toErrorData(appError('workers.job-unreadable', { worker: hostname() })) }
    const job = parsed.data
    const name = job.row.clip
    if (!(await isWanted(facts, job))) return { outcome: 'abandoned' }
    const unwanted = new AbortController()
    const watch = setInterval(() => {
      isWanted(facts, job).then(
        (wanted) => wanted || unwanted.abort(),
        () => undefined,
      )
    }, watchMs)
    let toldMs = 0
    const report = (fraction: number): void => {
      if (Date.now() - toldMs < tellMs) return
      toldMs = Date.now()
      entry.updateProgress(fraction).catch(() => undefined)
    }
    const signal = AbortSignal.any([unwanted.signal, now, ...(held ? [held] : [])])
    tell({ kind: 'begun', name })
    try {
      await requireModel(job, services.models)
      const made = await make(job, signal, report)
      tell({ kind: 'made', name })
      return made
    } catch (thrown) {
      if (unwanted.signal.aborted) {
        tell({ kind: 'stopped', name })
        return { outcome: 'abandoned' }
      }
      if (now.aborted || (last.aborted && isOfEnd(thrown))) {
        tell({ kind: 'returned', name })
        await entry.moveToWait(token)
        throw new WaitingError()
      }
      const error = ofThisComputer(thrown)
      if (isMine(error) && entry.attemptsStarted < mostStarts) {
        tell({ kind: 'passed-on', name, reason: error.message })
        await entry.moveToDelayed(Date.now() + passOnMs, token)
        throw new DelayedError()
      }
      if (!(error instanceof AppError)) services.log(error)
      const data = toErrorData(error)
      tell({ kind: 'failed', name, reason: error instanceof Error ? error.message : data.code })
      return { outcome: 'failed', error: data }
    } finally {
      clearInterval(watch)
    }
  }

  const worker = new Worker(queueName(version), (entry, token, held) => answer(entry, token, held), {
    ...{ connection, prefix: keyPrefix, concurrency: services.workers.length, name: hostname() },
    ...{ lockDuration: holdMs, lockRenewTime: renewMs, stalledInterval: renewMs, maxStalledCount: mostDeaths },
  })
  let isAway = false
  const turn = (away: boolean): void => {
    if (ended.signal.aborted) return
    if (isAway !== away) tell({ kind: away ? 'queue-away' : 'queue-back' })
    isAway = away
  }
  worker.on('error', () => turn(facts.status !== 'ready'))
  facts.on('ready', () => turn(false))
  facts.on('close', () => turn(true))
  // Another one has it now.
  worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => worker.cancelJob(id)))
  try {
    tell({ kind: 'ready' })
    await aborted(last)
    const isIdle = free.length === services.workers.length
    // A queue that is away gives no answer to a farewell.
    const closed = worker.close(isIdle && facts.status !== 'ready')
    await Promise.race([closed, aborted(now).then(() => givenBack(worker))])
  } finally {
    ended.abort()
    facts.disconnect()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What does not come to its end within so long is taken over as from the dead. */
const returnMs = 3_000

async function givenBack(worker: Worker): Promise<void> {
  await Promise.race([worker.close(), new Promise((resolve) => setTimeout(resolve, returnMs))])
  worker.disconnect().catch(() => undefined)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

async function isWanted(facts: Redis, { runId, jobId }: ItemJob): Promise<boolean> {
  const [run, stop] = await facts.mget(runKey(runId), stopKey(jobId))
  return run !== null && stop === null
}

/** Throws `workers.no-model`. */
async function requireModel({ speechModelId }: ItemJob, models: Pick<SpeechModels, 'use'>): Promise<void> {
  if (speechModelId === null) return
  await models.use(speechModelId).catch((thrown: unknown) => {
    throw appError('workers.no-model', { worker: hostname(), model: speechModelId }, { cause: thrown })
  })
}

/** A folder of the worker says nothing to those who wait elsewhere; a full disk of theirs would end their whole run. */
function ofThisComputer(thrown: unknown): unknown {
  return thrown instanceof AppError && thrown.code === 'file.disk-full'
    ? appError('workers.disk-full', { worker: hostname() }, { cause: thrown })
    : thrown
}

/** What told this worker to end told the processes that work for it, too, as service managers do. */
function isOfEnd(thrown: unknown): boolean {
  return thrown instanceof AppError && (thrown.code === 'cancelled' || isCrash(thrown))
}

const mine: ReadonlySet<string> = new Set([
  ...['workers.no-model', 'workers.disk-full', 'workers.file-missing', 'workers.store-failed', 'workers.store-refused'],
])

function isMine(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError && mine.has(thrown.code)
}
