import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { DetailedError, Upload, type UploadOptions } from 'tus-js-client'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { hashFile } from '../files/content-hash.ts'
import { readUrl } from './destination.ts'
import { networkError, plainWords, statusError } from './network-error.ts'
import type { PublishContext, PublishedFile, Publisher } from './publisher.ts'
import { retryDelaysMs } from './retry.ts'
import { longestSilenceMs, watchSilence } from './silence.ts'
import type { UploadMemory } from './upload-memory.ts'

/** What is sent at once: small enough that a weak connection gets some of it through. */
const pieceBytes = 5_000_000

/** Whether the same may work in a moment. 409 and 423: the server still holds the connection that broke. */
const passes = (status: number | null): boolean =>
  status === null || status === 408 || status === 409 || status === 423 || status === 429 || status >= 500

/** Our own refusal comes wrapped. */
const isOurs = (error: Error): boolean => error instanceof DetailedError && error.causingError instanceof AppError

/** Uploads by the tus protocol (tus.io), which goes on where it broke off. `secret` is sent as a bearer token; empty sends none. */
export function createTusPublisher(
  endpoint: URL,
  secret: string,
  memory: UploadMemory,
  silenceMs: number = longestSilenceMs,
): Publisher {
  const { host, origin } = endpoint
  const headers = secret === '' ? {} : { Authorization: `Bearer ${secret}` }

  function requireSameHost(address: string): void {
    const url = readUrl(address, endpoint.href)
    if (url?.origin !== origin) throw appError('publish.redirected', { host, target: url ? `${url.origin}${url.pathname}` : '?' })
  }

  /** Resolves with the address of the upload. */
  function send(upload: PublishedFile, known: string | null, name: string, context: PublishContext): Promise<string> {
    const { signal, onProgress } = context
    const content = createReadStream(upload.file)
    let silence: ReturnType<typeof watchSilence>
    let stop: () => void
    return new Promise<string>((resolve, reject) => {
      const options: UploadOptions = {
        endpoint: endpoint.href,
        uploadUrl: known,
        headers,
        chunkSize: pieceBytes,
        retryDelays: [...retryDelaysMs],
        metadata: { filename: path.basename(upload.file) },
        storeFingerprintForResuming: false,
        onBeforeRequest: (request) => requireSameHost(request.getURL()),
        onAfterResponse: () => silence.heard(),
        onShouldRetry: (error) => !signal.aborted && passes(error.originalResponse?.getStatus() ?? null) && !isOurs(error),
        onProgress: (sent, total) => {
          silence.heard()
          onProgress(sent / Math.max(1, total))
        },
        onUploadUrlAvailable: () => {
          const { url } = sending
          if (url !== null) memory.keep(name, url).catch(giveUp)
        },
        onError: (error) => reject(explain(error)),
        onSuccess: () => resolve(sending.url ?? endpoint.href),
      }
      const sending = new Upload(content as never, options)
      /** What is there stays: the next attempt goes on with it. */
      const giveUp = (reason: unknown): void => void sending.abort(false).then(() => reject(reason), reject)
      // Its library waits for ever for an answer that never comes, or never ends.
      silence = watchSilence(silenceMs, () =>
        giveUp(appError('publish.no-connection', { host, detail: 'ETIMEDOUT' }, { retryable: true })),
      )
      stop = () => giveUp(appError('cancelled', {}))
      signal.addEventListener('abort', stop)
      if (signal.aborted) reject(appError('cancelled', {}))
      else sending.start()
    }).finally(() => {
      silence.end()
      content.destroy()
      signal.removeEventListener('abort', stop)
    })
  }

  function explain(error: Error): unknown {
    if (!(error instanceof DetailedError)) return networkError(error, host)
    if (error.causingError instanceof AppError) return error.causingError
    const { originalResponse } = error
    if (!originalResponse) return networkError(error.causingError ?? error, host)
    const known = statusError(originalResponse.getStatus(), host, originalResponse.getHeader('location') ?? null)
    if (known !== null && known.code !== 'publish.not-understood') return known
    const words = originalResponse.getBody().trim()
    // A page is for people and comes from another kind of server; a tus server says its reason in a line.
    if (words === '' || words.startsWith('<')) return appError('publish.not-understood', { host })
    return appError('publish.refused', { host, words: plainWords(words, secret) })
  }

  return {
    async test(signal) {
      try {
        const answer = await fetch(endpoint, { method: 'OPTIONS', headers, redirect: 'manual', signal })
        const failure = statusError(answer.status, host, answer.headers.get('location'))
        if (failure) throw failure
        if (answer.headers.get('tus-version') === null && answer.headers.get('tus-resumable') === null)
          throw appError('publish.not-understood', { host })
      } catch (thrown) {
        throw signal.aborted ? appError('cancelled', {}, { cause: thrown }) : networkError(thrown, host)
      }
    },
    async publish(upload, context) {
      const { sha256 } = await hashFile(upload.file, { signal: context.signal })
      const name = createHash('sha256')
        .update(`${endpoint.href}\n${sha256}\n${path.basename(upload.file)}`)
        .digest('hex')
      const known = await memory.find(name)
      if (known !== null) requireSameHost(known)
      const place = await send(upload, known, name, context)
      await memory.forget(name)
      return { place, finishUrl: null }
    },
  }
}
