import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** H5P's core (GPL-3.0) in a page, by a wrapper (MIT) that names its own licence alone: it refuses to be installed by npm, so it is packed and unpacked, once. */
const source = {
  name: 'h5p-standalone',
  version: '3.8.2',
  sha512: 'r7eQtTzBk/dbaQZ+tA9XD5FeSmyMxlypRZXudiheCnC8zAT0/zNgUvO4MZtZaznwfYVo98o7do5uxLTUQrxxwg==',
} as const
/** npm names the wrapper's licence alone; most of what is inside is H5P's. */
const notice = `This is ${source.name} ${source.version}, with which Tidbit Studio plays packages of H5P.

It contains H5P's core (https://github.com/h5p/h5p-php-library), which is under the GNU General Public License,
version 3: see LICENSE-h5p-core.txt. It therefore is, as a whole, under that licence.
Its wrapper (https://github.com/tunapanda/h5p-standalone) is also under the MIT licence: see LICENSE-h5p-standalone.txt.
The source code of both is at these addresses. Its fonts Inter and Open Sans bring their licences beside them.
`
const cache = join(import.meta.dirname, '../node_modules/.cache/tidbit')

/** The folder with `main.bundle.js`, `frame.bundle.js` and what they load; fetched through npm where it is not there yet. */
export async function findH5pPlayer(): Promise<string> {
  const { name, version, sha512 } = source
  const folder = join(cache, `${name}-${version}`)
  const built = join(folder, 'dist')
  if (existsSync(join(built, 'main.bundle.js'))) return built
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'work-'))
  try {
    // Without a registry the build goes on at once, and does not try for a minute and a half.
    const options = ['--silent', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000']
    // On Windows npm is a script of the shell; no word of this needs quotes there.
    const shell = process.platform === 'win32'
    await run('npm', ['pack', `${name}@${version}`, ...options], { cwd: work, timeout: 90_000, shell })
    const packed = join(work, `${name}-${version}.tgz`)
    const actual = createHash('sha512')
      .update(await readFile(packed))
      .digest('base64')
    if (actual !== sha512) throw new Error(`${name}@${version} is not the package it should be: its SHA-512 is ${actual}.`)
    await run('tar', ['xzf', packed], { cwd: work, timeout: 30_000 })
    await rename(join(work, 'package'), folder).catch((thrown: unknown) => {
      // Another build was quicker.
      if (!existsSync(join(built, 'main.bundle.js'))) throw thrown
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return built
}

/** Puts it with its licences where the app looks for it. Without a registry the app is built without: it says so where H5P would play. */
export async function copyH5pPlayer(target: string): Promise<void> {
  const player = await findH5pPlayer().catch((thrown: unknown) => {
    console.warn(`The app is built without H5P's player, which npm did not give: ${String(thrown)}`)
    return null
  })
  await rm(target, { recursive: true, force: true })
  if (player === null) return
  await cp(player, target, { recursive: true, filter: (file) => !file.endsWith('.d.ts') })
  await cp(join(player, '../LICENSE'), join(target, 'LICENSE-h5p-standalone.txt'))
  // Ours is the same text of the GNU General Public License, version 3.
  await cp(join(import.meta.dirname, '../LICENSE'), join(target, 'LICENSE-h5p-core.txt'))
  await writeFile(join(target, 'NOTICE.txt'), notice)
}
