import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { hasDisplay, startVirtualDisplay, type VirtualDisplay } from '../../scripts/electron/display.ts'
import { sandboxArguments } from '../../scripts/electron/launch-arguments.ts'
import { findElectronRuntime } from '../../scripts/electron/runtime.ts'

const root = join(import.meta.dirname, '../..')

export type Studio = {
  readonly app: ElectronApplication
  readonly page: Page
  /** Fresh for every launch unless one was given. */
  readonly userData: string
  /** What the app was started with. */
  readonly executable: string
  readonly env: NodeJS.ProcessEnv
  /** Everything the page wrote to its console. */
  readonly consoleLines: readonly string[]
  /** Closes the app; keeps the user data where it was given. */
  close(): Promise<void>
}

type LaunchOptions = { readonly userData?: string; readonly env?: Readonly<Record<string, string>> }

/** Launches the built app (`npm run build`) in the Electron that is on this machine, with a display of its own. */
export async function launchStudio({ userData, env = {} }: LaunchOptions = {}): Promise<Studio> {
  const runtime = await findElectronRuntime()
  if (runtime === null) throw new Error('There is no Electron runtime yet. Run "npm run electron:runtime".')
  const display: VirtualDisplay | null = hasDisplay() ? null : await startVirtualDisplay()
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'tidbit-e2e-')))
  const { ELECTRON_RUN_AS_NODE: _switch, ...inherited } = process.env
  const environment = { ...inherited, ...(display === null ? {} : { DISPLAY: display.name }), ...env, TIDBIT_USER_DATA: folder }
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...sandboxArguments(), root],
    env: environment as Record<string, string>,
    // Playwright would leave the sandbox out for everybody.
    chromiumSandbox: sandboxArguments().length === 0,
    timeout: 60_000,
  })
  const page = await app.firstWindow({ timeout: 60_000 })
  const consoleLines: string[] = []
  page.on('console', (message) => void consoleLines.push(message.text()))
  await page.waitForLoadState('load')
  return {
    app,
    page,
    userData: folder,
    executable: runtime.executable,
    env: environment,
    consoleLines,
    async close() {
      await app.close()
      await display?.stop()
      if (userData === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}
