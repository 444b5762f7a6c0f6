import type { ItemResult } from '../item-record.ts'

export const itemOutcomes = ['done', 'unchanged', 'failed', 'waiting'] as const
/** `unchanged`: made by an earlier run, and still as it was; `waiting`: the run ended before its turn. */
export type ItemOutcome = (typeof itemOutcomes)[number]

export type ReportedItem = {
  readonly key: string
  /** What people call it: the file of its clip, or its row. */
  readonly name: string
  readonly outcome: ItemOutcome
  /** Why it failed, in a sentence. */
  readonly reason: string | null
  readonly milliseconds: number
  readonly result: ItemResult | null
}

/** The outcome of a whole run, in the order of the rows. */
export type BatchReport = {
  readonly recipe: string
  /** A date and time such as "2026-05-31T09:30:00Z". */
  readonly startedAt: string
  readonly milliseconds: number
  /** Why it ended before its end, in a sentence; null where it did not. */
  readonly stopped: string | null
  /** What was noticed of the inputs as a whole. */
  readonly remarks: readonly string[]
  readonly items: readonly ReportedItem[]
}

export function countOutcomes({ items }: Pick<BatchReport, 'items'>): Readonly<Record<ItemOutcome, number>> {
  const counts = { done: 0, unchanged: 0, failed: 0, waiting: 0 }
  for (const { outcome } of items) counts[outcome] += 1
  return counts
}

/** The report for programs; the outcome is stable, sentences may change. Files are relative to the folder of the results. */
export function toJsonReport({ recipe, startedAt, milliseconds, stopped, remarks, items }: BatchReport) {
  return {
    recipe,
    startedAt,
    seconds: milliseconds / 1000,
    stopped,
    remarks,
    counts: countOutcomes({ items }),
    items: items.map(({ key, name, outcome, reason, milliseconds: took, result }) => ({
      key,
      name,
      outcome,
      reason,
      seconds: took / 1000,
      title: result?.title ?? null,
      lengthSeconds: result?.durationSeconds ?? null,
      warnings: result?.warnings ?? [],
      preflight: result?.preflight ?? [],
      files: (result?.outputs ?? []).map(({ format, path, byteLength, sha256 }) => ({ format, path, byteLength, sha256 })),
    })),
  }
}

const csvColumns = [
  ...['name', 'outcome', 'reason', 'title', 'length s', 'errors', 'warnings', 'advice', 'notes'],
  ...['files', 'size bytes', 'time s'],
]

/** The report as a sheet (CSV after RFC 4180, with a mark by which Excel knows UTF-8); one line an item. */
export function toCsvReport({ items }: Pick<BatchReport, 'items'>): string {
  const lines = items.map(({ name, outcome, reason, milliseconds, result }) => {
    const found = (severity: string): number => (result?.preflight ?? []).filter((each) => each.severity === severity).length
    return [
      ...[name, outcome, reason ?? '', result?.title ?? '', result === null ? '' : String(result.durationSeconds)],
      ...(result === null ? ['', '', ''] : [found('error'), found('warning'), found('advice')].map(String)),
      (result?.warnings ?? []).join(' '),
      (result?.outputs ?? []).map(({ path }) => path).join('; '),
      String((result?.outputs ?? []).reduce((sum, { byteLength }) => sum + byteLength, 0)),
      (milliseconds / 1000).toFixed(1),
    ]
  })
  return `\ufeff${[csvColumns, ...lines].map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('')}`
}

/** What begins like a formula would be computed by the program that opens the sheet: names of files are written by strangers. */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
