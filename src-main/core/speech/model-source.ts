import { appError } from '#shared/messages/app-error.ts'

/** Where models may come from, and how they are asked for. */
export type ModelSource = {
  readonly fetch: typeof fetch
  /** Whether anything may be asked of an address, redirects included. */
  allows(url: URL): boolean
  hostOf(url: string): string
}

/** The hosts of the catalogue and those that they hand large files over to. */
const hosts = ['huggingface.co', 'hf.co', 'alphacephei.com'] as const

/** https to the catalogue's hosts and nowhere else; nothing but the request for the file goes out: no cookie, no name, no referrer. */
export const catalogueSource: ModelSource = {
  fetch,
  allows: ({ protocol, hostname, port, username, password }) =>
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)),
  hostOf: (url) => new URL(url).hostname,
}

const mostRedirects = 5
/** Without a byte for so long the connection counts as broken. */
const silenceMs = 30_000

type Answer = {
  readonly status: number
  /** Of the whole file; null where the server does not tell. */
  readonly totalBytes: number | null
  /** Where the body of a 206 begins; null where it does not say so. */
  readonly startsAt: number | null
  /** What `If-Range` may name: a strong tag, or the date of the file. */
  readonly validator: string | null
  readonly body: AsyncIterable<Uint8Array>
  /** Ends a body that nobody reads. */
  discard(): Promise<void>
}

/** One GET, redirects followed where they are allowed. Throws `speech.no-network`, `speech.server-error`, `cancelled`. */
export async function fetchFollowing(
  address: string,
  headers: Readonly<Record<string, string>>,
  { source, signal }: { readonly source: ModelSource; readonly signal: AbortSignal },
): Promise<Answer> {
  const host = source.hostOf(address)
  let url = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    if (!source.allows(url)) throw appError('speech.server-error', { host, status: 302 })
    const response = await ask(url, { headers, source, signal, host })
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (next === null) return toAnswer(response, { signal, host })
    await response.body?.cancel()
    const target = URL.parse(next, url.href)
    if (target === null) throw appError('speech.server-error', { host, status: response.status })
    url = target
  }
  throw appError('speech.server-error', { host, status: 310 })
}

type Asking = {
  readonly headers: Readonly<Record<string, string>>
  readonly source: ModelSource
  readonly signal: AbortSignal
  readonly host: string
}

async function ask(url: URL, { headers, source, signal, host }: Asking): Promise<Response> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), silenceMs)
  try {
    return await source.fetch(url.href, {
      // A packed answer has other bytes than those the range counts.
      headers: { ...headers, 'accept-encoding': 'identity' },
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.any([signal, silence.signal]),
    })
  } catch (cause) {
    if (signal.aborted) throw appError('cancelled', {}, { cause })
    throw appError('speech.no-network', { host }, { retryable: true, cause })
  } finally {
    clearTimeout(timer)
  }
}

function toAnswer(response: Response, { signal, host }: Pick<Asking, 'signal' | 'host'>): Answer {
  const { status, headers, body } = response
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/u.exec(headers.get('content-range') ?? '') ?? []
  const length = headers.get('content-length')
  const tag = headers.get('etag')
  return {
    status,
    totalBytes: total !== undefined ? Number(total) : status === 200 && length !== null ? Number(length) : null,
    startsAt: start === undefined ? null : Number(start),
    validator: tag !== null && !tag.startsWith('W/') ? tag : headers.get('last-modified'),
    body: readBody(body, { signal, host }),
    discard: async () => body?.cancel(),
  }
}

/** The chunks of a body, given up where none comes for a while. */
async function* readBody(
  body: ReadableStream<Uint8Array> | null,
  { signal, host }: Pick<Asking, 'signal' | 'host'>,
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const chunk = await withinSilence(reader, signal)
      if (chunk === null) return
      yield chunk
    }
  } catch (cause) {
    if (signal.aborted) throw appError('cancelled', {}, { cause })
    throw appError('speech.no-network', { host }, { retryable: true, cause })
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function withinSilence(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal): Promise<Uint8Array | null> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer')), silenceMs)
  const giveUp = (): void => reject(new Error('given up'))
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    const { done, value } = await Promise.race([reader.read(), promise])
    return done ? null : value
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
