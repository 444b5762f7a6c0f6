import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { Readable } from 'node:stream'
import { studioOrigin } from '#shared/ipc/channel-names.ts'
import { trialPackagePath, trialScheme } from '#shared/ipc/trial-messages.ts'
import type { Trial, Trials } from '#main/core/try-platform/trials.ts'
import { readRange } from './ranged-file.ts'

/** Packages of others are built on inline scripts and `eval`; what they reach is their own origin and, with cmi5, the record store. */
function packagePolicy({ storeAddress }: Trial): string {
  const own = "'self' data: blob:"
  return [
    `default-src ${own} 'unsafe-inline' 'unsafe-eval'`,
    `connect-src ${own}${storeAddress === null ? '' : ` ${storeAddress}`}`,
    `worker-src ${own}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors 'self' ${studioOrigin}`,
  ].join('; ')
}

const platformPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors 'self' ${studioOrigin}`,
].join('; ')

/** The window around is isolated (COEP): its frames say that they may be framed, and are isolated as well. */
const headers = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()',
  'Cache-Control': 'no-store',
  // A name that is only looked up says something to whoever answers.
  'X-DNS-Prefetch-Control': 'off',
} as const

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
}

const pages: Readonly<Record<string, string>> = {
  '/': '<!doctype html><html lang="en"><meta charset="utf-8"><title>Platform</title><style>html,body{margin:0;height:100%;overflow:hidden}iframe{border:0;width:100%;height:100%;display:block}</style><script src="/platform.js"></script></html>',
  '/left':
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Left</title></html>',
}

/** A page of an error is a page of that origin as well: without a policy a package would do there what it may not do in its own. */
const refused = (status: number): Response =>
  new Response(null, { status, headers: { ...headers, 'Content-Security-Policy': platformPolicy } })

function answerText(body: string, contentType: string): Response {
  return new Response(body, { headers: { ...headers, 'Content-Security-Policy': platformPolicy, 'Content-Type': contentType } })
}

async function answerPlatform(pathname: string, scriptFolder: string): Promise<Response> {
  const page = pages[pathname]
  if (page !== undefined) return answerText(page, 'text/html; charset=utf-8')
  if (pathname !== '/platform.js') return refused(404)
  const script = await readFile(join(scriptFolder, 'platform.js'), 'utf8').catch(() => null)
  return script === null ? refused(404) : answerText(script, 'text/javascript; charset=utf-8')
}

async function answerFile(trial: Trial, name: string, { method, headers: asked }: Request): Promise<Response> {
  // As if the cable were out: no status, no body.
  if (trial.connection === 'lost') return Response.error()
  const file = trial.findFile(name)
  if (!file) return refused(404)
  const range = asked.get('Range')
  const wanted = range === null ? null : readRange(range, file.size)
  if (wanted === 'outside') return refused(416)
  const { from, to } = wanted ?? { from: 0, to: file.size }
  const body = method === 'HEAD' ? null : (Readable.toWeb(await file.read(from, to)) as ReadableStream<Uint8Array>)
  return new Response(body, {
    status: wanted ? 206 : 200,
    headers: {
      ...headers,
      'Content-Security-Policy': packagePolicy(trial),
      'Content-Type': contentTypes[posix.extname(name).toLowerCase()] ?? 'application/octet-stream',
      'Accept-Ranges': 'bytes',
      'Content-Length': String(to - from),
      ...(wanted ? { 'Content-Range': `bytes ${from}-${to - 1}/${file.size}` } : {}),
    },
  })
}

/** Serves the packages that are being tried, each under an origin of its own with the page of the platform beside it. */
export function serveTrials(trials: Pick<Trials, 'find'>, scriptFolder: string, log: (thrown: unknown) => void): void {
  protocol.handle(trialScheme, async (request) => {
    const { host, pathname } = new URL(request.url)
    const trial = trials.find(host)
    if (!trial) return refused(404)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
    if (!pathname.startsWith(trialPackagePath)) return answerPlatform(pathname, scriptFolder)
    try {
      const name = decodeURIComponent(pathname.slice(trialPackagePath.length))
      return await answerFile(trial, name, request)
    } catch (thrown) {
      log(thrown)
      return refused(404)
    }
  })
}

/** What pages keep in a browser: a package may fill the disk, under an origin that never comes again. */
const keptByPages = ['cookies', 'filesystem', 'indexdb', 'localstorage', 'cachestorage'] as const

/** Removes what a package that was tried left in the browser; without an id, what all of them left, of which the studio keeps nothing there. */
export async function forgetTrials(session: Session, trialId?: string): Promise<void> {
  await session.clearStorageData({
    storages: [...keptByPages],
    ...(trialId === undefined ? {} : { origin: `${trialScheme}://${trialId}` }),
  })
}
