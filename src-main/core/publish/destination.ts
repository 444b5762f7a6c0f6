import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'

/** Where SCORM Cloud's API answers (its client's own default). */
export const scormCloudUrl = 'https://cloud.scorm.com/api/v2'

/** A place to publish to; its secret (Moodle's token, SCORM Cloud's secret key, a bearer token for tus) is kept elsewhere. */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1) }),
  z.strictObject({ kind: z.literal('tus'), url: z.string() }),
  z.strictObject({
    kind: z.literal('moodle'),
    url: z.string(),
    /** The course in which the page to finish opens; null for the user's own files. */
    courseId: z.int().positive().nullable(),
  }),
  z.strictObject({ kind: z.literal('scormcloud'), url: z.string(), appId: z.string().min(1).max(200) }),
])
export type Destination = z.infer<typeof destinationSchema>

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * A web address as the user typed it, without a slash at its end. Secrets travel to it, so it must be https, but for this computer itself.
 * Throws `publish.address-invalid`, `publish.address-insecure`.
 */
export function parseAddress(typed: string): URL {
  const text = typed.trim()
  const url = readUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  // A name or password in an address would be shown and stored with it.
  if (!url || !isWeb || url.hostname === '' || url.username !== '' || url.password !== '')
    throw appError('publish.address-invalid', { address: url?.username ? url.host : text.slice(0, 200) })
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) throw appError('publish.address-insecure', { host: url.host })
  url.hash = ''
  return url
}

/** Null for what is no address. (`URL.parse` came with Node 22.) */
export function readUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null
}

/** An address below another one, whose own path stays. */
export function addressBelow(base: URL, path: string): URL {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`
  url.search = ''
  return url
}
