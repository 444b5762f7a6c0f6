import { join } from 'node:path'
import { buildApp, buildPlayer } from './build.ts'
import { hasDisplay } from './electron/display.ts'
import { rootWarning, sandboxArguments } from './electron/launch-arguments.ts'
import { closedNetworkWarning, ensureElectronRuntime } from './electron/runtime.ts'
import { runCommand } from './run.ts'

/** `npm start`: builds the desktop app and opens it. */
async function start(): Promise<number> {
  if (!hasDisplay()) {
    console.error('Tidbit Studio needs a display to open its window, and this machine shows none (DISPLAY is not set).')
    console.error('To see the screens without one, run "npm run screenshots".')
    return 1
  }
  console.error('start: building the app')
  await buildPlayer()
  await buildApp()
  const runtime = await ensureElectronRuntime((line) => console.error(`electron: ${line}`))
  if (runtime.kind === 'closed-network') console.error(`electron: ${closedNetworkWarning}`)
  const sandbox = sandboxArguments()
  if (sandbox.length > 0) console.error(`start: ${rootWarning}`)
  const { ELECTRON_RUN_AS_NODE: _switch, ...env } = process.env
  return runCommand(runtime.executable, [...sandbox, join(import.meta.dirname, '..'), ...process.argv.slice(2)], { env })
}

process.exitCode = await start()
