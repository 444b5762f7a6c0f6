import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'

/** Chromium without a word to the outside world. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
      '--mute-audio',
    ],
  })
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mp4': 'video/mp4',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
}

export type Site = { readonly address: string; readonly close: () => Promise<void> }

/** Serves a folder, and single pages beside it, on loopback, with the byte ranges that video seeking needs. */
export async function serve(folder: string, pages: Readonly<Record<string, string>> = {}): Promise<Site> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const page = pages[path]
    const bytes = page === undefined ? readFile(join(folder, normalize(path))) : Promise.resolve(Buffer.from(page))
    bytes.then(
      (content) => {
        const type = page === undefined ? (types[extname(path)] ?? 'application/octet-stream') : 'text/html; charset=utf-8'
        const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
        if (!range) {
          response.writeHead(200, { 'Content-Type': type, 'Content-Length': content.length, 'Accept-Ranges': 'bytes' })
          response.end(content)
          return
        }
        const start = Number(range[1])
        const end = range[2] ? Number(range[2]) : content.length - 1
        response.writeHead(206, {
          'Content-Type': type,
          'Content-Length': end - start + 1,
          'Content-Range': `bytes ${start}-${end}/${content.length}`,
        })
        response.end(content.subarray(start, end + 1))
      },
      () => {
        response.writeHead(404)
        response.end()
      },
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Everything that went wrong in a page: errors, refused loads, broken policy, and requests to anywhere else. */
export function watchTrouble(page: Page, home: string): readonly string[] {
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(`console: ${message.text()}`)
  })
  page.on('requestfailed', (request) => {
    // A seek gives up the download under way.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      trouble.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) trouble.push(`elsewhere: ${request.url()}`)
  })
  return trouble
}
