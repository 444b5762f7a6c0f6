import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { trialScheme } from '#shared/ipc/channel-names.ts'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import { isStudioUrl } from '../window/studio-url.ts'

const policy = (scripts: string, frames: string): string =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' media: data: blob:",
    "media-src 'self' media: blob:",
    "font-src 'self'",
    "connect-src 'self' media:",
    "worker-src 'self'",
    `frame-src ${frames}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Only the hidden window of the portable engine compiles WebAssembly; it is another origin. */
const policies = {
  studio: policy("'self'", `${learnerOrigin} ${trialScheme}:`),
  portable: policy("'self' 'wasm-unsafe-eval'", "'none'"),
} as const

/** COOP and COEP make the window cross-origin isolated, which precise clocks and shared memory need. */
const documentHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.ogg': 'audio/ogg',
}

export const refused = (status: number): Response => new Response(null, { status, headers: documentHeaders })

/** The file of the built renderer that a URL of `app://studio` names; null for anything outside its folder. */
export function fileOf(url: URL, folder: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  return file.startsWith(folder + sep) ? file : null
}

/** Answers with a file of our own, for the window or for the portable engine. */
export async function answerFileOf(path: string, to: keyof typeof policies): Promise<Response> {
  const body = await readFile(path).catch(() => null)
  if (body === null) return refused(404)
  const contentType = contentTypes[extname(path)] ?? 'application/octet-stream'
  return new Response(body, {
    headers: { ...documentHeaders, 'Content-Security-Policy': policies[to], 'Content-Type': contentType },
  })
}

/** The window's page, its scripts and styles; null for whatever else it asks for, which needs more of the program. */
export async function answerPageFile({ url: address, method }: Request, rendererFolder: string): Promise<Response | null> {
  const url = new URL(address)
  const isPage = isStudioUrl(address) && (url.pathname === '/' || url.pathname.startsWith('/assets/'))
  const file = isPage && method === 'GET' ? fileOf(url, rendererFolder) : null
  return file === null ? null : answerFileOf(file, 'studio')
}
