import { protocol } from 'electron'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { studioOrigin } from '#shared/ipc/channel-names.ts'
import { assetVariants, type AssetVariant } from '#shared/ipc/media-url.ts'
import { assetIdSchema, lessonIdSchema, type AssetId, type LessonId } from '#shared/project/ids.ts'
import { parseByteRange } from './byte-range.ts'

export type MediaFile = { readonly path: string; readonly contentType: string }

export type MediaFiles = {
  /** Null for an asset that no open project has, or a variant that is not there. */
  findAsset(assetId: AssetId, variant: AssetVariant): Promise<MediaFile | null>
  findLessonPoster(lessonId: LessonId): Promise<MediaFile | null>
}

const headers = {
  // The window is isolated (COEP) and draws pictures on canvases (CORS).
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': studioOrigin,
  'X-Content-Type-Options': 'nosniff',
  'Accept-Ranges': 'bytes',
} as const

const refused = (status: number): Response => new Response(null, { status, headers })

const isVariant = (name: string): name is AssetVariant => (assetVariants as readonly string[]).includes(name)

/** The file that `media://asset/<id>/<variant>` or `media://lesson/<id>/poster` names. */
async function findFile(address: string, files: MediaFiles): Promise<MediaFile | null> {
  const url = new URL(address)
  const [, id = '', variant = '', ...rest] = url.pathname.split('/')
  if (rest.length > 0) return null
  if (url.host === 'asset') {
    const assetId = assetIdSchema.safeParse(id)
    return assetId.success && isVariant(variant) ? files.findAsset(assetId.data, variant) : null
  }
  const lessonId = lessonIdSchema.safeParse(id)
  return url.host === 'lesson' && variant === 'poster' && lessonId.success ? files.findLessonPoster(lessonId.data) : null
}

/** Serves pictures and originals by id, with byte ranges; a path can never be asked for. */
export function serveMedia(files: MediaFiles): void {
  protocol.handle('media', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
    const file = await findFile(request.url, files)
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
