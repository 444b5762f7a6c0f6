import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { parseArguments } from '#main/cli/arguments.ts'
import { readVersion } from '#main/cli/version.ts'
import type { BatchWorker } from '#main/core/batch/batch-worker.ts'
import { openStore } from '#main/core/batch-workers/open-store.ts'
import { readQueueAddress } from '#main/core/batch-workers/queue-address.ts'
import { takeJobs, type WorkerEvent } from '#main/core/batch-workers/take-jobs.ts'
import { appError } from '#shared/messages/app-error.ts'
import { runTidbit, setKillStage, type KillStage } from '../../soak/kill-batch.ts'
import { startRedis, type RedisServer } from './redis-server.ts'
import { startS3 } from './s3-server.ts'

const command = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url))

let folder = ''
let stage: KillStage
let redis: RedisServer
const workers: Worker[] = []

type Worker = { readonly child: ChildProcess; told(): string }

const at = (...parts: string[]): string => path.join(folder, ...parts)
const place = (): readonly string[] => ['--queue', redis.url, '--store', at('store')]

function startWorker(words = place()): Worker {
  let text = ''
  const env = { ...process.env, TIDBIT_QUEUE_PASSWORD: redis.password }
  const child = spawn(process.execPath, [command, 'worker', ...words, '--jobs', '1'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.on('data', (chunk: Buffer) => (text += chunk))
  onTestFailed(() => console.error(`worker ${child.pid}, ended with ${child.exitCode ?? child.signalCode}:\n${text}`))
  const worker = { child, told: () => text }
  workers.push(worker)
  return worker
}

async function end({ child }: Worker, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    await once(child, 'exit')
  }
  return child.exitCode
}

const wordsFor = (out: string, words = place()): readonly string[] => [
  ...['recipe.json', '--input', 'clips', '--out', out, '--json'],
  ...words,
]

async function results(out: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(at(out))).filter((name) => name !== 'tidbit-batch').toSorted()
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(at(out, name))] as const)))
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-workers-'))
  await mkdir(at('store'))
  redis = await startRedis(folder)
  process.env['TIDBIT_QUEUE_PASSWORD'] = redis.password
  stage = await setKillStage(folder)
})
afterAll(async () => {
  delete process.env['TIDBIT_QUEUE_PASSWORD']
  for (const worker of workers) await end(worker, 'SIGKILL')
  await redis.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('workers of a shared queue', () => {
  it('make what a run on one computer makes, byte by byte, also when one of them dies in the middle', async () => {
    const first = startWorker()
    const running = runTidbit(folder, wordsFor('shared'))
    await expect.poll(() => first.told()).toContain(': begun')
    await end(first, 'SIGKILL')
    const second = startWorker()
    const { code, stdout, stderr } = await running
    expect({ code, stderr: stderr.includes(redis.password) }).toEqual({ code: 0, stderr: false })
    expect(JSON.parse(stdout)).toMatchObject({ counts: { done: 2, failed: 0 } })
    expect(await results('shared')).toEqual(stage.reference)
    // It leaves politely, and nothing behind.
    expect(await end(second, 'SIGTERM')).toBe(0)
    expect(second.told()).not.toContain(redis.password)
  })

  it('give back what runs where the end of a worker reaches the processes that work for it, too', async () => {
    const last = new AbortController()
    const told: WorkerEvent[] = []
    const goneWithIt = (): Promise<never> =>
      new Promise((_, reject) => {
        const leave = (): void => reject(appError('cancelled', {}))
        if (last.signal.aborted) leave()
        else last.signal.addEventListener('abort', leave)
      })
    const worker = { media: { probe: goneWithIt }, deriveMedia: {} } as unknown as BatchWorker
    const models = { use: goneWithIt, list: () => Promise.resolve([]) }
    const ended = takeJobs(
      { workers: [worker], models, store: await openStore(at('store'), {}), playerFolder: folder, log: () => undefined },
      {
        ...{ address: readQueueAddress(redis.url, redis.password), version: await readVersion(), workFolder: folder },
        ...{ last: last.signal, now: new AbortController().signal, tell: (event) => told.push(event) },
      },
    )
    const running = runTidbit(folder, wordsFor('given-back'))
    await expect.poll(() => told).toContainEqual(expect.objectContaining({ kind: 'begun' }))
    last.abort()
    await ended
    expect(told.at(-1)).toMatchObject({ kind: 'returned' })
    const other = startWorker()
    expect(JSON.parse((await running).stdout)).toMatchObject({ counts: { done: 2, failed: 0, waiting: 0 } })
    expect(await end(other, 'SIGTERM')).toBe(0)
  })

  it('make the same with an S3 store between the computers', async () => {
    const s3 = await startS3(at('s3'))
    Object.assign(process.env, s3.env)
    try {
      const apart = ['--queue', redis.url, '--store', 's3://lessons/batches']
      const worker = startWorker(apart)
      const { code, stdout, stderr } = await runTidbit(folder, wordsFor('through-s3', apart))
      expect({ code, stderr: stderr.includes('S3RVER') }).toEqual({ code: 0, stderr: false })
      expect(JSON.parse(stdout)).toMatchObject({ counts: { done: 2, failed: 0 } })
      expect(await results('through-s3')).toEqual(stage.reference)
      expect(await end(worker, 'SIGTERM')).toBe(0)
    } finally {
      for (const name of Object.keys(s3.env)) delete process.env[name]
      await s3.stop()
    }
  })

  it('let go of what nobody waits for any more', async () => {
    const worker = startWorker()
    await expect.poll(() => worker.told()).toContain('Takes work')
    const interrupted = await runTidbit(folder, wordsFor('interrupted'), async (pid) => {
      await expect.poll(() => worker.told()).toContain(': begun')
      process.kill(pid, 'SIGINT')
    })
    expect(interrupted.code).toBe(1)
    await expect.poll(() => worker.told()).toMatch(/nobody waits for it any more|: made/)
    expect((await readdir(at('interrupted'))).filter((name) => name.startsWith('.'))).toEqual([])
    const client = new Redis(redis.url, { password: redis.password })
    expect(await client.keys('tidbit:run:*')).toEqual([])
    client.disconnect()
  })

  it('are missed, and said to be, where none of the version is there', async () => {
    for (const worker of workers.splice(0)) await end(worker, 'SIGKILL')
    const { code } = await runTidbit(folder, wordsFor('missed'), async (pid, told) => {
      await expect.poll(told).toContain('Start one with “tidbit worker”')
      process.kill(pid, 'SIGINT')
    })
    expect(code).toBe(1)
    startWorker()
  })

  it('say what is wrong with the queue, and never its password', async () => {
    const wrong = redis.url.replace('//', '//:not-the-password@')
    delete process.env['TIDBIT_QUEUE_PASSWORD']
    const run = await runTidbit(folder, [
      'recipe.json',
      '--input',
      'clips',
      '--out',
      'x',
      '--queue',
      wrong,
      '--store',
      at('store'),
    ])
    process.env['TIDBIT_QUEUE_PASSWORD'] = redis.password
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('refuses the password')
    expect(run.stderr).not.toContain('not-the-password')
  })

  it('leave also while the queue is away', async () => {
    const worker = workers.at(-1)
    if (!worker) throw new Error('no worker is left')
    await redis.stop()
    await expect.poll(() => worker.told()).toContain('does not answer')
    expect(await end(worker, 'SIGTERM')).toBe(0)
  })

  it.each([
    [['worker'], 'Say where the work comes from'],
    [['worker', '--queue', 'redis://x'], '--queue goes with --store'],
    [['batch', 'r.json', '--input', 'a', '--out', 'b', '--store', 'c'], '--store goes with --queue'],
  ])('say how to call them: %s', (words, sentence) => {
    expect(() => parseArguments(words)).toThrow(sentence)
  })
})
