import { expect, test } from 'vitest'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'
import { replaceFile } from '#main/core/files/atomic-file.ts'
import type { JobRequest, JobState } from '#main/core/jobs/job.ts'
import { createJobQueue, type JobQueue, type JobRunner } from '#main/core/jobs/job-queue.ts'
import type { ProgressMessage } from '#main/core/jobs/progress-stream.ts'
import type { JobSummary } from '#main/core/jobs/job.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { lessonWith } from '../library/lesson.ts'
import { newLibraryFile, openKillableLibrary, openTestLibrary } from '../library/test-library.ts'

const document = lessonWith('a', 'A')

function request(kind: string, outputFile: string | null = null): JobRequest {
  return {
    kind,
    title: kind,
    projectId: document.id,
    revision: 3,
    document,
    assetHashes: {},
    settings: { preset: 'lms' },
    outputFile,
  }
}

const log: string[] = []
const runners: Record<string, JobRunner> = {
  quick: { worker: 'media', run: async (job) => ({ title: job.request.title, again: job.status.attempt }) },
  slow: {
    worker: 'media',
    async run({ id, request: { outputFile } }, { signal, report }) {
      log.push(`start ${id}`)
      const work = async () => {
        for (let step = 0; step <= 100; step += 1) {
          report('encode', step / 100)
          await sleep(20, undefined, { signal })
        }
      }
      if (outputFile === null) await work()
      else await replaceFile(outputFile, (file) => writeFile(file, 'half').then(work), { signal })
      return null
    },
  },
  steps: {
    worker: 'media',
    async run({ id }, { report, whenRunning, signal }) {
      for (let step = 1; step <= 20; step += 1) {
        await whenRunning()
        report('encode', step / 20)
        await sleep(20, undefined, { signal })
      }
      log.push(`end ${id}`)
      return null
    },
    setPaused: async (paused) => void log.push(paused ? 'held' : 'let go'),
  },
  broken: {
    worker: 'other',
    run: () => Promise.reject(appError('file.disk-full', { folder: '/full' })),
  },
}

function openQueue(store: Parameters<typeof createJobQueue>[0]['store']): JobQueue {
  return createJobQueue({
    store,
    runners,
    onStoreError: (error) => {
      throw error
    },
  })
}

function untilState(queue: JobQueue, id: string, ...states: JobState[]): Promise<JobSummary> {
  return new Promise((resolve) => {
    const stop = queue.onChange((job) => {
      if (job.id !== id || !states.includes(job.state)) return
      stop()
      resolve(job)
    })
  })
}

test('jobs of one worker run one after the other, other workers beside them; results and errors are kept', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const slow = await queue.enqueue(request('slow'))
  const quick = await queue.enqueue(request('quick'))
  const quickDone = untilState(queue, quick.id, 'succeeded')
  const broken = await queue.enqueue(request('broken'))
  await expect.poll(async () => (await library.readJob(broken.id)).status.state).toBe('failed')
  expect((await library.readJob(quick.id)).status.state).toBe('queued')
  expect((await library.readJob(slow.id)).status.state).toBe('running')
  queue.cancel(slow.id)
  expect(await quickDone).toMatchObject({ result: { title: 'quick', again: 1 }, fraction: 1 })
  await queue.close()
  const kept = await Promise.all([slow, quick, broken].map(({ id }) => library.readJob(id)))
  expect(kept.map(({ status }) => status.state)).toEqual(['cancelled', 'succeeded', 'failed'])
  expect(kept[2]?.status.error).toEqual({ code: 'file.disk-full', params: { folder: '/full' }, retryable: false })
  expect((await library.readJob(slow.id)).request).toEqual(request('slow'))
})

test('watching: snapshot first, few updates, one final message', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const { id } = await queue.enqueue(request('slow'))
  const messages: ProgressMessage<JobSummary>[] = []
  const done = untilState(queue, id, 'succeeded')
  queue.watch(id, (message) => messages.push(message))
  await done
  expect(messages[0]?.kind).toBe('snapshot')
  expect(messages.at(-1)).toMatchObject({ kind: 'final', value: { state: 'succeeded', fraction: 1 } })
  expect(messages.filter(({ kind }) => kind === 'final')).toHaveLength(1)
  expect(messages.length).toBeLessThan(35)
  expect(messages.length).toBeGreaterThan(5)
  expect(queue.watch(id, () => undefined)).toBeNull()
  await queue.close()
})

