import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { ModelSource } from '#main/core/speech/model-source.ts'
import type { CatalogueModel } from '#shared/speech/model-catalogue.ts'
import { speechModelIdSchema } from '#shared/speech/models.ts'

export type Asked = {
  readonly range: string | undefined
  readonly ifRange: string | undefined
  readonly headers: readonly string[]
}

export type ModelServer = {
  readonly origin: string
  readonly asked: readonly Asked[]
  /** What it does instead of sending the file; null: it behaves. */
  misbehave: ((request: IncomingMessage, response: ServerResponse) => boolean) | null
  /** Sends so many bytes and then nothing more; null: the whole answer. */
  stallAfter: number | null
  /** Breaks the connections that there are. */
  breakConnections(): void
  content: Buffer
}

/** Serves one file with ranges, as the hosts of the catalogue do. */
export async function serveModel(content: Buffer): Promise<ModelServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers
    asked.push({ range, ifRange: ifRange as string | undefined, headers: Object.keys(request.headers) })
    if (served.misbehave?.(request, response)) return
    const tag = `"${sha256(served.content)}"`
    const from =
      range !== undefined && (ifRange === undefined || ifRange === tag) ? Number(/^bytes=(\d+)-$/u.exec(range)?.[1]) : 0
    const body = served.content.subarray(from)
    response.writeHead(from > 0 ? 206 : 200, {
      etag: tag,
      'content-length': body.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${served.content.length - 1}/${served.content.length}` }),
    })
    const cut = served.stallAfter
    if (cut === null || cut >= body.length) response.end(body)
    else response.write(body.subarray(0, cut))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const served: ModelServer = {
    origin: `http://127.0.0.1:${port}`,
    asked,
    misbehave: null,
    stallAfter: null,
    breakConnections: () => server.closeAllConnections(),
    content,
  }
  return served
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** As the catalogue's, but of this computer only. */
export const localSource: ModelSource = {
  fetch,
  allows: ({ hostname }) => hostname === '127.0.0.1',
  hostOf: (url) => new URL(url).hostname,
}

/** The file of a server as the catalogue would list it. */
export function listModel({ origin, content }: ModelServer, engine: CatalogueModel['engine'] = 'whisper'): CatalogueModel {
  return {
    modelId: speechModelIdSchema.parse(`test-${engine}`),
    name: `Test ${engine}`,
    engine,
    languages: ['en'],
    url: `${origin}/model`,
    byteLength: content.length,
    sha256: sha256(content),
    licence: 'MIT',
  }
}
