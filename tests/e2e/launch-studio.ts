import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { hasDisplay, startVirtualDisplay, type VirtualDisplay } from '../../scripts/electron/display.ts'
import { sandboxArguments } from '../../scripts/electron/launch-arguments.ts'
import { findElectronRuntime } from '../../scripts/electron/runtime.ts'

const root = join(import.meta.dirname, '../..')

/** Holds the app back until Playwright listens; Playwright adds it by itself only to an Electron that it finds itself. */
const playwrightLoader = join(
  dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
)

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

type LaunchOptions = {
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
  /** Of Chromium, such as its fake camera. */
  readonly switches?: readonly string[]
}

/** Launches the built app (`npm run build`) in the Electron that is on this machine, with a display of its own. */
export async function launchStudio({ userData, env = {}, switches = [] }: LaunchOptions = {}): Promise<Studio> {
  const runtime = await findElectronRuntime()
  if (runtime === null) throw new Error('There is no Electron runtime yet. Run "npm run electron:runtime".')
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'tidbit-e2e-')))
  const { app, page, display, environment } = await launchSeen(runtime.executable, { ...env, TIDBIT_USER_DATA: folder }, switches)
  const close = async (): Promise<void> => {
    await app.close()
    await display?.stop()
    // A child process may write its last line while the folder goes.
    if (userData === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
  page.setDefaultTimeout(busyTimeoutMs)
  const consoleLines: string[] = []
  page.on('console', (message) => void consoleLines.push(message.text()))
  return {
    app,
    page,
    userData: folder,
    executable: runtime.executable,
    env: environment,
    consoleLines,
    close,
  }
}

/** What a machine that is busy with other work may need until something is on screen. */
const busyTimeoutMs = 60_000
const launchAttempts = 3
const isLoaded = (): boolean => document.readyState === 'complete'

type Seen = {
  readonly app: ElectronApplication
  readonly page: Page
  readonly display: VirtualDisplay | null
  readonly environment: NodeJS.ProcessEnv
}

/**
 * The app and its page, on a display of its own. On a busy machine Playwright sometimes attaches in the middle of the first
 * navigation and never hears of the page's world; the app itself is fine. Then it is started again; one that really does
 * not load fails every time.
 */
async function launchSeen(
  executablePath: string,
  env: Readonly<Record<string, string>>,
  switches: readonly string[],
): Promise<Seen> {
  const { ELECTRON_RUN_AS_NODE: _switch, ...inherited } = process.env
  for (let attempt = 1; ; attempt += 1) {
    const display = hasDisplay() ? null : await startVirtualDisplay()
    const environment = { ...inherited, ...(display === null ? {} : { DISPLAY: display.name }), ...env }
    const app = await _electron.launch({
      executablePath,
      args: ['-r', playwrightLoader, ...sandboxArguments(), ...switches, root],
      env: environment as Record<string, string>,
      // Playwright would leave the sandbox out for everybody.
      chromiumSandbox: sandboxArguments().length === 0,
      timeout: 60_000,
    })
    try {
      const page = await app.firstWindow({ timeout: 30_000 })
      // Asked for, because a page that was quick has had its load event before anyone listened.
      await page.waitForFunction(isLoaded, undefined, { timeout: 20_000 })
      return { app, page, display, environment }
    } catch (error) {
      const ended = once(app.process(), 'exit')
      app.process().kill('SIGKILL')
      await ended
      await display?.stop()
      if (attempt === launchAttempts) throw error
      console.error('e2e: Playwright does not see the page; starting the app again')
    }
  }
}
