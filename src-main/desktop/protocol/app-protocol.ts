import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { emojiPath, stickerPath } from '#main/core/overlay-raster/bundled-files.ts'
import { shippedSoundPath } from '#main/core/sounds/shipped-sounds.ts'
import { portableOrigin } from '#shared/ipc/channel-names.ts'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import { trialScheme } from '#shared/ipc/trial-messages.ts'
import type { PortableFiles } from '../portable/portable-files.ts'
import { isStudioUrl } from '../window/studio-url.ts'
import { createLearnerPage } from './learner-page.ts'

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

const refused = (status: number): Response => new Response(null, { status, headers: documentHeaders })

const originOf = (url: URL): string => `${url.protocol}//${url.host}`

/** The file of the built renderer that a URL of `app://studio` names; null for anything outside its folder. */
function fileOf(url: URL, folder: string): string | null {
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

const emojiUrl = /^\/emoji\/([0-9a-f-]+)\.svg$/
const stickerUrl = /^\/stickers\/([a-z0-9-]+)\.svg$/
const soundUrl = /^\/sounds\/([a-z0-9-]+)\.ogg$/

/** Emoji come from their package, stickers, music and sounds from the resources: files that the build need not copy. */
function bundledFile(url: URL): string | null {
  const emoji = emojiUrl.exec(url.pathname)?.[1]
  const sticker = stickerUrl.exec(url.pathname)?.[1]
  const sound = soundUrl.exec(url.pathname)?.[1]
  try {
    if (emoji !== undefined) return emojiPath(emoji)
    if (sound !== undefined) return shippedSoundPath(sound)
    return sticker === undefined ? null : stickerPath(sticker)
  } catch {
    return null
  }
}

/**
 * Serves the built renderer, and the pictures of emoji and stickers, as `app://studio`; for the portable engine also as `app://portable`;
 * and the learner's player as `app://learner`.
 */
export function serveApp(rendererFolder: string, playerFolder: string, portableFiles: PortableFiles): void {
  const answerLearner = createLearnerPage(playerFolder)
  const folder = normalize(rendererFolder)
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (originOf(url) === learnerOrigin && request.method === 'GET') return answerLearner(url)
    const portable = originOf(url) === portableOrigin
    const answer = portable ? portableFiles.answer(request) : null
    if (answer) return answer
    if (!(portable || isStudioUrl(request.url)) || request.method !== 'GET') return refused(403)
    const file = bundledFile(url) ?? fileOf(url, folder)
    if (file === null) return refused(404)
    const body = await readFile(file).catch(() => null)
    if (body === null) return refused(404)
    const contentType = contentTypes[extname(file)] ?? 'application/octet-stream'
    const csp = policies[portable ? 'portable' : 'studio']
    return new Response(body, {
      headers: { ...documentHeaders, 'Content-Security-Policy': csp, 'Content-Type': contentType },
    })
  })
}
