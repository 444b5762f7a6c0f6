import { preflightText } from '../messages/ui/preflight.ts'
import { formatLength } from '../time/timecode.ts'
import { countFindings, findingGroups, groupOf, type PreflightFinding } from './finding.ts'
import { describe, describeCounts, type PreflightReport } from './report.ts'

/** One page without script or anything from elsewhere, for screens light and dark and for paper. */
const style = `
:root { color-scheme: light dark; --ground: #ffffff; --card: #f4f5f7; --text: #16191f; --quiet: #545b68; --line: #c9cdd6; --error: #b3261e; --warning: #8a5300; --advice: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1e2229; --text: #eef0f4; --quiet: #aab1bf; --line: #3b424f; --error: #ff9c93; --warning: #ffc46b; --advice: #8fc1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 20px 64px; max-width: 760px; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 32px 0 8px; font-size: 18px; }
p { margin: 4px 0; }
.quiet { color: var(--quiet); }
ul { margin: 0; padding: 0; list-style: none; }
li { margin: 8px 0; padding: 12px 16px; background: var(--card); border-inline-start: 4px solid var(--mark, var(--line)); border-radius: 4px; overflow-wrap: anywhere; break-inside: avoid; }
li[data-severity=error] { --mark: var(--error); }
li[data-severity=warning] { --mark: var(--warning); }
li[data-severity=advice] { --mark: var(--advice); }
.label { color: var(--mark); font-size: 13px; font-weight: 700; }
.label span { color: var(--quiet); font-weight: 400; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
@media print { :root { --ground: #ffffff; --card: #ffffff; --text: #000000; --quiet: #444444; --line: #999999; } body { max-width: none; padding: 0; font-size: 11pt; } li { border: 1px solid var(--line); border-inline-start: 4px solid var(--mark); } }
`

/** The report as an accessible page that stands alone. All that was written by others is escaped. */
export function toHtmlReport(report: PreflightReport): string {
  const { title, date, open, ignored, facts } = report
  const groups = findingGroups.flatMap((group) => {
    const found = open.filter(({ code }) => groupOf(code) === group)
    return found.length === 0 ? [] : [section(preflightText.groups[group], found)]
  })
  const heading = `${preflightText.title}: ${title}`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(heading)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="quiet">${escapeHtml(preflightText.reportLine(date))}</p>`,
    `<p>${escapeHtml(open.length === 0 ? preflightText.fine : `${describeCounts(countFindings(open))}.`)}</p>`,
    ...groups,
    ...(ignored.length > 0 ? [section(preflightText.ignored, ignored)] : []),
    ...(facts.length > 0 ? [`<h2>${preflightText.facts}</h2>`, '<dl>', ...facts.map(writeFact), '</dl>'] : []),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function writeFact({ name, value }: PreflightReport['facts'][number]): string {
  return `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`
}

function section(title: string, findings: readonly PreflightFinding[]): string {
  return [`<h2>${escapeHtml(title)}</h2>`, '<ul>', ...findings.map(writeFinding), '</ul>'].join('\n')
}

function writeFinding(finding: PreflightFinding): string {
  const { severity, atTicks, code } = finding
  const at = atTicks === null ? '' : `, ${preflightText.at(formatLength(atTicks))}`
  const label = `<p class="label">${preflightText.severities[severity]}<span>${escapeHtml(at)} · ${code}</span></p>`
  return `<li data-severity="${severity}">${label}<p>${escapeHtml(describe(finding))}</p></li>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Signs that a page may not hold, such as a NUL, are left out. */
function escapeHtml(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
