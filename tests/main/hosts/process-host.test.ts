import { afterEach, expect, test } from 'vitest'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createNodeHost } from '#main/core/hosts/node-host.ts'
import type { ProcessHost, HostLimits } from '#main/core/hosts/process-host.ts'
import type { ParentMethods, TestMethods } from './test-child.ts'

const entry = new URL('./test-child.ts', import.meta.url)
const opened: ProcessHost<TestMethods>[] = []

function openHost(limits: Partial<HostLimits> = {}, env: Record<string, string> = {}): ProcessHost<TestMethods> {
  const handlers: ParentMethods = { greet: ({ name }) => `hello ${name}` }
  const host = createNodeHost<TestMethods>({ name: 'test', entry, env, handlers, limits })
  opened.push(host)
  return host
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((host) => host.close()))
})

test('calls, errors and calls back cross the process', async () => {
  const host = openHost()
  expect(await host.call('add', { a: 2, b: 3 })).toBe(5)
  await expect(host.call('fail', { file: 'x.mp4' })).rejects.toMatchObject({
    data: { code: 'file.not-found', params: { file: 'x.mp4' }, retryable: true },
  })
  await expect(host.call('throwPlain', null)).rejects.toMatchObject({ data: { code: 'internal', params: { detail: 'plain' } } })
  expect(await host.call('askParent', { name: 'Ada' })).toBe('hello Ada')
})

test('a method that is not in the contract, or on Object.prototype, is refused', async () => {
  const host = openHost() as unknown as { call(method: string, input: unknown): Promise<unknown> }
  await expect(host.call('constructor', null)).rejects.toMatchObject({ code: 'internal' })
  await expect(host.call('nothing', null)).rejects.toThrow('no method')
})

test('an answer that cannot be cloned rejects instead of hanging', async () => {
  const host = openHost()
  await expect(host.call('unclonable', null)).rejects.toThrow('could not be cloned')
  expect(await host.call('add', { a: 1, b: 1 })).toBe(2)
})

test('big buffers arrive whole', async () => {
  const bytes = new Uint8Array(48 * 1024 * 1024).map((_, index) => index * 31)
  const back = await openHost().call('echo', bytes)
  expect(Buffer.compare(back, bytes)).toBe(0)
})

test('the child runs a recent Node without the options of its parent', async () => {
  const before = process.env['NODE_OPTIONS']
  process.env['NODE_OPTIONS'] = '--no-warnings'
  try {
    const { node, env } = await openHost().call('pid', null)
    expect(Number(node.split('.')[0])).toBeGreaterThanOrEqual(22)
    expect(env).toBe('')
  } finally {
    if (before === undefined) delete process.env['NODE_OPTIONS']
    else process.env['NODE_OPTIONS'] = before
  }
})

test('progress arrives in order, before the result', async () => {
  const seen: number[] = []
  expect(await openHost().call('count', { to: 50, everyMs: 0 }, { onProgress: (value) => seen.push(value) })).toBe('done')
  expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
})

