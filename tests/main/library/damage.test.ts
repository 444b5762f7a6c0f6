import { expect, test } from 'vitest'
import { copyFile, mkdir, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { failingDisk, remountReadOnly, smallDisk } from '../files/temporary-folder.ts'
import { lessonWith } from './lesson.ts'
import { holdLock, runSql } from './sql.ts'
import { newLibraryFile, openKillableLibrary, openTestLibrary } from './test-library.ts'

async function filledLibrary(): Promise<string> {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  for (let index = 0; index < 40; index += 1)
    await library.create(lessonWith(`a${index}`, `Lesson ${index}`, { captions: ['word '.repeat(400)] }))
  await library.close()
  return file
}

/** The daily backup, which the library makes on its own at its first use. */
async function backUp(library: LibraryClient): Promise<{ readonly file: string }> {
  await library.list()
  await expect.poll(async () => (await library.status()).backups.length).toBe(1)
  const [backup] = (await library.status()).backups
  if (!backup) throw new Error('no backup')
  return backup
}

async function overwrite(file: string, offset: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(bytes, 0, bytes.length, offset)
  await handle.close()
}

test('a damaged library is refused, kept aside and replaced by its backup', async () => {
  const file = await filledLibrary()
  const first = openTestLibrary(file)
  const backup = await backUp(first)
  await first.close()
  const noise = new Uint8Array(30_000).fill(0xaa)
  await overwrite(file, 8_192, noise)

  const library = openTestLibrary(file)
  await expect(library.list()).rejects.toMatchObject({ code: 'library.damaged' })
  const status = await library.status()
  expect(status.problem).toMatchObject({ code: 'library.damaged' })
  expect(status.backups.map((known) => known.file)).toContain(backup.file)
  const { keptAside } = await library.recover(backup.file)
  expect(await library.list()).toHaveLength(40)
  expect(await library.list({ text: 'lesson 7' })).toHaveLength(1)
  expect((await library.status()).problem).toBeNull()
  const aside = await readFile(keptAside)
  expect(aside.subarray(8_192, 38_192).equals(noise)).toBe(true)
})

test('a recovery that fails leaves the damaged library where it is, and can be tried again', async (context) => {
  const disk = await smallDisk('size=2m')
  if (!disk) return context.skip('mounting a small disk takes root')
  const whole = await filledLibrary()
  const backup = await backUp(openTestLibrary(whole))
  const file = path.join(disk, 'library.sqlite')
  await copyFile(whole, file)
  await overwrite(file, 8_192, new Uint8Array(30_000).fill(0xaa))
  const damaged = await readFile(file)
  const library = openTestLibrary(file)
  await expect(library.list()).rejects.toMatchObject({ code: 'library.damaged' })
  const filler = path.join(disk, 'filler')
  await expect(writeFile(filler, new Uint8Array(3 * 1024 * 1024))).rejects.toMatchObject({ code: 'ENOSPC' })
  await expect(library.recover(backup.file)).rejects.toMatchObject({ code: 'file.disk-full' })
  await expect(library.list()).rejects.toMatchObject({ code: 'library.damaged' })
  expect((await readFile(file)).equals(damaged)).toBe(true)
  expect((await readdir(disk)).toSorted()).toEqual(['filler', 'library.sqlite'])
  await rm(filler)
  await library.recover(backup.file)
  expect(await library.list()).toHaveLength(40)
})

test('a daily backup that fails is told, and keeps nobody from working', async () => {
  const file = await filledLibrary()
  await writeFile(path.join(path.dirname(file), 'backups'), 'no folder')
  const library = openTestLibrary(file)
  expect(await library.list()).toHaveLength(40)
  await rm(path.join(path.dirname(file), 'backups'))
  expect(await library.status()).toMatchObject({ problem: null, backupProblem: { code: 'file.not-a-folder' } })
})

test('without a backup an empty library takes the place, and the damaged one stays', async () => {
  const file = await newLibraryFile()
  await writeFile(file, 'this is no database, but it was somebody\u2019s work'.repeat(100))
  const library = openTestLibrary(file)
  await expect(library.list()).rejects.toMatchObject({ code: 'library.damaged' })
  await expect(library.recover(path.join(path.dirname(file), 'none.sqlite'))).rejects.toMatchObject({ code: 'library.no-backup' })
  const { keptAside } = await library.recover(null)
  expect(await library.list()).toEqual([])
  expect(await readFile(keptAside, 'utf8')).toContain('somebody')
})

test.each([
  ['half of it', 0.5],
  ['its first bytes', 0.001],
])('a library cut to %s is refused and left alone', async (_, share) => {
  const file = await filledLibrary()
  const size = Math.round((await stat(file)).size * share)
  await truncate(file, size)
  const library = openTestLibrary(file)
  await expect(library.list()).rejects.toMatchObject({ code: 'library.damaged' })
  await library.close()
  expect((await stat(file)).size).toBe(size)
})

test('a damaged backup is not taken', async () => {
  const file = await filledLibrary()
  const library = openTestLibrary(file)
  const backup = await backUp(library)
  await overwrite(backup.file, 8_192, new Uint8Array(30_000).fill(0xaa))
  await expect(library.recover(backup.file)).rejects.toMatchObject({ code: 'library.no-backup' })
  expect(await library.list()).toHaveLength(40)
})

test('a library of a newer program is refused and not touched', async () => {
  const file = await filledLibrary()
  runSql(file, 'PRAGMA journal_mode = DELETE', 'PRAGMA user_version = 99')
  const before = await readFile(file)
  const library = openTestLibrary(file)
  await expect(library.list()).rejects.toMatchObject({ data: { code: 'library.newer-database', params: { version: 99 } } })
  await library.close()
  expect((await readFile(file)).equals(before)).toBe(true)
})

test('a lesson of a newer program is shown but refused, the others work', async () => {
  const file = await filledLibrary()
  runSql(
    file,
    "UPDATE project SET schema_version = 99, document = json_set(document, '$.schemaVersion', 99, '$.hologram', 1) WHERE id = 'a1'",
    "UPDATE project SET document = '{\"schemaVersion\": 1}' WHERE id = 'a2'",
    "UPDATE project SET document = 'no json' WHERE id = 'a3'",
  )
  const library = openTestLibrary(file)
  const cards = await library.list()
  expect(cards.filter(({ newer }) => newer).map(({ id }) => id)).toEqual(['a1'])
  const [a1, a2, a3] = [lessonWith('a1', 'x'), lessonWith('a2', 'x'), lessonWith('a3', 'x')]
  await expect(library.open(a1.id)).rejects.toMatchObject({ data: { code: 'library.newer-document', params: { version: 99 } } })
  await expect(library.save({ document: a1, expectedRevision: 1, history: null })).rejects.toMatchObject({
    code: 'library.newer-document',
  })
  await expect(library.open(a2.id)).rejects.toMatchObject({ code: 'library.invalid-document' })
  await expect(library.open(a3.id)).rejects.toMatchObject({ code: 'library.invalid-document' })
  await library.open(lessonWith('a4', 'x').id)
})

test('a library that another program has locked says so and works once it is free', async () => {
  const file = await filledLibrary()
  const holder = await holdLock(file)
  const library = openTestLibrary(file)
  await expect(library.list()).rejects.toMatchObject({ data: { code: 'library.locked', retryable: true } })
  holder.kill('SIGKILL')
  expect(await library.list()).toHaveLength(40)
})

test('a full disk refuses the save and keeps what was stored', async (context) => {
  const disk = await smallDisk('size=1m')
  if (!disk) return context.skip('mounting a small disk takes root')
  const library = openTestLibrary(path.join(disk, 'library.sqlite'))
  const lesson = lessonWith('a', 'A')
  await library.create(lesson)
  const big = { document: lesson, expectedRevision: 1, history: new Uint8Array(3 * 1024 * 1024) }
  await expect(library.save(big)).rejects.toMatchObject({ data: { code: 'file.disk-full', params: { folder: disk } } })
  expect(await library.open(lesson.id)).toMatchObject({ revision: 1 })
  await library.save({ ...big, history: null })
  expect(await library.open(lesson.id)).toMatchObject({ revision: 2 })
})

test('a library on a read-only disk, or where a folder stands, is refused with a sentence', async (context) => {
  const file = await newLibraryFile()
  await mkdir(file)
  await expect(openTestLibrary(file).list()).rejects.toMatchObject({ code: 'library.unreachable' })
  const disk = await smallDisk('size=4m')
  if (!disk) return context.skip('mounting a small disk takes root')
  await copyFile(await filledLibrary(), path.join(disk, 'library.sqlite'))
  remountReadOnly(disk)
  await expect(openTestLibrary(path.join(disk, 'library.sqlite')).list()).rejects.toMatchObject({ code: 'library.read-only' })
  await expect(openTestLibrary(path.join(disk, 'new/library.sqlite')).list()).rejects.toMatchObject({
    code: 'file.read-only-disk',
  })
})

test('a library that turns read-only while it is open says so, lets the disk go, and saves again on the one put in', async (context) => {
  const disk = await failingDisk()
  if (!disk) return context.skip('mounting a disk takes root')
  const library = openTestLibrary(path.join(disk.folder, 'library.sqlite'))
  const lesson = lessonWith('a', 'A')
  await library.create(lesson)
  await disk.fail()
  const save = { document: lesson, expectedRevision: 1, history: null }
  // What was written fails on the way to the disk; then it is looked at anew.
  await expect(library.save(save)).rejects.toMatchObject({ data: { code: 'library.unreachable', retryable: true } })
  await expect(library.save(save)).rejects.toMatchObject({ data: { code: 'library.read-only', retryable: true } })
  disk.putInAgain()
  await library.save(save)
  expect(await library.open(lesson.id)).toMatchObject({ revision: 2 })
})

test('there is one daily backup a day, and calls are answered while it is made', async () => {
  const file = await filledLibrary()
  const { client, host } = openKillableLibrary(file)
  await client.list()
  const folder = path.join(path.dirname(file), 'backups')
  await expect
    .poll(() => readdir(folder).catch(() => []), { timeout: 60_000 })
    .toEqual([expect.stringMatching(/^library-daily-.*sqlite$/)])
  host.kill()
  await client.list()
  await client.close()
  expect(await readdir(folder)).toHaveLength(1)
  const [daily = ''] = await readdir(folder)
  expect(runSql(path.join(folder, daily), 'SELECT count(*) AS n FROM project')).toEqual([{ n: 40 }])
})
