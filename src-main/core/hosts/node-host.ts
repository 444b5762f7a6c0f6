import type { Methods } from './methods.ts'
import { nodeFork } from './node-child.ts'
import { createProcessHost, type HostLimits, type ProcessHost } from './process-host.ts'

type NodeHostOptions = {
  readonly name: string
  /** The child's module: a path or file URL, .ts in the checkout or .js in a build. */
  readonly entry: string | URL
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly handlers?: Methods
  readonly limits?: Partial<HostLimits>
}

/** A process host over child_process: for the command line, for tests, and for SQLite under an old Electron. */
export function createNodeHost<Remote extends Methods>(options: NodeHostOptions): ProcessHost<Remote> {
  const { name, entry, args = [], env = {}, handlers = {}, limits = {} } = options
  return createProcessHost<Remote>({ name, fork: nodeFork({ entry, args, env }), handlers, limits })
}
