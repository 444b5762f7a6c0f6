const part = (value: number): string => String(value).padStart(2, '0')

/** The day on the author's calendar, such as "2027-05-31". */
export function today(now: Date = new Date()): string {
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`
}
