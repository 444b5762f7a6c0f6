import { text } from '#shared/messages/ui/catalogue.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const dated = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

/** "3 hours ago", "yesterday", or the date beyond a week. Milliseconds since 1970. */
export function describeMoment(atMs: number, nowMs: number): string {
  const agoMs = nowMs - atMs
  if (agoMs > 7 * 86_400_000) return dated.format(atMs)
  for (const [unit, lengthMs] of units) if (agoMs >= lengthMs) return relative.format(-Math.floor(agoMs / lengthMs), unit)
  return text.library.justNow
}
