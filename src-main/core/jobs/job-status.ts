import { err, ok, type Result } from '#shared/base/result.ts'
import type { ErrorData } from '#shared/messages/app-error.ts'
import type { JobState, JobStatus } from './job.ts'

export type JobEvent =
  | { readonly kind: 'queue' }
  | { readonly kind: 'start' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'report'; readonly stage: string; readonly fraction: number }
  | { readonly kind: 'succeed'; readonly result: JobStatus['result'] }
  | { readonly kind: 'fail'; readonly error: ErrorData }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'interrupt' }

/** DESIGN.md section 9, and a rest in between. A job that succeeded is over: doing it again is another job. */
const allowed: Readonly<Record<JobState, readonly JobEvent['kind'][]>> = {
  queued: ['start', 'cancel', 'interrupt'],
  running: ['report', 'pause', 'succeed', 'fail', 'cancel', 'interrupt'],
  // What was under way when it was paused may still report, or come to its end.
  paused: ['report', 'resume', 'succeed', 'fail', 'cancel', 'interrupt'],
  succeeded: [],
  failed: ['queue'],
  cancelled: ['queue'],
  interrupted: ['queue'],
}

export function isFinal(state: JobState): boolean {
  return state !== 'queued' && state !== 'running' && state !== 'paused'
}

/** `now` in milliseconds since 1970, here and below. */
export function createStatus(now: number): JobStatus {
  return {
    state: 'queued',
    attempt: 0,
    stage: null,
    fraction: 0,
    error: null,
    result: null,
    queuedAt: now,
    startedAt: null,
    endedAt: null,
  }
}

/** The status after an event, or `library.job-state` where the state does not allow it. */
export function advanceStatus(status: JobStatus, event: JobEvent, now: number): Result<JobStatus, ErrorData> {
  if (!allowed[status.state].includes(event.kind))
    return err({ code: 'library.job-state', params: { state: status.state, event: event.kind }, retryable: false })
  return ok(applyEvent(status, event, now))
}

function applyEvent(status: JobStatus, event: JobEvent, now: number): JobStatus {
  switch (event.kind) {
    case 'queue':
      return { ...createStatus(now), attempt: status.attempt }
    case 'start':
      return { ...status, state: 'running', attempt: status.attempt + 1, startedAt: now }
    case 'pause':
      return { ...status, state: 'paused' }
    case 'resume':
      return { ...status, state: 'running' }
    case 'report': {
      const fraction = Number.isFinite(event.fraction) ? event.fraction : 0
      return { ...status, stage: event.stage, fraction: Math.min(1, Math.max(status.fraction, fraction)) }
    }
    case 'succeed':
      return { ...status, state: 'succeeded', fraction: 1, result: event.result, endedAt: now }
    case 'fail':
      return { ...status, state: 'failed', error: event.error, endedAt: now }
    case 'cancel':
      return { ...status, state: 'cancelled', endedAt: now }
    case 'interrupt':
      return { ...status, state: 'interrupted', endedAt: now }
  }
}
