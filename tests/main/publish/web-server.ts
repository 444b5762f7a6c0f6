import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export type Asked = {
  readonly method: string
  readonly url: URL
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}
export type Answer = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }

/** A web server on loopback that ends with the test. `asked` collects what came in. */
export async function openWebServer(answer: (asked: Asked) => Answer): Promise<{ address: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = http.createServer((request, response) => {
    void buffer(request).then(
      (body) => {
        const url = new URL(request.url ?? '/', 'http://localhost')
        const one: Asked = { method: request.method ?? '', url, headers: request.headers, body }
        asked.push(one)
        const { status = 200, headers = {}, body: text } = answer(one)
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
        response.end(typeof text === 'string' ? text : JSON.stringify(text ?? null))
      },
      () => response.destroy(),
    )
  })
  return { address: await listen(server), asked }
}

export async function listen(server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
