import { protocol } from 'electron'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { studioOrigin } from '#shared/ipc/channel-names.ts'
import { assetVariants, type AssetVariant } from '#shared/ipc/media-url.ts'
import { assetIdSchema, type AssetId } from '#shared/project/ids.ts'
import { parseByteRange } from './byte-range.ts'

export type MediaFile = { readonly path: string; readonly contentType: string }

/** The file of an asset; null for an asset that no open project or library card has, or a variant that is not there. */
export type FindMediaFile = (assetId: AssetId, variant: AssetVariant) => Promise<MediaFile | null>

const headers = {
  // The window is isolated (COEP) and draws pictures on canvases (CORS).
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': studioOrigin,
  'X-Content-Type-Options': 'nosniff',
  'Accept-Ranges': 'bytes',
} as const

const refused = (status: number): Response => new Response(null, { status, headers })

const isVariant = (name: string): name is AssetVariant => (assetVariants as readonly string[]).includes(name)

function readTarget(address: string): { assetId: AssetId; variant: AssetVariant } | null {
  const url = new URL(address)
  const [, id = '', variant = '', ...rest] = url.pathname.split('/')
  const assetId = assetIdSchema.safeParse(id)
  if (url.host !== 'asset' || rest.length > 0 || !assetId.success || !isVariant(variant)) return null
  return { assetId: assetId.data, variant }
}

/** Serves `media://asset/<id>/<variant>` with byte ranges; a path can never be asked for. */
export function serveMedia(findFile: FindMediaFile): void {
  protocol.handle('media', async (request) => {
    const target = readTarget(request.url)
    if (target === null || (request.method !== 'GET' && request.method !== 'HEAD')) return refused(404)
    const file = await findFile(target.assetId, target.variant)
    const found = file === null ? null : await stat(file.path).catch(() => null)
    if (file === null || !found?.isFile()) return refused(404)
    return answer(request, file, found.size)
  })
}

function answer(request: Request, file: MediaFile, length: number): Response {
  const range = parseByteRange(request.headers.get('range'), length)
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${length}` } })
  const { first, last } = range === 'whole' ? { first: 0, last: length - 1 } : range
  const size = last - first + 1
  const fields = { ...headers, 'Content-Type': file.contentType, 'Content-Length': String(size) }
  const body = request.method === 'HEAD' || size === 0 ? null : readPart(file.path, first, last)
  if (range === 'whole') return new Response(body, { status: 200, headers: fields })
  return new Response(body, { status: 206, headers: { ...fields, 'Content-Range': `bytes ${first}-${last}/${length}` } })
}

function readPart(path: string, first: number, last: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream<Uint8Array>
}
