import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type VirtualDisplay = {
  /** For the environment variable DISPLAY. */
  readonly name: string
  stop(): Promise<void>
}

/** True where a window can be shown. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '')
}

/** Starts Xvfb on a free display number. Throws where it is not installed. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  // `-terminate`: it ends with its last window, also where a test was killed and could not stop it.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-terminate'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const numberPipe = server.stdio[3]
  if (numberPipe === null || numberPipe === undefined) throw new Error('Xvfb has no pipe for its display number.')
  const failed = once(server, 'error').then(([cause]) => {
    throw new Error('Xvfb is not installed. Run "npm run setup:system".', { cause })
  })
  const ended = once(server, 'exit')
  const early = ended.then(([code]) => {
    throw new Error(`Xvfb ended at once (code ${String(code)}).`)
  })
  early.catch(() => undefined)
  failed.catch(() => undefined)
  const [line] = (await Promise.race([once(numberPipe, 'data'), failed, early])) as [Buffer]
  return {
    name: `:${line.toString('utf8').trim()}`,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}
