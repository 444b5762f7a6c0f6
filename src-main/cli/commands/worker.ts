import { tmpdir } from 'node:os'
import { batchText } from '#shared/messages/ui/batch.ts'
import { openNodeWorkers } from '../../core/batch/batch-worker.ts'
import { chooseJobs, measureMachine } from '../../core/batch/choose-jobs.ts'
import { openStore } from '../../core/batch-workers/open-store.ts'
import { readQueueAddress } from '../../core/batch-workers/queue-address.ts'
import { takeJobs, type WorkerEvent } from '../../core/batch-workers/take-jobs.ts'
import { speechModelFolder } from '../../core/files/user-data-folder.ts'
import { createSpeechModels } from '../../core/speech/speech-models.ts'
import type { OrderOf } from '../arguments/words.ts'
import type { WorkerInvocation } from '../arguments/worker.ts'
import { playerFolder, type Session } from '../session.ts'
import { readVersion } from '../version.ts'

/** What a connection to a queue that is away still waits for does not keep the command from its end. */
const exitMs = 5_000

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Makes lessons for batches of other computers until it is interrupted, which is no failure. Throws `workers.*`, `file.*`. */
export async function runWorker(order: OrderOf<WorkerInvocation>, session: Session): Promise<string> {
  const { progress, signal: last, media } = session
  const address = readQueueAddress(order.queue, process.env['TIDBIT_QUEUE_PASSWORD'])
  const store = await openStore(order.store, process.env)
  const jobs = order.jobs ?? chooseJobs(measureMachine())
  const more = openNodeWorkers(jobs - 1)
  const models = createSpeechModels({ folder: speechModelFolder(), media })
  const now = new AbortController()
  let count = 0
  const interrupt = (): void => {
    count += 1
    if (count === 1) progress.note(batchText.worker.ending)
    else now.abort()
  }
  for (const name of interruptions) process.on(name, interrupt)
  const tell = (event: WorkerEvent): void => {
    const line = describe(event, address.label, jobs)
    if (event.kind === 'failed' || event.kind === 'passed-on') progress.warn(line)
    else progress.note(line)
  }
  try {
    const services = {
      ...{ workers: [session, ...more.workers], models, store, playerFolder },
      log: (thrown: unknown) => progress.warn(String(thrown)),
    }
    const version = await readVersion()
    await takeJobs(services, { address, version, workFolder: tmpdir(), last, now: now.signal, tell })
    setTimeout(() => process.exit(), exitMs).unref()
    return ''
  } finally {
    for (const name of interruptions) process.off(name, interrupt)
    await more.close()
    await models.close()
  }
}

function describe(event: WorkerEvent, queue: string, jobs: number): string {
  const words = batchText.worker
  switch (event.kind) {
    case 'ready':
      return words.ready(queue, jobs)
    case 'queue-away':
    case 'queue-back':
      return words[event.kind]
    case 'failed':
    case 'passed-on':
      return words[event.kind](event.name, event.reason)
    case 'begun':
    case 'made':
    case 'stopped':
    case 'returned':
      return words[event.kind](event.name)
  }
}
