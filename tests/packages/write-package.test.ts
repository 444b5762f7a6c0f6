import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, readlink, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPromise, type Entry } from 'yauzl'
import { checkPackage } from '#main/core/packaging/check-package.ts'
import { writePackage, type PackageSources } from '#main/core/packaging/write-package.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { mediaPaths } from '#shared/package/player-lesson.ts'
import { smallDisk } from '../main/files/temporary-folder.ts'
import { buildPlayer, makeFolder, planOf, playerFolder } from './build-package.ts'
import { sampleDocument } from './sample-document.ts'

let folder = ''
let sources: PackageSources

beforeAll(async () => {
  await buildPlayer()
  folder = await makeFolder()
  const video = join(folder, 'video.mp4')
  const poster = join(folder, 'poster.jpg')
  await writeFile(video, Buffer.alloc(3_000_000, 'not really a video, but the zip does not mind '))
  await writeFile(poster, 'jpeg')
  sources = { playerFolder, media: { [mediaPaths.video]: video, [mediaPaths.poster]: poster }, assets: {} }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function entriesOf(path: string): Promise<readonly Entry[]> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false })
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  zip.close()
  return entries
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : String(error)
}

const leftovers = async () => (await readdir(folder)).filter((name) => name.startsWith('.tidbit-partial'))

describe('the zip', () => {
  it('is the same, byte for byte, for the same lesson, whatever the time zone', async () => {
    const plan = planOf(sampleDocument(), 'scorm12')
    const [first, second] = [join(folder, 'one.zip'), join(folder, 'two.zip')]
    const before = process.env['TZ']
    await writePackage(plan, sources, first)
    process.env['TZ'] = 'Asia/Kolkata'
    await writePackage(planOf(sampleDocument(), 'scorm12'), sources, second)
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
    expect((await readFile(first)).equals(await readFile(second))).toBe(true)
  })

  it('has sorted UTF-8 names, no folders, sizes before the data, and the video stored', async () => {
    const path = join(folder, 'shape.zip')
    const plan = planOf(sampleDocument(), 'scorm12')
    const written = await writePackage(plan, sources, path)
    const entries = await entriesOf(path)
    expect(entries.map((entry) => entry.fileName)).toEqual(plan.files.map((file) => file.path))
    expect(written.fileCount).toBe(entries.length)
    for (const entry of entries) {
      expect(entry.generalPurposeBitFlag & 0x800).toBe(0x800)
      expect(entry.generalPurposeBitFlag & 0x8).toBe(0)
      expect(entry.fileName.endsWith('/')).toBe(false)
    }
    const method = Object.fromEntries(entries.map((entry) => [entry.fileName, entry.compressionMethod]))
    expect(method[mediaPaths.video]).toBe(0)
    expect(method['player/player.js']).toBe(8)
  })

  it('is read by another program', async () => {
    const path = join(folder, 'other.zip')
    await writePackage(planOf(sampleDocument(), 'web'), sources, path)
    const script = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))'
    const { stdout } = await promisify(execFile)('python3', ['-c', script, path])
    expect(stdout.trim()).toBe(`None ${planOf(sampleDocument(), 'web').files.length}`)
  })

  it('tells progress that only grows and ends at one', async () => {
    const seen: number[] = []
    await writePackage(planOf(sampleDocument(), 'web'), sources, join(folder, 'progress.zip'), {
      onProgress: (fraction) => void seen.push(fraction),
    })
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })
})

