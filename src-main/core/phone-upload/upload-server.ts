import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import { isIPv6, type AddressInfo } from 'node:net'
import { checkRequest } from './check-request.ts'
import { isPrivateAddress, plainAddress } from './local-addresses.ts'
import { commonHeaders, takenPage, uploadPage } from './page.ts'
import { createRateLimit } from './rate-limit.ts'

/** A phone opens six connections to a page at most. */
const maxConnections = 24
const headersTimeoutMs = 10_000
/** The page sends 8 MB a request: a network that needs longer for them is not one. */
const requestTimeoutMs = 5 * 60_000
/** Nothing came for so long: the phone is asleep or away, and asks again when it is back. */
const silenceMs = 30_000
const maxHeaderBytes = 8192
const maxGuesses = 20
const maxRequests = 1200
const minuteMs = 60_000

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Options = {
  readonly address: string
  readonly token: string
  readonly uploadKey: string
  readonly lessonTitle: string
  /** The built script and style sheet of the page. */
  readonly assets: Readonly<Record<'page.js' | 'page.css', Buffer>>
  /** Answers what belongs to the upload protocol; `uploadId` null for a new one. */
  readonly onUpload: (request: IncomingMessage, response: ServerResponse, uploadId: string | null) => Promise<void>
  /** A phone opened the page. */
  readonly onConnect: () => void
  /** Every request that was in order. */
  readonly onUse: () => void
  readonly log: (thrown: unknown) => void
  readonly now?: () => number
}

export type UploadServer = {
  readonly url: string
  readonly origin: string
  close(): Promise<void>
}

const hostOf = (address: string, port: number): string => `${isIPv6(address) ? `[${address}]` : address}:${port}`

function answer(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...commonHeaders, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

/** A refused request is not read to its end: whatever it still sends is of no use. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { ...commonHeaders, 'Content-Length': 0, Connection: 'close' })
  response.end(() => request.socket.destroy())
}

const contentTypes = { 'page.js': 'text/javascript; charset=utf-8', 'page.css': 'text/css; charset=utf-8' } as const
const htmlType = 'text/html; charset=utf-8'

/**
 * Serves the upload page and takes uploads on one address of this computer, at a port that the system chooses. Whoever is not in
 * a private network, does not know the token or asks for anything else gets an empty refusal.
 */
export async function startUploadServer(options: Options): Promise<UploadServer> {
  const { address, token, uploadKey, lessonTitle, assets, onUpload, onConnect, onUse, log, now = Date.now } = options
  const guesses = createRateLimit({ limit: maxGuesses, windowMs: minuteMs, now })
  const requests = createRateLimit({ limit: maxRequests, windowMs: minuteMs, now })
  /** The phone that opened the page first; the code is for one. */
  let guest: string | null = null
  let host = ''

  const handle: Handle = async (request, response) => {
    const remote = plainAddress(request.socket.remoteAddress ?? '')
    if (!requests.count(remote) || guesses.isOver(remote)) return refuse(request, response, 429)
    const asked = checkRequest(request, { host, token, uploadKey })
    if (asked.kind === 'refused') {
      if (asked.guess) guesses.count(remote)
      return refuse(request, response, asked.status)
    }
    onUse()
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
    switch (asked.kind) {
      case 'page':
        if (guest !== null && guest !== remote) return answer(response, 403, htmlType, takenPage())
        guest = remote
        onConnect()
        return answer(response, 200, htmlType, uploadPage(lessonTitle, uploadKey))
      case 'redirect':
        response.writeHead(308, { Location: asked.path, 'Content-Length': 0 })
        response.end()
        return undefined
      case 'file':
        return answer(response, 200, contentTypes[asked.fileName], assets[asked.fileName])
      case 'create':
        return onUpload(request, response, null)
      case 'upload':
        return onUpload(request, response, asked.uploadId)
    }
  }

  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: 2000,
      keepAliveTimeout: 5000,
      maxHeaderSize: maxHeaderBytes,
    },
    (request, response) => {
      // A phone that goes away in the middle is no defect.
      request.on('error', () => response.destroy())
      handle(request, response).catch((thrown: unknown) => {
        log(thrown)
        if (response.headersSent) response.destroy()
        else refuse(request, response, 500)
      })
    },
  )
  server.maxConnections = maxConnections
  server.setTimeout(silenceMs, (socket) => socket.destroy())
  server.on('connection', (socket) => {
    if (!isPrivateAddress(socket.remoteAddress ?? '')) socket.destroy()
  })
  server.on('clientError', (_, socket) => socket.destroy())
  await listen(server, address)
  host = hostOf(address, (server.address() as AddressInfo).port)
  return {
    url: `http://${host}/${token}/`,
    origin: `http://${host}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: HttpServer, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: address, port: 0, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
