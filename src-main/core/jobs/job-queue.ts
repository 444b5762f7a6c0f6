import { randomUUID } from 'node:crypto'
import { AppError, appError, toErrorData } from '#shared/messages/app-error.ts'
import { removeAbandonedFiles } from '../files/atomic-file.ts'
import { summarizeJob, type Job, type JobRequest, type JobStatus, type JobSummary } from './job.ts'
import { advanceStatus, createStatus, isFinal, type JobEvent } from './job-status.ts'
import { createPauseGate, type PauseGate } from './pause-gate.ts'
import { createProgressStream, type ProgressMessage, type ProgressStream } from './progress-stream.ts'

/** Where jobs outlive the program; a `LibraryClient` is one. */
export type JobStore = {
  addJob(job: Job): Promise<unknown>
  updateJob(id: string, status: JobStatus): Promise<unknown>
  readJob(id: string): Promise<Job>
  interruptJobs(at: number): Promise<readonly JobSummary[]>
}

export type JobRunContext = {
  readonly signal: AbortSignal
  /** `fraction`: 0 to 1 of the whole job. */
  readonly report: (stage: string, fraction: number) => void
  /** To wait for between two steps: resolves at once, or when the user lets a paused job go on or gives it up. */
  readonly whenRunning: () => Promise<void>
}

export type JobRunner = {
  /** Jobs of one worker run one at a time: "media" for all that encodes. */
  readonly worker: string
  /** Resolves with the job's result (plain JSON); settles soon after an abort, with nothing half-written left. */
  readonly run: (job: Job, context: JobRunContext) => Promise<JobStatus['result']>
  /** Holds the worker in the middle of a step, or lets it go on; without it, a pause holds between steps only. */
  readonly setPaused?: (paused: boolean) => Promise<void>
}

type QueueOptions = {
  readonly store: JobStore
  /** By kind of job. */
  readonly runners: Readonly<Record<string, JobRunner>>
  /** A status that could not be stored; the job itself goes on. */
  readonly onStoreError: (error: unknown) => void
  readonly now?: () => number
}

export type JobQueue = {
  /** Once, at the start of the program: jobs it left behind become interrupted and their temporary files are removed. */
  recover(): Promise<readonly JobSummary[]>
  enqueue(request: JobRequest): Promise<JobSummary>
  /** A job that failed, was cancelled or interrupted, with what was frozen when it was ordered. */
  startAgain(id: string): Promise<JobSummary>
  /** No effect on a job that is over. */
  cancel(id: string): void
  /** Holds a running job, which keeps its place, or lets it go on. No effect on others. */
  setPaused(id: string, paused: boolean): Promise<void>
  /** Snapshot, updates, one final message; null where the job is not queued or running. Returns the way to stop listening. */
  watch(id: string, listener: (message: ProgressMessage<JobSummary>) => void): (() => void) | null
  /** Every change of state of every job, for lists. */
  onChange(listener: (job: JobSummary) => void): () => void
  /** Stops what runs; all that was not over can be started again. */
  close(): Promise<void>
}

type ActiveJob = {
  job: Job
  readonly controller: AbortController
  readonly streams: Set<ProgressStream<JobSummary>>
  readonly gate: PauseGate
  /** What its runner was told last. */
  held: boolean
  running: Promise<void> | null
}

