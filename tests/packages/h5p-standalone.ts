import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const version = '3.8.2'
const cache = fileURLToPath(new URL('../../node_modules/.cache/tidbit/', import.meta.url))

/** H5P's core in a page (h5p-standalone): it refuses to be installed by npm, so it is packed and unpacked, once. */
export async function findStandalone(): Promise<string> {
  const folder = join(cache, `h5p-standalone-${version}`)
  if (existsSync(join(folder, 'dist/main.bundle.js'))) return join(folder, 'dist')
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'work-'))
  try {
    await run('npm', ['pack', `h5p-standalone@${version}`, '--silent', '--pack-destination', work], {
      cwd: work,
      timeout: 90_000,
    })
    await run('tar', ['xzf', `h5p-standalone-${version}.tgz`], { cwd: work, timeout: 30_000 })
    await rm(folder, { recursive: true, force: true })
    await rename(join(work, 'package'), folder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return join(folder, 'dist')
}
