import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { studioOrigin } from '#shared/ipc/channel-names.ts'
import { playerFontStyles } from '#shared/package/fonts.ts'

/** Pictures of answers come from the media cache, the picture behind the question as a blob from the window around. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' media: blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${studioOrigin}`,
].join('; ')

/**
 * The window around is isolated (COEP), so its frame says that it may be framed, and is isolated as well. Its sandbox takes
 * its origin away: to itself it is a stranger, whom fonts must be allowed (CORS).
 */
const headers = {
  'Access-Control-Allow-Origin': '*',
  'Content-Security-Policy': policy,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Tidbit</title>
<link rel="stylesheet" href="/fonts.css">
<link rel="stylesheet" href="/player.css">
<link rel="stylesheet" href="/phone.css">
<main id="tidbit-player"></main>
<script src="/preview.js"></script>
`

/** Phones show no bars where something scrolls. */
const phoneStyles = '* { scrollbar-width: none; }'

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
}

function answer(body: string | Uint8Array<ArrayBuffer>, contentType: string): Response {
  return new Response(body, { headers: { ...headers, 'Content-Type': contentType } })
}

/** Answers for `learnerOrigin`: a page around the built player, its script, styles and fonts; nothing else of the disk. */
export function createLearnerPage(playerFolder: string): (url: URL) => Promise<Response> {
  const folder = normalize(playerFolder)
  return async ({ pathname }) => {
    if (pathname === '/') return answer(page, 'text/html; charset=utf-8')
    if (pathname === '/fonts.css') return answer(playerFontStyles, 'text/css; charset=utf-8')
    if (pathname === '/phone.css') return answer(phoneStyles, 'text/css; charset=utf-8')
    const contentType = contentTypes[extname(pathname)]
    const file = normalize(join(folder, pathname))
    const body = contentType !== undefined && file.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null
    return contentType !== undefined && body ? answer(body, contentType) : new Response(null, { status: 404, headers })
  }
}
