import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Ctrl-C reaches the child as well; the parent waits for it and passes its code on. */
function ignoreInterrupt(): void {}

type Options = { readonly env?: NodeJS.ProcessEnv; readonly quiet?: boolean }

/** Runs a command with this terminal as its own and gives its exit code; 127 where it is not installed. */
export async function runCommand(command: string, args: readonly string[], options: Options = {}): Promise<number> {
  const child = spawn(command, args, {
    stdio: options.quiet === true ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    env: options.env ?? process.env,
  })
  process.on('SIGINT', ignoreInterrupt)
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 1
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    process.stderr.write(`“${command}” is not installed.\n`)
    return 127
  } finally {
    process.off('SIGINT', ignoreInterrupt)
  }
}
