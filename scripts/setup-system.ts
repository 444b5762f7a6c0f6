import { readFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { runCommand } from './run.ts'

/** DESIGN.md section 11: what Electron wants on Debian, a display without a screen, and the tools the tests and benches use. */
const packages = [
  ['xvfb'],
  ['xauth'],
  ['chromium', 'chromium-browser'],
  ['ffmpeg'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libatspi2.0-0', 'libatspi2.0-0t64'],
  ['libcups2', 'libcups2t64'],
  ['libdrm2'],
  ['libxkbcommon0'],
  ['libxtst6'],
  ['libsecret-1-0'],
  ['redis-server'],
] as const

function output(command: string, args: readonly string[]): string {
  const { stdout } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  return stdout ?? ''
}

/** Names of these that dpkg has installed. */
function installedOf(names: readonly string[]): ReadonlySet<string> {
  const lines = output('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names]).split('\n')
  return new Set(lines.filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0] ?? ''))
}

/** Of the names a package goes by in different releases, the one that this release can install. */
function installableName(names: readonly string[]): string {
  const known = output('apt-cache', ['policy', ...names])
  const candidates = names.filter((name) =>
    new RegExp(`^${name.replaceAll('.', '\\.')}:\\n.*\\n  Candidate: [^(\\n]`, 'm').test(known),
  )
  return candidates[0] ?? names[0] ?? ''
}

async function isDebian(): Promise<boolean> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release)
}

/** `npm run setup:system`: installs what tests and the desktop app need from the system. */
async function setUpSystem(): Promise<number> {
  if (!(await isDebian())) {
    console.error(
      'setup:system knows Debian and Ubuntu only. Install what these packages hold with your own package manager, then go on:',
    )
    console.error(`  ${packages.map(([name]) => name).join(' ')}`)
    return process.platform === 'linux' ? 1 : 0
  }
  const present = installedOf(packages.flat())
  const missing = packages.filter((names) => !names.some((name) => present.has(name)))
  if (missing.length === 0) {
    console.error('setup:system: everything is installed')
    return 0
  }
  if (process.getuid?.() !== 0) {
    const names = missing.map((alternatives) => installableName(alternatives)).join(' ')
    console.error('setup:system needs the rights of root to install packages. Run this once, then go on:')
    console.error(`  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${names}'`)
    return 1
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.error('setup:system: apt-get update')
  const updated = await runCommand('apt-get', ['update', '-q'], { env, quiet: true })
  if (updated !== 0) console.error('setup:system: apt-get update failed; trying with the lists that are here')
  const names = missing.map((alternatives) => installableName(alternatives))
  console.error(`setup:system: installing ${names.join(' ')}`)
  return runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env, quiet: true })
}

process.exitCode = await setUpSystem()
