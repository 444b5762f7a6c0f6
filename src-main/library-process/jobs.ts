import { jobSchema, summarizeJob, type Job, type JobSummary } from '#main/core/jobs/job.ts'
import type { LibraryInput } from '#main/core/library/contract.ts'
import { appError } from '#shared/messages/app-error.ts'
import { inTransaction, type Library } from './library.ts'

/** Jobs that no longer run are remembered up to here, the newest first. */
const keptOver = 200

type JobRow = { readonly id: string; readonly request: string; readonly status: string }

/** Null where the stored data no longer fits: such a job cannot be started again. */
function parseJob({ id, request, status }: JobRow): Job | null {
  const parsed = jobSchema.safeParse({ id, request: JSON.parse(request) as unknown, status: JSON.parse(status) as unknown })
  return parsed.success ? parsed.data : null
}

export function readJob({ database }: Library, { id }: LibraryInput<'readJob'>): Job {
  const row = database.prepare('SELECT id, request, status FROM job WHERE id = ?').get(id) as JobRow | undefined
  const job = row && parseJob(row)
  if (!job) throw appError('library.unknown-job', { id })
  return job
}

export function addJob(library: Library, { id, request, status }: Job): null {
  const { database } = library
  return inTransaction(library, () => {
    database
      .prepare('INSERT OR REPLACE INTO job (id, state, request, status, queued_at) VALUES (?, ?, ?, ?, ?)')
      .run(id, status.state, JSON.stringify(request), JSON.stringify(status), status.queuedAt)
    database
      .prepare(
        `DELETE FROM job WHERE state NOT IN ('queued', 'running', 'paused') AND id NOT IN (
           SELECT id FROM job WHERE state NOT IN ('queued', 'running', 'paused') ORDER BY queued_at DESC LIMIT ?)`,
      )
      .run(keptOver)
    return null
  })
}

export function updateJob({ database }: Library, { id, status }: LibraryInput<'updateJob'>): null {
  database.prepare('UPDATE job SET state = ?, status = ? WHERE id = ?').run(status.state, JSON.stringify(status), id)
  return null
}

/** What was queued or running when the program died; returns every job that is now interrupted, oldest first. */
export function interruptJobs(library: Library, { at }: LibraryInput<'interruptJobs'>): JobSummary[] {
  return inTransaction(library, () => {
    const { database } = library
    database
      .prepare(
        `UPDATE job SET state = 'interrupted', status = json_set(status, '$.state', 'interrupted', '$.endedAt', ?)
         WHERE state IN ('queued', 'running', 'paused')`,
      )
      .run(at)
    const rows = database
      .prepare(
        `SELECT id, json_set(request, '$.document', NULL) AS request, status FROM job
         WHERE state = 'interrupted' ORDER BY queued_at, rowid`,
      )
      .all() as JobRow[]
    return rows.flatMap((row) => {
      const job = parseJob(row)
      return job ? [summarizeJob(job)] : []
    })
  })
}