test('a queued job is cancelled without ever starting, and started again on demand', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const slow = await queue.enqueue(request('slow'))
  const waiting = await queue.enqueue(request('quick'))
  const cancelled = untilState(queue, waiting.id, 'cancelled')
  queue.cancel(waiting.id)
  expect(await cancelled).toMatchObject({ attempt: 0, startedAt: null })
  await expect(queue.startAgain(slow.id)).rejects.toMatchObject({ code: 'library.job-state' })
  await expect.poll(async () => (await library.readJob(waiting.id)).status.state).toBe('cancelled')
  const done = untilState(queue, waiting.id, 'succeeded')
  await queue.startAgain(waiting.id)
  queue.cancel(slow.id)
  expect(await done).toMatchObject({ attempt: 1 })
  await queue.close()
})

test('a job that is started again twice at the same time starts once', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const { id } = await queue.enqueue(request('broken'))
  await expect.poll(async () => (await library.readJob(id)).status.state).toBe('failed')
  const states: JobState[] = []
  queue.onChange((job) => states.push(job.state))
  const both = await Promise.allSettled([queue.startAgain(id), queue.startAgain(id)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(both[1]).toMatchObject({ reason: { code: 'library.job-state' } })
  await expect.poll(() => states).toEqual(['queued', 'running', 'failed'])
  await queue.startAgain(id)
  await expect.poll(async () => (await library.readJob(id)).status).toMatchObject({ state: 'failed', attempt: 3 })
  await queue.close()
})

test('jobs of a killed program are interrupted, their half-written files removed, and they start again', async () => {
  const file = await newLibraryFile()
  const folder = await temporaryFolder()
  const outputFile = path.join(folder, 'out.mp4')
  const { client, host } = openKillableLibrary(file)
  const killed = openQueue(client)
  const job = await killed.enqueue(request('slow', outputFile))
  await expect.poll(() => readdir(folder)).toHaveLength(1)
  await expect.poll(async () => (await client.readJob(job.id)).status.state).toBe('running')
  host.kill()

  const library = openTestLibrary(file)
  const queue = openQueue(library)
  expect(await queue.recover()).toMatchObject([{ id: job.id, state: 'interrupted', kind: 'slow' }])
  // This very process still writes that file, so it is not an abandoned one.
  expect(await readdir(folder)).toHaveLength(1)
  killed.cancel(job.id)
  await killed.close()
  expect(await readdir(folder)).toEqual([])
  const done = untilState(queue, job.id, 'succeeded')
  await queue.startAgain(job.id)
  expect(await done).toMatchObject({ attempt: 2 })
  expect(await readdir(folder)).toEqual(['out.mp4'])
  await queue.close()
})

test('closing interrupts what runs and what waits', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const jobs = [await queue.enqueue(request('slow')), await queue.enqueue(request('quick'))]
  await queue.close()
  const kept = await Promise.all(jobs.map(({ id }) => library.readJob(id)))
  expect(kept.map(({ status }) => status.state)).toEqual(['interrupted', 'interrupted'])
  await expect(queue.enqueue(request('quick'))).rejects.toMatchObject({ code: 'cancelled' })
})

test('a paused job keeps its place and its progress, tells so, and goes on', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const job = await queue.enqueue(request('steps'))
  const next = await queue.enqueue(request('quick'))
  await queue.setPaused(job.id, true)
  await expect.poll(async () => (await library.readJob(job.id)).status.state).toBe('paused')
  const seen: number[] = []
  queue.watch(job.id, ({ value }) => seen.push(value.fraction))
  await sleep(300)
  expect(new Set(seen).size).toBe(1)
  expect((await library.readJob(next.id)).status.state).toBe('queued')
  const done = untilState(queue, next.id, 'succeeded')
  await queue.setPaused(job.id, false)
  await done
  expect((await library.readJob(job.id)).status).toMatchObject({ state: 'succeeded', attempt: 1 })
  expect(log).toContain(`end ${job.id}`)
  await queue.close()
})

test('a paused job can be cancelled, and its worker is let go for the next one', async () => {
  const library = openTestLibrary(await newLibraryFile())
  const queue = openQueue(library)
  const job = await queue.enqueue(request('steps'))
  const next = await queue.enqueue(request('quick'))
  const done = untilState(queue, next.id, 'succeeded')
  await queue.setPaused(job.id, true)
  log.length = 0
  queue.cancel(job.id)
  await done
  expect(log[0]).toBe('let go')
  expect((await library.readJob(job.id)).status.state).toBe('cancelled')
  await queue.close()
})

test('a job that was paused when the program was killed is interrupted', async () => {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  const queue = openQueue(library)
  const job = await queue.enqueue(request('steps'))
  await queue.setPaused(job.id, true)
  await expect.poll(async () => (await library.readJob(job.id)).status.state).toBe('paused')
  expect(await library.interruptJobs(5)).toMatchObject([{ id: job.id, state: 'interrupted' }])
  queue.cancel(job.id)
  await queue.close()
})
