import type { JobMessage, JobSnapshot } from '#shared/ipc/areas/jobs.ts'

/** The part of a MessagePort that is used here. */
type Port = {
  postMessage(message: JobMessage): void
  close(): void
}

/** DESIGN.md section 8: at most ten updates a second. */
const intervalMs = 100

const endStates: ReadonlySet<JobSnapshot['state']> = new Set(['succeeded', 'failed', 'cancelled', 'interrupted'])

/** Tells a window about a job: a snapshot at once, updates no faster than ten a second (the newest wins), one final. */
export function streamJob(first: JobSnapshot, port: Port): { update(job: JobSnapshot): void; stop(): void } {
  let sequence = 0
  let pending: JobSnapshot | null = null
  let timer: NodeJS.Timeout | null = null
  let ended = false

  const send = (kind: JobMessage['kind'], job: JobSnapshot): void => {
    port.postMessage({ kind, sequence, job })
    sequence += 1
  }
  const stop = (): void => {
    ended = true
    if (timer !== null) clearTimeout(timer)
  }
  const finish = (job: JobSnapshot): void => {
    stop()
    send('final', job)
    port.close()
  }
  const tick = (): void => {
    timer = null
    if (pending === null) return
    send('update', pending)
    pending = null
    timer = setTimeout(tick, intervalMs)
  }

  send('snapshot', first)
  if (endStates.has(first.state)) finish(first)
  else timer = setTimeout(tick, intervalMs)

  return {
    update(job) {
      if (ended) return
      if (endStates.has(job.state)) {
        finish(job)
        return
      }
      pending = job
      if (timer === null) tick()
    },
    stop,
  }
}
