import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RecordStore, StoreReply } from './record-store.ts'

export type ServedRecordStore = {
  /** As `http://127.0.0.1:4711`. */
  readonly address: string
  close(): Promise<void>
}

/** A lesson says far less at once. */
const mostBodyBytes = 4 * 1024 * 1024

/** Puts a record store on loopback, where pages of another origin may call it: only their token lets them in. */
export async function serveRecordStore(store: RecordStore): Promise<ServedRecordStore> {
  const server = createServer((request, response) => {
    answer(store, request, response).catch(() => {
      if (!response.headersSent) send(response, { status: 400 })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function answer(store: RecordStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
  response.setHeader(
    'Access-Control-Allow-Headers',
    'Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match',
  )
  response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE')
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  response.setHeader('X-Experience-API-Version', '1.0.3')
  if (request.method === 'OPTIONS') return send(response, { status: 204 })
  const body = await readBody(request)
  if (body === null) return send(response, { status: 413 })
  const { authorization } = request.headers
  const version = request.headers['x-experience-api-version']
  const headers = { authorization, 'x-experience-api-version': typeof version === 'string' ? version : undefined }
  send(response, store.answer({ method: request.method ?? 'GET', target: request.url ?? '/', headers, body }))
}

function send(response: ServerResponse, { status, json }: StoreReply): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(json === undefined ? undefined : JSON.stringify(json))
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let byteLength = 0
  for await (const chunk of request) {
    byteLength += (chunk as Buffer).length
    if (byteLength > mostBodyBytes) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}
