import type { Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { Readable } from 'node:stream'
import { studioOrigin, trialScheme } from '#shared/ipc/channel-names.ts'
import { trialH5pPath, trialH5pStorePath, trialPackagePath } from '#shared/ipc/trial-messages.ts'
import type { H5pPlatform } from '#main/core/try-platform/h5p-platform.ts'
import type { Trial, Trials } from '#main/core/try-platform/trials.ts'
import { readRange } from './ranged-file.ts'
import type { AnswerRequest } from './schemes.ts'

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

const typeOf = (name: string): string => contentTypes[posix.extname(name).toLowerCase()] ?? 'application/octet-stream'

/** More than any platform takes at once. */
const mostSentBytes = 8_000_000

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

/** In the app's own files: the scripts of the platform's page, and H5P's player. */
export type TrialFolders = { readonly scripts: string; readonly h5pPlayer: string }

async function answerPlatform(pathname: string, { scripts }: TrialFolders): Promise<Response> {
  const page = pages[pathname]
  if (page !== undefined) return answerText(page, 'text/html; charset=utf-8')
  if (pathname !== '/platform.js') return refused(404)
  const script = await readFile(join(scripts, 'platform.js'), 'utf8').catch(() => null)
  return script === null ? refused(404) : answerText(script, 'text/javascript; charset=utf-8')
}

const h5pPage =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>H5P</title><style>html{background:#fff;color-scheme:light}body{margin:0;font:16px/1.5 sans-serif}body>p{margin:24px}</style><main></main><script src="main.bundle.js"></script><script src="h5p-page.js"></script></html>'

/** The page in which H5P plays is under the policy of packages: its libraries run there. */
async function answerH5p(trial: Trial, name: string, { scripts, h5pPlayer }: TrialFolders): Promise<Response> {
  const inside = posix.normalize(`/${name.replaceAll('\\', '/')}`)
  const file = inside === '/h5p-page.js' ? join(scripts, inside) : join(h5pPlayer, inside)
  const body = name === '' ? h5pPage : await readFile(file).catch(() => null)
  if (body === null) return refused(404)
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      ...headers,
      'Content-Security-Policy': packagePolicy(trial),
      'Content-Type': name === '' ? 'text/html; charset=utf-8' : typeOf(name),
    },
  })
}

/** Null for more than is taken, of which no more is held than that. */
async function readBody({ body }: Request): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let byteLength = 0
  for await (const chunk of body ?? []) {
    byteLength += chunk.byteLength
    if (byteLength > mostSentBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function answerH5pStore(h5p: H5pPlatform, name: string, request: Request): Promise<Response> {
  const body = request.method === 'POST' ? await readBody(request) : ''
  if (body === null) return refused(413)
  const { status, json } = h5p.answer(request.method, name, body)
  return new Response(json === undefined ? null : JSON.stringify(json), {
    status,
    headers: { ...headers, 'Content-Security-Policy': platformPolicy, 'Content-Type': 'application/json; charset=utf-8' },
  })
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
      'Content-Type': typeOf(name),
      'Accept-Ranges': 'bytes',
      'Content-Length': String(to - from),
      ...(wanted ? { 'Content-Range': `bytes ${from}-${to - 1}/${file.size}` } : {}),
    },
  })
}

/** The packages that are being tried, each under an origin of its own with the page of the platform beside it. */
export function createTrialAnswers(
  trials: Pick<Trials, 'find'>,
  folders: TrialFolders,
  log: (thrown: unknown) => void,
): AnswerRequest {
  return async (request) => {
    const { host, pathname } = new URL(request.url)
    const trial = trials.find(host)
    if (!trial) return refused(404)
    try {
      if (trial.h5p && pathname.startsWith(trialH5pStorePath))
        return await answerH5pStore(trial.h5p, pathname.slice(trialH5pStorePath.length), request)
      if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
      if (trial.h5p && pathname.startsWith(trialH5pPath))
        return await answerH5p(trial, decodeURIComponent(pathname.slice(trialH5pPath.length)), folders)
      if (!pathname.startsWith(trialPackagePath)) return await answerPlatform(pathname, folders)
      return await answerFile(trial, decodeURIComponent(pathname.slice(trialPackagePath.length)), request)
    } catch (thrown) {
      log(thrown)
      return refused(404)
    }
  }
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
