import { phoneText } from '#shared/messages/ui/phone.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** Of everything that the server answers: the address holds the secret, so it goes nowhere and stays in no cache. */
export const commonHeaders = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
} as const

const words = phoneText.page

const shell = (head: string, main: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(words.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
${head}</head>
<body>
<main>
<h1>${escapeHtml(words.title)}</h1>
${main}
</main>
</body>
</html>
`

/** The page on which a phone chooses and sends clips. */
export function uploadPage(lessonTitle: string, uploadKey: string): string {
  return shell(
    `<meta name="upload-key" content="${escapeHtml(uploadKey)}">
<script src="page.js" defer></script>
`,
    `<p class="lesson">${escapeHtml(words.forLesson(lessonTitle))}</p>
<noscript><p class="note" data-tone="error">${escapeHtml(words.needsScript)}</p></noscript>
<div class="ways">
<label class="way" data-primary><input type="file" id="film" accept="video/*" capture="environment"><span>${escapeHtml(words.film)}</span></label>
<label class="way"><input type="file" id="choose" accept="video/*,audio/*,image/*" multiple><span>${escapeHtml(words.choose)}</span></label>
</div>
<p id="status" class="status" role="status"></p>
<ul id="uploads" aria-label="${escapeHtml(words.listLabel)}"></ul>
<p class="privacy">${escapeHtml(words.privacy)}</p>`,
  )
}

/** For a phone that comes after another one. */
export function takenPage(): string {
  return shell('', `<p class="note" data-tone="error">${escapeHtml(words.taken)}</p>`)
}
