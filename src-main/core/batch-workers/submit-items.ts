import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Job, Queue, QueueEvents } from 'bullmq'
import { Redis } from 'ioredis'
import { appError, AppError } from '#shared/messages/app-error.ts'
import type { ItemOutput } from '../batch/export-item.ts'
import { createFileMemory } from '../batch/known-files.ts'
import type { MadeItem } from '../batch/run-batch.ts'
import type { ItemOrder } from '../batch/run-item.ts'
import { keepExportRecord, readExportRecord } from '../export/export-record.ts'
import { mostFileBytes, type FileStore, type StoredFile } from './file-store.ts'
import { itemAnswerSchema, plainNameSchema, runKey, stopKey, type ItemAnswer, type ItemJob } from './job-messages.ts'
import { checkQueue, connectionOf, keyPrefix, queueName, type QueueAddress } from './queue-address.ts'

/** Puts lessons into a shared queue, where workers on any computer take them. */
export type Submitter = {
  /** Has one made; throws one `AppError`, `cancelled` also where the queue was lost, and leaves nothing half-written. */
  make(order: ItemOrder, context: Context): Promise<MadeItem>
  /** Whether a worker of this version is there to take any. */
  hasWorkers(): Promise<boolean>
  /** Why nothing more can be made; null while something can. */
  lost(): AppError | null
  /** Is aborted when the queue is lost. */
  readonly lostSignal: AbortSignal
  /** Workers stop what they still make for it. */
  close(): Promise<void>
}

type Context = { readonly signal: AbortSignal; readonly report: (fraction: number) => void }

type Options = {
  readonly address: QueueAddress
  readonly store: FileStore
  readonly version: string
  /** How long the queue may be away. */
  readonly patienceMs?: number
}

/** Workers give up what nobody has asked for in so long. */
const runSeconds = 40
const renewMs = 2_000
const lookMs = 1_000
const keepSeconds = 3_600
/** A queue that was started anew knows nothing of the job. */
const mostTries = 4

type Done = Extract<ItemAnswer, { readonly outcome: 'done' }>

