// Plain JavaScript that any Node from 14 on can read: bin/ asks it before anything else runs, whatever Node the machine has.
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The oldest Node that runs TypeScript as it is (22.18); better-sqlite3 13 needs 22.14 (Node-API 10; an older one dies of it). */
const oldest = [22, 18]

export const oldestNode = oldest.join('.')

export function isRecentNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return process.versions.electron === undefined && (major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))
}

export function findBundledNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json')
    const executable = join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(executable) ? executable : null
  } catch {
    return null
  }
}
