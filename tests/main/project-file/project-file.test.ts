import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadLesson } from '#main/core/lesson-source/load-lesson.ts'
import { unpackProjectFile } from '#main/core/project-file/unpack-project-file.ts'
import { writeProjectFile } from '#main/core/project-file/write-project-file.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { renewAssetIds } from '#shared/project/renew-asset-ids.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { smallDisk, temporaryFolder } from '../files/temporary-folder.ts'
import { examine, makeLesson, writeZip } from './packed-lesson.ts'

let folder: string
let document: LessonDocument
let packed: string

beforeEach(async () => {
  folder = await temporaryFolder()
  document = await makeLesson(folder)
  packed = path.join(folder, 'lesson.tidbit')
})

let unpackings = 0

async function unpack(file: string, signal = new AbortController().signal): Promise<LessonDocument> {
  unpackings += 1
  const target = path.join(folder, `unpacked-${unpackings}`)
  await mkdir(target)
  return unpackProjectFile(file, target, { examine, signal })
}

async function refusal(file: string): Promise<AppError> {
  try {
    await unpack(file)
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown
    throw thrown
  }
  throw new Error('it was opened')
}

/** The entries of the packed lesson, to be changed. */
async function entriesOf(): Promise<Record<string, string>> {
  await writeProjectFile(document, packed)
  const target = path.join(folder, 'entries')
  await mkdir(target)
  await unpackProjectFile(packed, target, { examine, signal: new AbortController().signal })
  const names = (await readdir(target, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const pairs = names.map(async ({ parentPath, name }) => {
    const file = path.join(parentPath, name)
    return [path.relative(target, file), await readFile(file, 'utf8')] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}

describe('a lesson that is packed', () => {
  it('comes back as it was, with its media, and names no folder of the computer it was made on', async () => {
    await writeProjectFile(document, packed)
    const bytes = await readFile(packed)
    expect(bytes.includes(path.basename(folder))).toBe(false)
    const read = await unpack(packed)
    expect(Object.keys(read.assets)).toEqual(Object.keys(document.assets))
    const portable = ({ assets, ...rest }: LessonDocument) => ({
      ...rest,
      assets: Object.values(assets).map(({ sha256, fileName }) => ({ sha256, fileName })),
    })
    expect(portable(read)).toEqual(portable(document))
    for (const { absolutePath, byteLength } of Object.values(read.assets))
      expect((await stat(absolutePath ?? '')).size).toBe(byteLength)
  })

  it('gives the same bytes again, also when it was packed from a packed one', async () => {
    await writeProjectFile(document, packed)
    const again = path.join(folder, 'again.tidbit')
    await writeProjectFile(await unpack(packed), again)
    expect((await readFile(again)).equals(await readFile(packed))).toBe(true)
  })

  it('is not written where a clip is gone or was changed, and nothing is left behind', async () => {
    await writeFile(path.join(folder, 'b.mov'), 'ANOTHER clip')
    await expect(writeProjectFile(document, packed)).rejects.toMatchObject({ code: 'project-file.media-missing' })
    await writeFile(path.join(folder, 'b.mov'), 'shorter')
    await expect(writeProjectFile(document, packed)).rejects.toMatchObject({ code: 'project-file.media-missing' })
    expect((await readdir(folder)).toSorted()).toEqual(['Küche.MP4', 'b.mov', 'lesson.json'].toSorted())
  })

  it('leaves nothing when it is cancelled', async () => {
    const controller = new AbortController()
    const writing = writeProjectFile(document, packed, { signal: controller.signal, onProgress: () => controller.abort() })
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(folder)).not.toContain('lesson.tidbit')
  })
})

it('a disk without room is told, when packing and when opening, and gets nothing of it', async () => {
  const disk = await smallDisk('size=64k')
  if (disk === null) return
  await writeFile(path.join(folder, 'Küche.MP4'), Buffer.alloc(400_000, 'k'))
  document = (await loadLesson(path.join(folder, 'lesson.json'), { probe: examine })).document
  const tight = path.join(disk, 'lesson.tidbit')
  await expect(writeProjectFile(document, tight)).rejects.toMatchObject({ code: 'file.disk-full' })
  expect(await readdir(disk)).toEqual([])
  await writeProjectFile(document, packed)
  const signal = new AbortController().signal
  await expect(unpackProjectFile(packed, disk, { examine, signal })).rejects.toMatchObject({ code: 'file.disk-full' })
})

describe('a packed lesson of a stranger', () => {
  it('is refused in one sentence wherever it breaks off', async () => {
    await writeProjectFile(document, packed)
    const bytes = await readFile(packed)
    const broken = path.join(folder, 'broken.tidbit')
    for (let length = 0; length < bytes.length; length += 97) {
      await writeFile(broken, bytes.subarray(0, length))
      expect((await refusal(broken)).code).toBe('project-file.damaged')
    }
  })

  it('never gives another lesson or media where bits are flipped', async () => {
    await writeProjectFile(document, packed)
    const bytes = await readFile(packed)
    const flipped = path.join(folder, 'flipped.tidbit')
    const hashes = new Set(Object.values(document.assets).map(({ sha256 }) => sha256))
    for (let at = 3; at < bytes.length; at += 61) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      await writeFile(flipped, changed)
      const read = await unpack(flipped).catch((thrown: unknown) => thrown)
      // A flipped bit of a date or of the manifest’s words may go unseen; bytes of a clip never.
      if (read instanceof Error) expect(read).toBeInstanceOf(AppError)
      else for (const { sha256 } of Object.values((read as LessonDocument).assets)) expect(hashes.has(sha256)).toBe(true)
    }
  })

  it('is refused with names that lead out of its folder, twice the same name, links and bombs', async () => {
    const entries = await entriesOf()
    const evil = path.join(folder, 'evil.tidbit')
    await writeZip(evil, { ...entries, 'zzzevil.txt': 'x' }, [['zzzevil.txt', '../evil.txt']])
    expect((await refusal(evil)).code).toBe('project-file.damaged')
    await writeZip(evil, { ...entries, 'zzzevil.txt': 'x' }, [['zzzevil.txt', '/zz/evil.tx']])
    expect((await refusal(evil)).code).toBe('project-file.damaged')
    await writeZip(evil, { ...entries, 'documenX.json': '{}' }, [['documenX.json', 'document.json']])
    expect((await refusal(evil)).code).toBe('project-file.damaged')
    await writeZip(evil, { ...entries, 'media/link': '/etc/passwd' }, [], { mode: 0o120777 })
    expect((await refusal(evil)).code).toBe('project-file.damaged')
    await writeZip(evil, { ...entries, 'media/bomb': Buffer.alloc(20_000_000) }, [], { compress: true })
    expect((await refusal(evil)).code).toBe('project-file.damaged')
    expect(await readdir(path.dirname(folder))).not.toContain('evil.txt')
  })

  it('is refused where a clip is another than its name says, and where the document lies about it', async () => {
    const entries = await entriesOf()
    const [media = ''] = Object.keys(entries).filter((name) => name.startsWith('media/'))
    const evil = path.join(folder, 'evil.tidbit')
    await writeZip(evil, { ...entries, [media]: 'ffconcat version 1.0' })
    expect((await refusal(evil)).code).toBe('project-file.media-refused')
    const { [media]: _gone, ...without } = entries
    await writeZip(evil, without)
    expect((await refusal(evil)).code).toBe('project-file.damaged')
    const sound = (entries['document.json'] ?? '').replaceAll('"kind":"video"', '"kind":"audio"')
    await writeZip(evil, { ...entries, 'document.json': sound })
    expect((await refusal(evil)).code).toBe('project-file.media-refused')
  })

  it('does not choose where its media lies', async () => {
    const entries = await entriesOf()
    const named = (entries['document.json'] ?? '')
      .replaceAll(/"relativePath":"[^"]*"/g, '"relativePath":"../../secret"')
      .replaceAll('"absolutePath":null', '"absolutePath":"/etc/passwd"')
      .replaceAll('"fileName":"b.mov"', '"fileName":"../../b.mov"')
    const evil = path.join(folder, 'evil.tidbit')
    await writeZip(evil, { ...entries, 'document.json': named })
    const read = await unpack(evil)
    for (const { absolutePath, relativePath, fileName } of Object.values(read.assets)) {
      expect(absolutePath?.startsWith(folder)).toBe(true)
      expect(relativePath).toBeNull()
      expect(fileName).not.toContain('/')
    }
  })

  it('is told to be newer before anything else of it is looked at', async () => {
    const evil = path.join(folder, 'newer.tidbit')
    await writeZip(evil, { 'tidbit.json': '{"format":"tidbit-lesson","formatVersion":2}', 'other.bin': 'x' })
    expect((await refusal(evil)).code).toBe('project-file.newer')
    const entries = await entriesOf()
    const document2 = (entries['document.json'] ?? '').replace('"schemaVersion":1', '"schemaVersion":99')
    await writeZip(evil, { ...entries, 'document.json': document2 })
    expect((await refusal(evil)).code).toBe('lesson.newer')
  })

  it('is no folder, and no file that is not there', async () => {
    expect((await refusal(folder)).code).toBe('file.not-a-file')
    expect((await refusal(path.join(folder, 'none.tidbit'))).code).toBe('file.not-found')
    await symlink(path.join(folder, 'lesson.json'), path.join(folder, 'text.tidbit'))
    expect((await refusal(path.join(folder, 'text.tidbit'))).code).toBe('project-file.damaged')
  })
})

it('new ids for assets reach every place that names one', () => {
  let count = 0
  const renewed = renewAssetIds(document, () => {
    count += 1
    return `new-${count}` as AssetId
  })
  expect(checkInvariants(renewed)).toEqual([])
  expect(Object.keys(renewed.assets)).toEqual(['new-1', 'new-2'])
  expect(Object.values(renewed.clips).map(({ assetId }) => renewed.assets[assetId]?.sha256)).toEqual(
    Object.values(document.clips).map(({ assetId }) => document.assets[assetId]?.sha256),
  )
})