/** Throws `workers.queue-*`. */
export async function openSubmitter({ address, store, version, patienceMs = 30_000 }: Options): Promise<Submitter> {
  await checkQueue(address)
  const runId = randomUUID()
  const memory = createFileMemory([])
  const wakes = new Map<string, () => void>()
  const losing = new AbortController()
  let lost: AppError | null = null
  // Not by the time of day: a computer that slept has not waited.
  let answeredMs = performance.now()

  const ended = new AbortController()
  const connection = connectionOf(address, ended.signal)
  const facts = new Redis(address.url, connection)
  const shared = { connection, prefix: keyPrefix }
  const queue = new Queue(queueName(version), shared)
  const events = new QueueEvents(queueName(version), shared)
  // A connection that is away is waited for, up to a point, which `renew` watches.
  facts.on('error', () => undefined)
  queue.on('error', () => undefined)
  events.on('error', () => undefined)
  const wake = ({ jobId }: { readonly jobId: string }): void => wakes.get(jobId)?.()
  events.on('completed', wake).on('failed', wake).on('progress', wake)

  const renew = async (): Promise<void> => {
    await facts.set(runKey(runId), 'wanted', 'EX', runSeconds)
    answeredMs = performance.now()
  }
  const timer = setInterval(() => {
    renew().catch(() => undefined)
    if (lost !== null || performance.now() - answeredMs < patienceMs) return
    lost = appError('workers.queue-lost', { queue: address.label, seconds: Math.round(patienceMs / 1000) })
    losing.abort()
  }, renewMs)
  await renew()

  async function pack(order: ItemOrder, signal: AbortSignal): Promise<Omit<ItemJob, 'jobId'>> {
    const { row, needs, speechModelId, recipe, today, template } = order
    const bring = async (file: string): Promise<{ readonly fileName: string; readonly stored: StoredFile }> => {
      const fileName = path.basename(file)
      if (!plainNameSchema.safeParse(fileName).success) throw appError('workers.file-name', { file: fileName })
      const { sha256, byteLength } = await memory.know(file, signal)
      if (byteLength > mostFileBytes) throw appError('workers.file-too-large', { file, limitGb: mostFileBytes / 1e9 })
      await store.put(file, { sha256, byteLength }, signal)
      return { fileName, stored: { sha256, byteLength } }
    }
    const files: ItemJob['files'][number][] = []
    for (const [name, file] of order.files) files.push({ name, ...(await bring(file)) })
    return {
      ...{ version, runId, recipe, row, needs, files, speechModelId, today },
      template: template !== null && 'file' in template ? await bring(template.file) : template,
      outputs: await Promise.all(order.outputs.map(describeOutput)),
    }
  }

  async function handOut(job: Omit<ItemJob, 'jobId'>, { signal, report }: Context): Promise<ItemAnswer | null> {
    const jobId = randomUUID()
    const keep = { age: keepSeconds }
    const woken = (): Promise<void> => new Promise((resolve) => wakes.set(jobId, resolve))
    try {
      await until(
        signal,
        queue.add('lesson', { ...job, jobId }, { jobId, attempts: 1, removeOnComplete: keep, removeOnFail: keep }),
      )
      for (;;) {
        await until(signal, Promise.race([woken(), sleep(lookMs)]))
        const entry = await until(signal, Job.fromId(queue, jobId))
        if (!entry) return null
        if (typeof entry.progress === 'number') report(Math.min(1, Math.max(0, entry.progress)))
        if (entry.finishedOn === undefined) continue
        entry.remove().catch(() => undefined)
        if (entry.failedReason) throw appError('workers.died', {})
        const parsed = itemAnswerSchema.safeParse(entry.returnvalue)
        if (!parsed.success) throw appError('workers.result-unreadable', {})
        return parsed.data
      }
    } catch (thrown) {
      if (signal.aborted && facts.status === 'ready') {
        await facts.set(stopKey(jobId), 'stop', 'EX', keepSeconds).catch(() => undefined)
        // One that a worker has is kept until it lets go.
        await queue.remove(jobId).catch(() => undefined)
      }
      throw thrown
    } finally {
      wakes.delete(jobId)
    }
  }

  async function take(order: ItemOrder, { files, records, ...made }: Done, signal: AbortSignal): Promise<MadeItem> {
    const targets = files.map(({ output, fileName }) => targetOf(order.outputs[output], fileName))
    const taken: MadeItem['files'][number][] = []
    for (const [index, { stored, format }] of files.entries()) {
      const file = targets[index]
      if (file === undefined) throw appError('workers.result-unreadable', {})
      await store.fetch(stored, file, signal)
      taken.push({ path: file, byteLength: stored.byteLength, format })
    }
    for (const [index, { outputFile }] of order.outputs.entries()) {
      const record = records[index] ?? null
      if (record !== null) await keepExportRecord(outputFile, record, signal)
    }
    const { title, durationSeconds, warnings, preflight, picture } = made
    return { title, durationSeconds, warnings, preflight, picture, files: taken }
  }

  return {
    hasWorkers: async () => (await queue.getWorkersCount()) > 0,
    lost: () => lost,
    lostSignal: losing.signal,
    async make(order, context) {
      const signal = AbortSignal.any([context.signal, losing.signal])
      const job = await pack(order, signal)
      for (let tries = 1; ; tries += 1) {
        const answer = await handOut(job, { ...context, signal })
        if (answer?.outcome === 'done') return await take(order, answer, signal)
        if (answer?.outcome === 'failed') throw new AppError(answer.error)
        if (tries === mostTries) throw appError('workers.died', {})
      }
    },
    async close() {
      clearInterval(timer)
      if (facts.status === 'ready') await facts.del(runKey(runId)).catch(() => undefined)
      facts.disconnect()
      ended.abort()
      const closed = Promise.all([queue.close(), events.close()]).catch(() => undefined)
      // Its timer ends with it, lest the command waits for that.
      await new Promise<void>((resolve) => {
        const enough = setTimeout(resolve, renewMs)
        void closed.then(() => {
          clearTimeout(enough)
          resolve()
        })
      })
    },
  }
}

async function describeOutput(output: ItemOutput): Promise<ItemJob['outputs'][number]> {
  const { format, preset, burnCaptions, outputFile, choice, posterTicks, credits, h5pLibraries } = output
  if (choice !== null || posterTicks !== null || credits || h5pLibraries !== null)
    throw new Error('an output was ordered in a way that no worker knows')
  const previous = format === 'mp4' ? null : await readExportRecord(outputFile)
  const fileName = path.basename(outputFile)
  if (!plainNameSchema.safeParse(fileName).success) throw appError('workers.file-name', { file: fileName })
  return { format, preset, burnCaptions, fileName, previous }
}

/** Where a result goes: under the name that was ordered, or beside it under one that begins so. Throws `workers.result-unreadable`. */
function targetOf(output: ItemOutput | undefined, fileName: string): string {
  if (!output) throw appError('workers.result-unreadable', {})
  const { dir, base, name } = path.parse(output.outputFile)
  if (fileName !== base && !fileName.startsWith(`${name}.`)) throw appError('workers.result-unreadable', {})
  return path.join(dir, fileName)
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits no longer than `signal` lets it. Throws `cancelled`. */
function until<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(appError('cancelled', {}))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