export function createJobQueue({ store, runners, onStoreError, now = Date.now }: QueueOptions): JobQueue {
  const active = new Map<string, ActiveJob>()
  const busyWorkers = new Set<string>()
  /** Status writes under way, which `close` waits for. */
  const writes = new Set<Promise<void>>()
  const changeListeners = new Set<(job: JobSummary) => void>()
  /** Jobs on their way back into the queue. */
  const restarting = new Set<string>()
  let closing = false

  function runnerOf({ request }: Job): JobRunner {
    const runner = Object.hasOwn(runners, request.kind) ? runners[request.kind] : undefined
    if (!runner) throw new Error(`no runner for jobs of kind "${request.kind}"`)
    return runner
  }

  /** Applies an event, tells everyone; false where the job's state does not allow it (a cancel that came too late). */
  function advance(entry: ActiveJob, event: JobEvent): boolean {
    const advanced = advanceStatus(entry.job.status, event, now())
    if (!advanced.ok) return false
    const stateChanged = advanced.value.state !== entry.job.status.state
    entry.job = { ...entry.job, status: advanced.value }
    const summary = summarizeJob(entry.job)
    const over = isFinal(advanced.value.state)
    if (over) active.delete(entry.job.id)
    for (const stream of entry.streams) {
      if (over) stream.finish(summary)
      else stream.update(summary)
    }
    if (stateChanged) {
      const write = store.updateJob(entry.job.id, advanced.value).then(() => undefined, onStoreError)
      writes.add(write)
      void write.finally(() => writes.delete(write))
      for (const listener of changeListeners) listener(summary)
    }
    return true
  }

  async function add(job: Job): Promise<JobSummary> {
    if (closing) throw appError('cancelled', {})
    runnerOf(job)
    await store.addJob(job)
    const entry: ActiveJob = {
      job,
      controller: new AbortController(),
      streams: new Set(),
      gate: createPauseGate(),
      held: false,
      running: null,
    }
    active.set(job.id, entry)
    const summary = summarizeJob(job)
    for (const listener of changeListeners) listener(summary)
    startNext()
    return summary
  }

  function startNext(): void {
    if (closing) return
    for (const entry of active.values()) {
      const runner = runnerOf(entry.job)
      if (entry.job.status.state !== 'queued' || busyWorkers.has(runner.worker)) continue
      busyWorkers.add(runner.worker)
      advance(entry, { kind: 'start' })
      entry.running = run(entry, runner).finally(async () => {
        if (entry.held) await runner.setPaused?.(false).catch(onStoreError)
        busyWorkers.delete(runner.worker)
        startNext()
      })
    }
  }

  async function run(entry: ActiveJob, runner: JobRunner): Promise<void> {
    const { signal } = entry.controller
    signal.addEventListener('abort', () => entry.gate.setClosed(false))
    try {
      const report = (stage: string, fraction: number): void => void advance(entry, { kind: 'report', stage, fraction })
      const whenRunning = (): Promise<void> => entry.gate.whenOpen()
      const result = await runner.run(entry.job, { signal, report, whenRunning })
      advance(entry, { kind: 'succeed', result })
    } catch (thrown) {
      const stopped = signal.aborted || (thrown instanceof AppError && thrown.code === 'cancelled')
      if (!stopped) advance(entry, { kind: 'fail', error: toErrorData(thrown) })
      else advance(entry, { kind: closing ? 'interrupt' : 'cancel' })
    }
  }

  return {
    async recover() {
      const interrupted = await store.interruptJobs(now())
      for (const { outputFile } of interrupted) if (outputFile !== null) await removeAbandonedFiles(outputFile)
      return interrupted
    },
    enqueue: (request) => add({ id: randomUUID(), request, status: createStatus(now()) }),
    async startAgain(id) {
      if (restarting.has(id)) throw appError('library.job-state', { state: 'queued', event: 'queue' })
      restarting.add(id)
      try {
        const job = active.get(id)?.job ?? (await store.readJob(id))
        const status = advanceStatus(job.status, { kind: 'queue' }, now())
        if (!status.ok) throw new AppError(status.error)
        return await add({ ...job, status: status.value })
      } finally {
        restarting.delete(id)
      }
    },
    cancel(id) {
      const entry = active.get(id)
      if (!entry) return
      entry.controller.abort()
      if (!entry.running) advance(entry, { kind: 'cancel' })
    },
    async setPaused(id, paused) {
      const entry = active.get(id)
      if (!entry?.running || !advance(entry, { kind: paused ? 'pause' : 'resume' })) return
      entry.gate.setClosed(paused)
      entry.held = paused
      await runnerOf(entry.job).setPaused?.(paused)
    },
    watch(id, listener) {
      const entry = active.get(id)
      if (!entry) return null
      const stream = createProgressStream(summarizeJob(entry.job), listener)
      entry.streams.add(stream)
      return () => {
        stream.stop()
        entry.streams.delete(stream)
      }
    },
    onChange(listener) {
      changeListeners.add(listener)
      return () => void changeListeners.delete(listener)
    },
    async close() {
      closing = true
      const running: Promise<void>[] = []
      for (const entry of active.values()) {
        entry.controller.abort()
        if (entry.running) running.push(entry.running)
        else advance(entry, { kind: 'interrupt' })
      }
      await Promise.all(running)
      await Promise.all(writes)
    },
  }
}
