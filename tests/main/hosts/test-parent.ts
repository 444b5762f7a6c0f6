import { createNodeHost } from '#main/core/hosts/node-host.ts'
import type { TestMethods } from './test-child.ts'

/** A parent to be killed: starts a child that works on and tells its id. */
const host = createNodeHost<TestMethods>({ name: 'test', entry: new URL('./test-child.ts', import.meta.url) })
const { pid } = await host.call('pid', null)
process.send?.(pid)
await host.call('stubborn', { ms: 60_000 })
