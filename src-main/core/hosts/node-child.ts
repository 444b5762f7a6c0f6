import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { appError } from '#shared/messages/app-error.ts'
import { keepTail, type Child, type ChildExit, type ForkChild } from './child.ts'
import { findBundledNode, isRecentNode } from './node-runtime.mjs'

type ForkOptions = {
  /** The child's module: a path or file URL, .ts in the checkout or .js in a build. */
  readonly entry: string | URL
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Of Node itself, such as what the child may not do. */
  readonly execArgv?: readonly string[]
}

/** The `node` executable for children: this one where it is recent, else the bundled one. Throws `system.no-runtime`. */
export function findNodeRuntime(): string {
  if (isRecentNode()) return process.execPath
  const bundled = findBundledNode()
  if (bundled === null) throw appError('system.no-runtime', { version: process.versions.node })
  return bundled
}

/** Forks children with child_process, always under a Node that better-sqlite3 survives. */
export function nodeFork({ entry, args = [], env = {}, execArgv = [] }: ForkOptions): ForkChild {
  return () => {
    const execPath = findNodeRuntime()
    // Options meant for the parent (a debugger's port, Electron's switch) must not reach the child.
    const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _switch, ...inherited } = process.env
    const file = entry instanceof URL || entry.startsWith('file:') ? fileURLToPath(entry) : entry
    const child = fork(file, args, {
      execPath,
      execArgv: [...execArgv],
      env: { ...inherited, ...env },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    })
    return wrapNodeChild(child)
  }
}

function wrapNodeChild(child: ChildProcess): Child {
  const stderrTail = keepTail(child.stderr)
  let ended: ChildExit | null = null
  const listeners: ((exit: ChildExit) => void)[] = []
  const end = (code: number | null, signal: string | null): void => {
    if (ended) return
    ended = { code, signal, stderrTail: stderrTail() }
    for (const listener of listeners) listener(ended)
  }
  child.once('exit', (code, signal) => end(code, signal))
  child.on('error', (error) => {
    // A failed spawn has no exit event; any other error (a lost message) is followed by one.
    if (child.pid === undefined) end(null, error.message)
  })
  return {
    pid: child.pid,
    post(message, transfer) {
      if (transfer.length > 0) throw new Error('MessagePorts cannot be handed to a child_process')
      // A closed channel is reported by the exit, which rejects every pending call.
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message, [])),
    onExit: (listener) => (ended ? listener(ended) : void listeners.push(listener)),
    kill: () => void child.kill('SIGKILL'),
  }
}
