import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

const packageFolder = join(import.meta.dirname, '../../node_modules/electron')

/** The official runtime's executable, or null where it was not downloaded yet. */
export async function findOfficialRuntime(): Promise<string | null> {
  const relative = await readFile(join(packageFolder, 'path.txt'), 'utf8').catch(() => null)
  if (relative === null) return null
  const executable = join(packageFolder, 'dist', relative)
  const found = await stat(executable).catch(() => null)
  return found === null ? null : executable
}

/** Where the official runtime comes from, honouring the mirror that Electron's installer honours. */
function downloadOrigin(): string {
  return process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/'
}

async function isReachable(url: string): Promise<boolean> {
  return fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).then(
    (response) => response.status < 500,
    () => false,
  )
}

/** Downloads the official runtime where that is possible; null where the network does not let it through. */
export async function downloadOfficialRuntime(report: (line: string) => void): Promise<string | null> {
  const installed = await findOfficialRuntime()
  if (installed !== null) return installed
  if (!(await isReachable(downloadOrigin()))) return null
  report('downloading the official Electron runtime')
  const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 10 * 60_000,
  })
  const [code] = (await once(installer, 'exit')) as [number | null]
  return code === 0 ? findOfficialRuntime() : null
}