describe('what goes wrong', () => {
  it('leaves the package of before where the new one is too large', async () => {
    const out = join(folder, 'limited.zip')
    await writeFile(out, 'the package of before')
    const plan = planOf(sampleDocument(), 'web')
    expect(await codeOf(writePackage(plan, sources, out, { maxBytes: 1_000_000 }))).toBe('export.size-missed')
    expect(await readFile(out, 'utf8')).toBe('the package of before')
    expect(await leftovers()).toEqual([])
    expect((await writePackage(plan, sources, out, { maxBytes: 10_000_000 })).byteLength).toBeGreaterThan(3_000_000)
  })

  it('leaves nothing when it is cancelled, and keeps an older package', async () => {
    const path = join(folder, 'kept.zip')
    await writeFile(path, 'the package of last week')
    const controller = new AbortController()
    const running = writePackage(planOf(sampleDocument(), 'web'), sources, path, {
      signal: controller.signal,
      onProgress: (fraction) => {
        if (fraction > 0.4) controller.abort()
      },
    })
    expect(await codeOf(running)).toBe('cancelled')
    expect(await readFile(path, 'utf8')).toBe('the package of last week')
    expect(await leftovers()).toEqual([])
  })

  it('says which file was not made, that the player is missing, or that the folder is', async () => {
    const plan = planOf(sampleDocument(), 'web')
    const out = join(folder, 'never.zip')
    expect(await codeOf(writePackage(plan, { ...sources, media: {} }, out))).toBe('package.source-missing')
    expect(
      await codeOf(
        writePackage(plan, { ...sources, media: { ...sources.media, [mediaPaths.video]: join(folder, 'gone') } }, out),
      ),
    ).toBe('package.source-missing')
    expect(await codeOf(writePackage(plan, { ...sources, playerFolder: join(folder, 'nowhere') }, out))).toBe(
      'package.player-missing',
    )
    expect(await leftovers()).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('closes the file it was writing when a source is missing', async () => {
    const openPartials = async () => {
      const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''))
      return (await Promise.all(links)).filter((target) => target.includes('.tidbit-partial'))
    }
    const out = join(folder, 'closed.zip')
    expect(await codeOf(writePackage(planOf(sampleDocument(), 'web'), { ...sources, media: {} }, out))).toBe(
      'package.source-missing',
    )
    expect(await openPartials()).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0)('says that it may not write into the folder', async () => {
    const locked = join(folder, 'locked')
    await mkdir(locked, { mode: 0o555 })
    expect(await codeOf(writePackage(planOf(sampleDocument(), 'web'), sources, join(locked, 'a.zip')))).toBe(
      'file.folder-unwritable',
    )
  })

  it('says that the disk is full, and leaves it as it was', async (context) => {
    const disk = await smallDisk('size=64k')
    if (disk === null) return context.skip('only root may mount a small disk')
    expect(await codeOf(writePackage(planOf(sampleDocument(), 'web'), sources, join(disk, 'a.zip')))).toBe('file.disk-full')
    expect(await readdir(disk)).toEqual([])
  })

  it('notices a package that did not reach the disk whole', async () => {
    const path = join(folder, 'damaged.zip')
    await writePackage(planOf(sampleDocument(), 'web'), sources, path)
    const expected = (await entriesOf(path)).map((entry) => ({
      path: entry.fileName,
      byteLength: entry.uncompressedSize,
      crc32: entry.crc32,
    }))
    await checkPackage(path, expected)
    expect(await codeOf(checkPackage(path, expected.slice(1)))).toBe('package.damaged')
    expect(await codeOf(checkPackage(path, [...expected, { path: 'more.txt', byteLength: 1, crc32: 1 }]))).toBe('package.damaged')
    const bytes = await readFile(path)
    bytes.writeUInt8(bytes.readUInt8(Math.floor(bytes.length / 2)) ^ 0xff, Math.floor(bytes.length / 2))
    await writeFile(path, bytes)
    expect(await codeOf(checkPackage(path, expected))).toBe('package.damaged')
    await truncate(path, 1000)
    expect(await codeOf(checkPackage(path, expected))).toBe('package.damaged')
  })
})

it('carries a player of less than 60 kB', async () => {
  const files = await Promise.all(['player.js', 'player.css'].map((name) => readFile(join(playerFolder, name))))
  expect(files.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0)).toBeLessThan(60_000)
})
