import { describePreflight, preflightText } from '../messages/ui/preflight.ts'
import { ticksToSeconds } from '../time/ticks.ts'
import { formatLength } from '../time/timecode.ts'
import { countFindings, groupOf, type FindingCounts, type PreflightFinding } from './finding.ts'

/** The outcome of a check, as it is shown, written and sent. */
export type PreflightReport = {
  /** The title of the lesson, or the name of the package's file. */
  readonly title: string
  readonly subject: 'lesson' | 'package'
  /** A date such as "2026-05-31". */
  readonly date: string
  readonly open: readonly PreflightFinding[]
  readonly ignored: readonly PreflightFinding[]
  /** What was measured and found out, in words. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

/** A finding as other programs read it. */
export type PlainFinding = {
  readonly code: string
  readonly severity: string
  readonly group: string
  readonly message: string
  /** Null for the whole. */
  readonly atSeconds: number | null
  readonly item: { readonly kind: string; readonly id: string } | null
  readonly params: Readonly<Record<string, string | number>>
  /** What the app offers to do about it by one press. */
  readonly fix: string | null
  readonly ignored: boolean
}

export function describe({ code, params }: Pick<PreflightFinding, 'code' | 'params'>): string {
  return describePreflight(code, params)
}

export function toPlainFinding(finding: PreflightFinding, ignored: boolean): PlainFinding {
  const { code, severity, atTicks, item, params, fix } = finding
  return {
    code,
    severity,
    group: groupOf(code),
    message: describe(finding),
    atSeconds: atTicks === null ? null : Math.round(ticksToSeconds(atTicks) * 1000) / 1000,
    item: item && { kind: item.kind, id: item.id },
    params,
    fix: fix && fix.kind,
    ignored,
  }
}

/** The report for programs; stable codes, sentences that may change. */
export function toJsonReport({ title, subject, open, ignored, facts }: PreflightReport) {
  return {
    subject,
    title,
    counts: countFindings(open),
    findings: [...open.map((each) => toPlainFinding(each, false)), ...ignored.map((each) => toPlainFinding(each, true))],
    facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
  }
}

export function describeCounts({ error, warning, advice }: FindingCounts): string {
  return preflightText.counts(error, warning, advice)
}

const marks = { error: 'ERROR  ', warning: 'WARNING', advice: 'advice ' } as const

function line(each: PreflightFinding): string {
  const at = each.atTicks === null ? '' : `${formatLength(each.atTicks)}  `
  return `  ${marks[each.severity]}  ${at}${describe(each)}  [${each.code}]`
}

/** The report for a terminal. */
export function toTextReport({ title, open, ignored, facts }: PreflightReport): string {
  return [
    `${title}: ${open.length === 0 ? preflightText.fine : `${describeCounts(countFindings(open))}.`}`,
    ...open.map(line),
    ...(ignored.length > 0 ? [`${preflightText.ignored}:`, ...ignored.map(line)] : []),
    ...facts.map(({ name, value }) => `  ${name}: ${value}`),
    '',
  ].join('\n')
}
