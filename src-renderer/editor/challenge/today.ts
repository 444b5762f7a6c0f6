/** The day on the author's calendar, such as "2027-05-31". */
export function today(now: Date = new Date()): string {
  const part = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`
}
