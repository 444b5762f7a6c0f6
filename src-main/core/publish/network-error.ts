import { AppError, appError } from '#shared/messages/app-error.ts'
import { readUrl } from './destination.ts'

const certificateCodes = /^(?:CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|ERR_SSL_|EPROTO$)/

/** The sentence for a connection that failed; what is no such failure comes back as it was. */
export function networkError(thrown: unknown, host: string): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return thrown
  const code = codeOf(thrown)
  if (code === null) return thrown
  const cause = { cause: thrown }
  if (certificateCodes.test(code)) return appError('publish.certificate', { host, detail: code }, cause)
  return appError('publish.no-connection', { host, detail: code }, { ...cause, retryable: true })
}

/** Also of an error that wraps another. */
function codeOf(error: Error): string | null {
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? codeOf(error.cause) : null
}

/** The sentence for an answer that is not a success; null where it is one. */
export function statusError(status: number, host: string, location: string | null = null): AppError | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return redirected(host, location)
  switch (status) {
    case 401:
      return appError('publish.unauthorized', { host })
    case 403:
      return appError('publish.forbidden', { host })
    case 404:
    case 405:
      return appError('publish.not-found', { host })
    case 413:
      return appError('publish.too-large', { host })
    case 408:
    case 429:
      return appError('publish.server-failed', { host, status }, { retryable: true })
    default:
      // Waiting mends no request that does not suit whoever answers.
      return status >= 500
        ? appError('publish.server-failed', { host, status }, { retryable: true })
        : appError('publish.not-understood', { host })
  }
}

function redirected(host: string, location: string | null): AppError {
  const target = location === null ? null : readUrl(location, `https://${host}`)
  return appError('publish.redirected', { host, target: target ? `${target.origin}${target.pathname}` : '?' })
}

/** The platform's own words as plain text, without anything secret that it may repeat. */
export function plainWords(words: unknown, ...secrets: readonly string[]): string {
  const text = typeof words === 'string' ? words : ''
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const hidden = secrets.reduce((shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '•••')), plain)
  return hidden.slice(0, 300) || '(nothing)'
}
