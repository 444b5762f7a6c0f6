import { expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '#main/core/jobs/job.ts'
import { createStatus } from '#main/core/jobs/job-status.ts'
import { lessonWith, withImage } from './lesson.ts'
import { runSql } from './sql.ts'
import { newLibraryFile, openKillableLibrary } from './test-library.ts'

/** `TIDBIT_KILLS=100` for a thorough run. */
const kills = Number(process.env['TIDBIT_KILLS'] ?? 12)

function expectWhole(file: string): void {
  expect(runSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(runSql(file, 'PRAGMA foreign_key_check')).toEqual([])
}

/** Kills at some moment after `work` was done once: a slow machine gets somewhere in each round, too. */
function killLater(withinMs: number, kill: () => void) {
  const begun = Promise.withResolvers<void>()
  const killing = begun.promise.then(() => sleep(Math.random() * withinMs)).then(kill)
  return { killing, isBegun: () => begun.resolve() }
}

async function untilItFails(work: () => Promise<void>): Promise<unknown> {
  for (;;) {
    try {
      await work()
    } catch (error) {
      return error
    }
  }
}

test('kill -9 in the middle of saves loses no acknowledged revision', { timeout: 60_000 + kills * 10_000 }, async () => {
  const file = await newLibraryFile()
  const { client, host } = openKillableLibrary(file)
  const lesson = lessonWith('a', 'Lesson', { captions: ['word '.repeat(2_000)] })
  await client.create(lesson)
  let acknowledged = 1
  for (let kill = 0; kill < kills; kill += 1) {
    const opened = await client.open(lesson.id)
    // A save whose answer was lost may have been stored: one more than acknowledged, never fewer.
    expect(opened.revision - acknowledged).toBeOneOf([0, 1])
    expect(opened.document.metadata.title).toBe(opened.revision === 1 ? 'Lesson' : `Save ${opened.revision}`)
    if (opened.revision > 1) expect([...(opened.history ?? [])]).toEqual(Array.from({ length: 9 }, () => opened.revision % 256))
    acknowledged = opened.revision
    const { killing, isBegun } = killLater(80, () => host.kill())
    const failure = await untilItFails(async () => {
      const revision = acknowledged + 1
      const document = { ...lesson, metadata: { ...lesson.metadata, title: `Save ${revision}` } }
      const history = new Uint8Array(9).fill(revision)
      // Straight to the host: the client would repeat the lost save.
      const save = { document, expectedRevision: acknowledged, history, saveId: `save-${revision}-${kill}` }
      acknowledged = (await host.call('saveProject', save)).revision
      isBegun()
    })
    expect(failure).toMatchObject({ code: expect.stringMatching(/^system\.process-/) })
    await killing
  }
  await client.close()
  expectWhole(file)
  expect(acknowledged).toBeGreaterThan(kills)
})

test('kill -9 in the middle of imports and exports leaves whole records', { timeout: 60_000 + kills * 10_000 }, async () => {
  const file = await newLibraryFile()
  const { client, host } = openKillableLibrary(file)
  let number = 0
  const acknowledged = new Set<string>()
  for (let kill = 0; kill < kills; kill += 1) {
    await client.status()
    const { killing, isBegun } = killLater(100, () => host.kill())
    const failure = await untilItFails(async () => {
      number += 1
      const sha256 = number.toString(16).padStart(64, '0')
      const lesson = withImage(lessonWith(`lesson-${number}`, `Lesson ${number}`), sha256)
      const request = { kind: 'package', title: 'x', projectId: lesson.id, revision: 1, document: lesson }
      const job: Job = {
        id: `job-${number}`,
        request: { ...request, assetHashes: { a: sha256 }, settings: { format: 'web' }, outputFile: null },
        status: createStatus(number),
      }
      await host.call('putAsset', { sha256, file: '/a.png', byteLength: 1, storage: 'managed', missing: false })
      await host.call('createProject', { document: lesson, tags: [] })
      await host.call('addJob', job)
      await host.call('updateJob', { id: job.id, status: { ...job.status, state: 'running', startedAt: 1, attempt: 1 } })
      await host.call('markExported', { id: lesson.id, revision: 1, record: null, target: null })
      acknowledged.add(lesson.id)
      isBegun()
    })
    expect(failure).toMatchObject({ code: expect.stringMatching(/^system\.process-/) })
    await killing
  }
  const cards = await client.list()
  const exported = new Set<string>(cards.filter(({ state }) => state === 'exported').map(({ id }) => id))
  for (const id of acknowledged) expect(exported).toContain(id)
  for (const { id } of cards) {
    await client.open(id)
  }
  const interrupted = await client.interruptJobs(5)
  expect(new Set(interrupted.map(({ state }) => state))).toEqual(new Set(['interrupted']))
  expect(interrupted.length).toBeGreaterThanOrEqual(acknowledged.size)
  await client.close()
  expectWhole(file)
  const media = runSql(
    file,
    `SELECT count(*) AS count FROM project JOIN project_asset ON project_seq = project.seq JOIN asset USING (sha256)
     GROUP BY project.seq`,
  )
  expect(media).toEqual(cards.map(() => ({ count: 1 })))
})
