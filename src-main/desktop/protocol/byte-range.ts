/** First and last byte, both inclusive. */
export type ByteRange = { readonly first: number; readonly last: number }

/**
 * Reads a `Range` header for a body of `length` bytes. `whole` where there is none or one that we do not serve in parts
 * (several ranges, another unit), which RFC 9110 allows to ignore; `unsatisfiable` where it lies outside.
 */
export function parseByteRange(header: string | null, length: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (match === null) return 'whole'
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const suffix = Number(to)
    if (suffix === 0 || length === 0) return 'unsatisfiable'
    return { first: Math.max(0, length - suffix), last: length - 1 }
  }
  const first = Number(from)
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (to !== '' && Number(to) < first) return 'whole'
  return first >= length ? 'unsatisfiable' : { first, last }
}