test('a cancel reaches the running call and leaves the process alone', async () => {
  const host = openHost()
  const controller = new AbortController()
  const call = host.call(
    'count',
    { to: 1000, everyMs: 10 },
    { signal: controller.signal, onProgress: (n) => n === 3 && controller.abort() },
  )
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  const pid = host.pid
  expect(await host.call('add', { a: 1, b: 1 })).toBe(2)
  expect(host.pid).toBe(pid)
  await expect(host.call('add', { a: 1, b: 1 }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})

test('a call that ignores its cancel costs the process, and other calls may be tried again', async () => {
  const host = openHost({ cancelMs: 200 })
  const controller = new AbortController()
  const stubborn = host.call('stubborn', { ms: 30_000 }, { signal: controller.signal })
  const other = host.call('stubborn', { ms: 30_000 })
  const settled = Promise.allSettled([stubborn, other])
  await host.call('add', { a: 1, b: 1 })
  controller.abort()
  expect(await settled).toMatchObject([
    { reason: { code: 'cancelled' } },
    { reason: { data: { code: 'system.process-hung', retryable: true } } },
  ])
  expect(await host.call('add', { a: 1, b: 1 })).toBe(2)
})

test('a crash rejects what is pending at once and the next call starts a new child', async () => {
  const host = openHost()
  const crashes: string[] = []
  host.onCrash((error) => crashes.push(error.code))
  const first = await host.call('pid', null)
  const pending = host.call('stubborn', { ms: 30_000 })
  const settled = Promise.allSettled([pending, host.call('exit', { code: 7 })])
  expect(await settled).toMatchObject([
    { reason: { data: { code: 'system.process-crashed', params: { detail: 'code 7' }, retryable: true } } },
    { reason: { cause: { message: 'last words\n' } } },
  ])
  const second = await host.call('pid', null)
  expect(second.pid).not.toBe(first.pid)
  expect(crashes).toEqual(['system.process-crashed'])
})

test('kill -9 is told by its name', async () => {
  const host = openHost()
  const { pid } = await host.call('pid', null)
  const pending = host.call('stubborn', { ms: 30_000 })
  process.kill(pid, 'SIGKILL')
  await expect(pending).rejects.toMatchObject({ data: { code: 'system.process-crashed', params: { detail: 'SIGKILL' } } })
})

test.each([
  ['blocks its event loop', async (host: ProcessHost<TestMethods>) => host.call('block', { ms: 60_000 })],
  [
    'is stopped by the system',
    async (host: ProcessHost<TestMethods>) => {
      const { pid } = await host.call('pid', null)
      process.kill(pid, 'SIGSTOP')
      return host.call('add', { a: 1, b: 1 })
    },
  ],
])('a child that %s is killed after the silence', async (_, hang) => {
  const host = openHost({ heartbeatMs: 100, silenceMs: 1_000 })
  await host.call('add', { a: 1, b: 1 })
  const pid = host.pid
  await expect(hang(host)).rejects.toMatchObject({ data: { code: 'system.process-hung', retryable: true } })
  expect(await host.call('add', { a: 1, b: 1 })).toBe(2)
  expect(host.pid).not.toBe(pid)
})

test('the time a child takes to start is not silence, and silence afterwards still counts', async () => {
  const host = openHost({ heartbeatMs: 50, silenceMs: 400 }, { SLOW_START: '900' })
  expect(await host.call('add', { a: 1, b: 1 })).toBe(2)
  await expect(host.call('block', { ms: 60_000 })).rejects.toMatchObject({ code: 'system.process-hung' })
})

test('a busy child that still answers is left alone', async () => {
  const host = openHost({ heartbeatMs: 100, silenceMs: 1_000 })
  expect(await host.call('count', { to: 40, everyMs: 50 })).toBe('done')
})

test('a child that breaks at its start says so, and restarts wait longer and longer', async () => {
  const host = openHost({ backOffMs: 200 }, { FAIL_AT_START: '1' })
  const startedAt = performance.now()
  for (let attempt = 0; attempt < 3; attempt += 1)
    await expect(host.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'system.process-start' })
  // Waits of 0, 0 and 200 ms stand before the three starts.
  expect(performance.now() - startedAt).toBeGreaterThan(200)
})

test('a child that never says it is ready is given up', async () => {
  const host = openHost({ startMs: 500 }, { SILENT_START: '1' })
  await expect(host.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'system.process-slow' })
})

test('close lets the child tidy up and refuses later calls', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-host-'))
  const file = path.join(folder, 'shutdown')
  const host = openHost({}, { SHUTDOWN_FILE: file })
  const { pid } = await host.call('pid', null)
  await host.close()
  expect(existsSync(file)).toBe(true)
  expect(isAlive(pid)).toBe(false)
  await expect(host.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'system.process-closed' })
  await rm(folder, { recursive: true })
})

test('close ends a child that hangs', async () => {
  const host = openHost({ shutdownMs: 300 })
  const { pid } = await host.call('pid', null)
  const blocked = host.call('block', { ms: 60_000 })
  blocked.catch(() => undefined)
  await sleep(50)
  await host.close()
  expect(isAlive(pid)).toBe(false)
  await expect(blocked).rejects.toMatchObject({ code: 'system.process-crashed' })
})
