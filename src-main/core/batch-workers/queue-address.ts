import { Redis } from 'ioredis'
import { appError } from '#shared/messages/app-error.ts'

/** Where a shared queue is. */
export type QueueAddress = {
  /** With its password: never to be shown. */
  readonly url: string
  /** Fit to be shown. */
  readonly label: string
}

/** Of a job: what is told here is understood by every worker of the same number. */
const protocol = 1

/** Another version's workers would make other bytes, so that each version has a queue of its own. */
export const queueName = (version: string): string => `lessons-${protocol}-${version}`

/** Before the names of all keys in Redis. */
export const keyPrefix = 'tidbit'

/** `password`, where there is one, stands in for the one of the address. Throws `workers.queue-address`. */
export function readQueueAddress(text: string, password: string | undefined): QueueAddress {
  const url = URL.parse(text)
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') throw appError('workers.queue-address', {})
  if (password !== undefined && password !== '') url.password = password
  return { url: url.href, label: `${url.protocol}//${url.host}` }
}

/** An address that may be kept where everybody can read it, and the password that stood in it (empty: none). Throws `workers.queue-address`. */
export function takePasswordOut(text: string): { readonly url: string; readonly password: string } {
  const url = new URL(readQueueAddress(text, undefined).url)
  const password = decodeURIComponent(url.password)
  url.password = ''
  return { url: url.href, password }
}

/** Whether what one address may be told another may be told, too. Throws `workers.queue-address`. */
export function isSameQueue(one: string, other: string): boolean {
  return readQueueAddress(one, undefined).label === readQueueAddress(other, undefined).label
}

const connectMs = 5_000

/** How BullMQ connects: it waits for as long as it takes, but not longer than until `ended`, without which nothing would end it. */
export function connectionOf({ url }: QueueAddress, ended: AbortSignal) {
  return {
    url,
    connectTimeout: connectMs,
    maxRetriesPerRequest: null,
    retryStrategy: (times: number): number | null => (ended.aborted ? null : Math.min(times * 200, 1000)),
  }
}

/** Throws `workers.queue-unreachable`, `workers.queue-refused`. */
export async function checkQueue(address: QueueAddress): Promise<void> {
  const redis = new Redis(address.url, {
    ...{ lazyConnect: true, connectTimeout: connectMs, maxRetriesPerRequest: 0, enableReadyCheck: false },
    retryStrategy: () => null,
  })
  const told: Error[] = []
  redis.on('error', (error: Error) => told.push(error))
  try {
    await redis.connect()
    await redis.ping()
    if (told[0]) throw told[0]
  } catch (thrown) {
    throw refusal(address, told[0] ?? thrown)
  } finally {
    redis.disconnect()
  }
}

/** The error itself holds the words that were sent, the password among them: only what it says travels on. */
function refusal({ label }: QueueAddress, thrown: unknown): Error {
  const message = thrown instanceof Error ? thrown.message : ''
  if (/^(NOAUTH|WRONGPASS|NOPERM|ERR invalid password|ERR AUTH)/.test(message))
    return appError('workers.queue-refused', { queue: label })
  const code = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'no answer'
  return appError('workers.queue-unreachable', { queue: label, detail: code })
}
