import Sqlite, { type Database } from 'better-sqlite3'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { fileError } from '#main/core/files/file-error.ts'
import type { LibraryBackup } from '#main/core/library/contract.ts'

/** Daily backups kept; those made before a migration are kept for good. */
const keptDaily = 5
/** 4 MB between two looks at the calls that wait. */
const pagesAtOnce = 1024
const dayMs = 24 * 60 * 60 * 1000

function backupFolderOf(libraryFile: string): string {
  return path.join(path.dirname(libraryFile), 'backups')
}

/** Newest first. */
export function listBackups(libraryFile: string): LibraryBackup[] {
  const folder = backupFolderOf(libraryFile)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^library-.*\.sqlite$/.test(name))
    .map((name) => {
      const file = path.join(folder, name)
      const { mtimeMs, size } = statSync(file)
      return { file, createdAt: Math.round(mtimeMs), byteLength: size }
    })
    .toSorted((a, b) => b.createdAt - a.createdAt)
}

/** One consistent copy of the database, made in one go; it has its final name only when it is whole and on disk. */
export function writeBackup(database: Database, label: string, now: number): LibraryBackup {
  const { file, partial } = prepareBackup(database.name, label, now)
  database.prepare('VACUUM INTO ?').run(partial)
  return finishBackup(partial, file)
}

/** At most one backup a day, made a few pages at a time so that calls are answered meanwhile. Null where none was due. */
export async function writeDailyBackup(database: Database, now: number): Promise<LibraryBackup | null> {
  const daily = listBackups(database.name).filter(({ file }) => path.basename(file).startsWith('library-daily-'))
  const newest = daily[0]
  if (newest && now - newest.createdAt < dayMs) return null
  const { file, partial } = prepareBackup(database.name, 'daily', now)
  await database.backup(partial, { progress: () => pagesAtOnce })
  const backup = finishBackup(partial, file)
  for (const old of daily.slice(keptDaily - 1)) rmSync(old.file, { force: true })
  return backup
}

function prepareBackup(libraryFile: string, label: string, now: number): { file: string; partial: string } {
  const folder = backupFolderOf(libraryFile)
  mkdirSync(folder, { recursive: true })
  // What a killed process left behind.
  for (const name of readdirSync(folder)) if (name.includes('.partial')) rmSync(path.join(folder, name), { force: true })
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const file = path.join(folder, `library-${label}-${stamp}.sqlite`)
  return { file, partial: `${file}.partial` }
}

function finishBackup(partial: string, file: string): LibraryBackup {
  flush(partial)
  renameSync(partial, file)
  const { mtimeMs, size } = statSync(file)
  return { file, createdAt: Math.round(mtimeMs), byteLength: size }
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

function copyWhole(from: string, to: string): void {
  try {
    copyFileSync(from, to)
    flush(to)
  } catch (thrown) {
    rmSync(to, { force: true })
    throw thrown
  }
}

/** Whether a file opens as a library and is whole. */
export function isUsableBackup(file: string): boolean {
  let database: Database | null = null
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true })
    const tables = database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'project'").pluck().get()
    return tables === 1 && database.pragma('quick_check(1)', { simple: true }) === 'ok'
  } catch {
    return false
  } finally {
    database?.close()
  }
}

/**
 * Puts a backup (null: nothing) in the place of the library's files, which are moved aside and never deleted; returns the new
 * name of the database. All that can fail for want of space is done first; where it fails later, the files go back.
 */
export function replaceLibrary(libraryFile: string, backupFile: string | null, now: number): string {
  const partial = `${libraryFile}.partial`
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const aside = path.join(path.dirname(libraryFile), `library-set-aside-${stamp}.sqlite`)
  const moved: string[] = []
  try {
    if (backupFile !== null) copyWhole(backupFile, partial)
    for (const suffix of ['-wal', '-shm', '']) {
      if (!existsSync(libraryFile + suffix)) continue
      renameSync(libraryFile + suffix, aside + suffix)
      moved.push(suffix)
    }
    if (backupFile !== null) renameSync(partial, libraryFile)
    return aside
  } catch (thrown) {
    for (const suffix of moved.toReversed()) renameSync(aside + suffix, libraryFile + suffix)
    throw fileError(thrown, { file: libraryFile, action: 'write' })
  }
}
