import { expect, onTestFinished, test } from 'vitest'
import { createNodeHost } from '#main/core/hosts/node-host.ts'
import { lessonWith } from './lesson.ts'
import type { MigrateMethods } from './migrate-child.ts'
import { runSql } from './sql.ts'
import { newLibraryFile, openTestLibrary } from './test-library.ts'

async function libraryOfToday(): Promise<string> {
  const file = await newLibraryFile()
  const library = openTestLibrary(file)
  await library.create(lessonWith('a', 'Kept'))
  await library.close()
  return file
}

function openMigrator() {
  const host = createNodeHost<MigrateMethods>({ name: 'migrator', entry: new URL('./migrate-child.ts', import.meta.url) })
  onTestFinished(() => host.close())
  return host
}

test('a step up backs the library up first and is then in force', async () => {
  const file = await libraryOfToday()
  const migrator = openMigrator()
  const before = await migrator.call('open', { file, step: 'none' })
  expect(before.backups).toEqual([])
  const after = await migrator.call('open', { file, step: 'good' })
  expect(after.version).toBe(before.version + 1)
  expect(after.columns).toContain('subject')
  const [backup = ''] = after.backups
  expect(runSql(backup, 'SELECT title FROM project')).toEqual([{ title: 'Kept' }])
  expect(runSql(backup, 'PRAGMA user_version')).toEqual([{ user_version: before.version }])
  // The program before this one now refuses the library.
  await expect(openTestLibrary(file).list()).rejects.toMatchObject({ code: 'library.newer-database' })
})

test('a step that breaks leaves the library as it was', async () => {
  const file = await libraryOfToday()
  const migrator = openMigrator()
  await expect(migrator.call('open', { file, step: 'broken' })).rejects.toMatchObject({ code: 'internal' })
  const now = await migrator.call('open', { file, step: 'none' })
  expect(now.columns).not.toContain('subject')
  expect(now.backups).toHaveLength(1)
  expect(await openTestLibrary(file).list()).toMatchObject([{ title: 'Kept' }])
})

test('a new library takes every step without a backup', async () => {
  const opened = await openMigrator().call('open', { file: await newLibraryFile(), step: 'good' })
  expect(opened.columns).toContain('subject')
  expect(opened.backups).toEqual([])
})
