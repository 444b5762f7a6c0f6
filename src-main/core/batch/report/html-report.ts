import { batchText } from '#shared/messages/ui/batch.ts'
import { describeCounts } from '#shared/preflight/report.ts'
import { countOutcomes, type BatchReport, type ReportedItem } from './report.ts'

/** One page without script or anything from elsewhere, for screens light and dark and for paper. */
const style = `
:root { color-scheme: light dark; --ground: #ffffff; --card: #f4f5f7; --text: #16191f; --quiet: #545b68; --line: #d5d9e0; --link: #1f5fa8; --failed: #b3261e; --done: #1c6b3a; --focus: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1e2229; --text: #eef0f4; --quiet: #aab1bf; --line: #343a46; --link: #8fc1ff; --failed: #ff9c93; --done: #7fd6a0; --focus: #8fc1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 20px 64px; max-width: 1180px; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 4px 0; }
.quiet { color: var(--quiet); }
.stopped { margin: 16px 0; padding: 12px 16px; background: var(--card); border-inline-start: 4px solid var(--failed); border-radius: 4px; }
ul { margin: 8px 0; padding-inline-start: 20px; }
a { color: var(--link); overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.wrap { margin-top: 24px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 12px; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-size: 13px; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 160px; }
td.files { min-width: 190px; }
td.files .quiet { white-space: nowrap; }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
td ul { margin: 0; padding: 0; list-style: none; }
img { display: block; max-width: 264px; height: auto; border-radius: 4px; }
.outcome { font-weight: 700; }
[data-outcome=failed] .outcome { color: var(--failed); }
[data-outcome=done] .outcome { color: var(--done); }
[data-outcome=unchanged] .outcome, [data-outcome=waiting] .outcome { color: var(--quiet); }
details summary { cursor: pointer; }
@media (max-width: 720px) { table, thead, tbody, tr, th, td { display: block; } thead { position: absolute; clip-path: inset(50%); } th, td { padding: 4px 0; border: 0; } tr { padding: 12px 0; border-bottom: 1px solid var(--line); } }
@media print { :root { --ground: #ffffff; --card: #ffffff; --text: #000000; --quiet: #444444; --line: #999999; } body { max-width: none; padding: 0; font-size: 10pt; } tr { break-inside: avoid; } }
`

/** The report as an accessible page without script; `linkTo` makes the address of a result or picture from its path. All that was written by others is escaped. */
export function toHtmlReport(report: BatchReport, linkTo: (path: string) => string): string {
  const words = batchText.report
  const { recipe, startedAt, milliseconds, stopped, remarks, items } = report
  const heading = escapeHtml(words.title(recipe))
  const head = Object.values(words.columns).map((column) => `<th scope="col">${column}</th>`)
  const when = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${heading}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${heading}</h1>`,
    `<p class="quiet">${words.made(when, Math.round(milliseconds / 1000))}</p>`,
    `<p>${items.length === 0 ? words.nothing : `${batchText.summary(countOutcomes(report))}.`}</p>`,
    ...(stopped === null ? [] : [`<p class="stopped">${escapeHtml(stopped)}</p>`]),
    ...(remarks.length === 0 ? [] : [list(remarks.map(escapeHtml))]),
    ...(items.length === 0 ? [] : [`<div class="wrap" tabindex="0" role="region" aria-label="${heading}">`, '<table>']),
    ...(items.length === 0 ? [] : [`<thead><tr>${head.join('')}</tr></thead>`, '<tbody>']),
    ...items.map((item) => writeRow(item, linkTo)),
    ...(items.length === 0 ? [] : ['</tbody>', '</table>', '</div>']),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function writeRow(item: ReportedItem, linkTo: (path: string) => string): string {
  const words = batchText.report
  const { name, outcome, reason, milliseconds, result } = item
  const title = result !== null && result.title !== '' ? `<p class="quiet">${escapeHtml(result.title)}</p>` : ''
  const shown = result?.picture ?? null
  const picture =
    shown === null
      ? `<span class="quiet">${words.noPicture}</span>`
      : `<img loading="lazy" alt="${escapeHtml(words.pictureOf(name))}" src="${escapeHtml(linkTo(shown))}">`
  const warnings = result?.warnings ?? []
  const notes =
    warnings.length === 0
      ? ''
      : `<details><summary>${words.notes(warnings.length)}</summary>${list(warnings.map(escapeHtml))}</details>`
  const files = (result?.outputs ?? []).map(
    ({ path, byteLength }) =>
      `<a href="${escapeHtml(linkTo(path))}">${escapeHtml(path)}</a> <span class="quiet">${size(byteLength)}</span>`,
  )
  return [
    `<tr data-outcome="${outcome}">`,
    `<td>${picture}</td>`,
    `<th scope="row">${escapeHtml(name)}${title}</th>`,
    `<td><span class="outcome">${batchText.outcomes[outcome]}</span>${reason === null ? '' : `<p>${escapeHtml(reason)}</p>`}${notes}</td>`,
    `<td>${writeChecks(item)}</td>`,
    `<td class="files">${files.length === 0 ? '' : list(files)}</td>`,
    `<td class="number">${milliseconds === 0 ? '' : words.seconds(Math.round(milliseconds / 100) / 10)}</td>`,
    '</tr>',
  ].join('')
}

function writeChecks({ result }: ReportedItem): string {
  const words = batchText.report
  if (result === null) return `<span class="quiet">${words.notChecked}</span>`
  if (result.preflight.length === 0) return words.fine
  const count = (severity: string): number => result.preflight.filter((each) => each.severity === severity).length
  const counts = describeCounts({ error: count('error'), warning: count('warning'), advice: count('advice') })
  return `<details><summary>${counts}</summary>${list(result.preflight.map(({ message }) => escapeHtml(message)))}</details>`
}

/** Items are HTML already. */
function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

function size(bytes: number): string {
  return bytes < 1e5 ? `${Math.max(0.1, bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Signs that a page may not hold, such as a NUL, are left out. */
function escapeHtml(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
