import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'
import type { Method } from '#main/core/hosts/methods.ts'
import { serveProcess } from '#main/core/hosts/serve-process.ts'

export type TestMethods = {
  add: Method<{ a: number; b: number }, number>
  fail: Method<{ file: string }, never>
  throwPlain: Method<null, never>
  unclonable: Method<null, unknown>
  echo: Method<Uint8Array, Uint8Array>
  pid: Method<null, { pid: number; node: string; env: string }>
  count: Method<{ to: number; everyMs: number }, string, number>
  askParent: Method<{ name: string }, string>
  stubborn: Method<{ ms: number }, string>
  block: Method<{ ms: number }, string>
  exit: Method<{ code: number }, never>
}

export type ParentMethods = { greet: Method<{ name: string }, string> }

function blockFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

if (process.env['FAIL_AT_START']) throw new Error('broken at the start')
if (process.env['SILENT_START']) blockFor(60_000)
blockFor(Number(process.env['SLOW_START'] ?? 0))

const handlers: TestMethods = {
  add: ({ a, b }) => a + b,
  fail({ file }) {
    throw appError('file.not-found', { file }, { retryable: true })
  },
  throwPlain() {
    throw new TypeError('plain')
  },
  unclonable: () => () => 1,
  echo: (bytes) => bytes,
  pid: () => ({ pid: process.pid, node: process.versions.node, env: process.env['NODE_OPTIONS'] ?? '' }),
  async count({ to, everyMs }, { signal, progress }) {
    for (let value = 1; value <= to; value += 1) {
      progress(value)
      await sleep(everyMs, undefined, { signal })
    }
    return 'done'
  },
  askParent: ({ name }) => parent.call('greet', { name }),
  async stubborn({ ms }) {
    await sleep(ms)
    return 'never heard'
  },
  block({ ms }) {
    blockFor(ms)
    return 'unblocked'
  },
  exit({ code }) {
    process.stderr.write('last words\n')
    process.exit(code)
  },
}

const parent = serveProcess<ParentMethods>(handlers, {
  onShutdown() {
    const file = process.env['SHUTDOWN_FILE']
    if (file) writeFileSync(file, 'tidy')
  },
})
