import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The header in which the page of the session shows that it is the page of the session. */
export const uploadKeyHeader = 'x-upload-key'

/** What a request asks for, after everything about it was found in order. */
export type CheckedRequest =
  | { readonly kind: 'page' }
  /** The page, without the slash at its end: somebody typed the address. */
  | { readonly kind: 'redirect'; readonly path: string }
  | { readonly kind: 'file'; readonly fileName: 'page.js' | 'page.css' }
  | { readonly kind: 'create' }
  | { readonly kind: 'upload'; readonly uploadId: string }
  /** Refused: `status` is for HTTP; `guess` marks one that may be looking for the secret. */
  | { readonly kind: 'refused'; readonly status: number; readonly guess: boolean }

type Session = {
  /** "192.168.1.5:40123" or "[fd00::2]:40123", as a browser writes it. */
  readonly host: string
  readonly token: string
  readonly uploadKey: string
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

const refuse = (status: number, guess = false): CheckedRequest => ({ kind: 'refused', status, guess })

/** Takes as long for one that is nearly right as for one that is wrong from the first character. */
export function isSecret(given: string, secret: string): boolean {
  const [one, other] = [given, secret].map((value) => createHash('sha256').update(value).digest()) as [Buffer, Buffer]
  return timingSafeEqual(one, other)
}

const assetNames = ['page.js', 'page.css'] as const
/** Phones ask for these by themselves. */
const iconName = /^(favicon|apple-touch-icon)[\w.-]*$/
const uploadPath = /^files\/([0-9a-f]{32})$/

/**
 * What a request to the upload server asks for. Only paths that are exactly right are understood: none is decoded, so none leads
 * anywhere else. A page of another site reaches nothing: its `Origin` differs, and after a rebinding of its name its `Host` does.
 */
export function checkRequest({ method = '', url = '', headers }: Asked, { host, token, uploadKey }: Session): CheckedRequest {
  if (headers.host !== host) return refuse(421)
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return refuse(403)
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(403)
  const [, given = '', ...rest] = url.split('/')
  if (!isSecret(given, token)) return refuse(404, !iconName.test(given))
  const path = rest.join('/')
  if (rest.length === 0) return method === 'GET' ? { kind: 'redirect', path: `/${token}/` } : refuse(405)
  const reads = method === 'GET'
  if (path === '') return reads ? { kind: 'page' } : refuse(405)
  const fileName = assetNames.find((name) => name === path)
  if (fileName !== undefined) return reads ? { kind: 'file', fileName } : refuse(405)
  const uploadId = uploadPath.exec(path)?.[1]
  if (path !== 'files' && uploadId === undefined) return refuse(404)
  const key = headers[uploadKeyHeader]
  if (typeof key !== 'string' || !isSecret(key, uploadKey)) return refuse(403, true)
  if (uploadId === undefined) return method === 'POST' ? { kind: 'create' } : refuse(405)
  return method === 'HEAD' || method === 'PATCH' || method === 'DELETE' ? { kind: 'upload', uploadId } : refuse(405)
}
