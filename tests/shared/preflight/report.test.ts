import { describe, expect, it } from 'vitest'
import { exportText } from '#shared/messages/ui/export.ts'
import { find } from '#shared/preflight/finding.ts'
import { toHtmlReport } from '#shared/preflight/html-report.ts'
import { toJsonReport, toTextReport, type PreflightReport } from '#shared/preflight/report.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const report: PreflightReport = {
  title: 'Brakes </title><script>alert(1)</script> & "more"\u0000',
  subject: 'lesson',
  date: '2026-05-31',
  open: [
    find('captions.none'),
    find('text.contrast', {
      atTicks: secondsToTicks(62),
      item: { kind: 'overlay', id: 'o1' as never },
      params: { text: '<img src=x onerror=alert(1)>', ratio: 1.4, least: 4.5 },
      fix: { kind: 'text-panel', overlayId: 'o1' as never, colour: '#101418d9' },
    }),
  ],
  ignored: [find('lesson.no-description')],
  facts: [{ name: 'Loudness', value: '-18.0 LUFS <b>' }],
}

describe('the report', () => {
  it('is a page that stands alone and does nothing', () => {
    const html = toHtmlReport(report)
    expect(html).not.toMatch(/<script|<img|<b>|https?:\/\//)
    expect(html).not.toContain('\u0000')
    expect(html).toContain("default-src 'none'")
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(html.replace(/<style>[^]*<\/style>/, '<style></style>')).toMatchSnapshot()
  })

  it('is JSON with stable codes for programs, and lines for people', () => {
    expect(toJsonReport(report)).toMatchSnapshot()
    expect(toTextReport(report)).toMatchSnapshot()
  })

  it('calls the smaller quality what the export calls it', () => {
    const heavy = { ...report, open: [find('lesson.size', { params: { rate: 20, most: 12 } })] }
    expect(toTextReport(heavy)).toContain(`Choose “${exportText.qualities.low}”`)
  })
})
