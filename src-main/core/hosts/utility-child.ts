import { keepTail, type Child, type ForkChild } from './child.ts'

/** The part of Electron's `UtilityProcess` that is used here; core does not import Electron. */
export type UtilityProcessLike = {
  readonly pid: number | undefined
  readonly stderr: NodeJS.ReadableStream | null
  postMessage(message: unknown, transfer?: never[]): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  once(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

type ForkUtility = (
  entry: string,
  args: string[],
  options: { serviceName: string; stdio: ('ignore' | 'pipe')[] },
) => UtilityProcessLike

/**
 * Forks children as Electron utility processes: `utilityFork(utilityProcess.fork, entryPath, 'Tidbit media')`.
 * Messages may carry MessagePortMain objects towards the child.
 */
export function utilityFork(
  forkUtility: ForkUtility,
  entryPath: string,
  serviceName: string,
  args: readonly string[] = [],
): ForkChild {
  return () => wrapUtility(forkUtility(entryPath, [...args], { serviceName, stdio: ['ignore', 'ignore', 'pipe'] }))
}

function wrapUtility(child: UtilityProcessLike): Child {
  const stderrTail = keepTail(child.stderr)
  let alive = true
  child.once('exit', () => {
    alive = false
  })
  return {
    get pid() {
      return child.pid
    },
    post(message, transfer) {
      if (alive) child.postMessage(message, [...transfer] as never[])
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message, [])),
    onExit: (listener) => void child.once('exit', (code) => listener({ code, signal: null, stderrTail: stderrTail() })),
    kill() {
      // utilityProcess.kill() asks politely; a hung child hears only SIGKILL.
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    },
  }
}
