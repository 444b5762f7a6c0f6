/** Number formats that every program knows by number alone and that show a day or a time (ECMA-376 part 1, 18.8.30). */
const knownFormats: Readonly<Record<number, string>> = {
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
}
/** Days in the calendars of East Asia: 27 to 36 and 50 to 58. */
const isEastAsianDay = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** How a number is meant. A span is a length of time, which may be above a day. */
export type NumberKind = 'number' | 'day' | 'time' | 'day-and-time' | 'span'

/** `code` is null for a format that goes by its number. */
export function readNumberKind(id: number, code: string | null): NumberKind {
  const written = code ?? knownFormats[id] ?? (isEastAsianDay(id) ? 'yyyy-mm-dd' : '')
  const [positive = ''] = written.replaceAll(/"[^"]*"|[\\_*]./g, '').split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return 'span'
  const letters = positive.replaceAll(/\[[^\]]*\]|AM\/PM|A\/P|General/gi, '')
  const hasTime = /[hs]/i.test(letters)
  const hasDay = /[yd]/i.test(letters) || (!hasTime && /m/i.test(letters))
  if (hasDay) return hasTime ? 'day-and-time' : 'day'
  return hasTime ? 'time' : 'number'
}

const daySeconds = 86_400
/** 31 December 9999, the last day that sheets know. */
const lastDay = 2_958_465

/** What people read in the cell of a number: days and times as ISO 8601 writes them. */
export function writeNumber(raw: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  // Fifteen digits are what sheets show; what is behind them came of calculating.
  if (kind === 'number' || value < 0 || value > lastDay) return String(Number(value.toPrecision(15)))
  const seconds = Math.round(value * daySeconds)
  if (kind === 'span') return writeClock(seconds)
  const time = writeClock(seconds % daySeconds)
  if (kind === 'time') return time
  const day = writeDay(Math.floor(seconds / daySeconds), from1904)
  return kind === 'day' ? day : `${day}T${time}`
}

function writeClock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** Excel counts a 29 February 1900 that never was, so that all days before it lie one earlier. */
function writeDay(number: number, from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 60 ? 31 : 30)
  return new Date(epoch + number * daySeconds * 1000).toISOString().slice(0, 10)
}
