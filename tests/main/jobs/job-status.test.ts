import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { jobStatusSchema } from '#main/core/jobs/job.ts'
import { advanceStatus, createStatus, isFinal, type JobEvent } from '#main/core/jobs/job-status.ts'

const event: fc.Arbitrary<JobEvent> = fc.oneof(
  fc.constantFrom<JobEvent>({ kind: 'queue' }, { kind: 'start' }, { kind: 'cancel' }, { kind: 'interrupt' }),
  fc.record({ kind: fc.constant('report' as const), stage: fc.string(), fraction: fc.double() }),
  fc.record({ kind: fc.constant('succeed' as const), result: fc.constant({ file: 'a' }) }),
  fc.constant<JobEvent>({ kind: 'fail', error: { code: 'file.disk-full', params: { folder: '/' }, retryable: false } }),
)

test('whatever happens in whatever order, a status stays one that can be', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let status = createStatus(0)
      for (const [index, next] of events.entries()) {
        const before = status
        const advanced = advanceStatus(status, next, index + 1)
        if (!advanced.ok) {
          expect(advanced.error.code).toBe('library.job-state')
          continue
        }
        status = advanced.value
        expect(jobStatusSchema.safeParse(status).success).toBe(true)
        expect(before.state).not.toBe('succeeded')
        expect(status.endedAt !== null).toBe(isFinal(status.state))
        expect(status.error !== null).toBe(status.state === 'failed')
        expect(status.result !== null).toBe(status.state === 'succeeded')
        expect(status.attempt).toBe(before.attempt + (next.kind === 'start' ? 1 : 0))
        if (next.kind !== 'queue') expect(status.fraction).toBeGreaterThanOrEqual(before.fraction)
        if (status.state === 'running') expect(status.startedAt).not.toBeNull()
      }
    }),
    { numRuns: 500 },
  )
})

test('the way of a job that was interrupted and started again', () => {
  let status = createStatus(1)
  const events: JobEvent[] = [
    { kind: 'start' },
    { kind: 'report', stage: 'encode', fraction: 0.5 },
    { kind: 'interrupt' },
    { kind: 'queue' },
    { kind: 'start' },
    { kind: 'succeed', result: null },
  ]
  const states = events.map((next, index) => {
    const advanced = advanceStatus(status, next, index + 2)
    if (advanced.ok) status = advanced.value
    return `${status.state} ${status.fraction}`
  })
  expect(states).toEqual(['running 0', 'running 0.5', 'interrupted 0.5', 'queued 0', 'running 0', 'succeeded 1'])
  expect(status).toMatchObject({ attempt: 2, queuedAt: 5, startedAt: 6, endedAt: 7 })
})
