import { escape, nalTypes, unescape } from './nal-units.ts'

const recoveryPoint = 6

/**
 * Keeps of a message to decoders (SEI, ITU-T H.264, annex D) only where decoding may start: the others carry captions, times,
 * places or the names of programs and devices. Null where nothing is left.
 */
export function stripSei(nal: Uint8Array): Uint8Array | null {
  const payload = unescape(nal)
  let position = 1
  const readNumber = (): number => {
    let value = 0
    while (payload[position] === 255) {
      value += 255
      position += 1
    }
    value += payload[position] ?? 0
    position += 1
    return value
  }
  while (position + 2 < payload.length) {
    const start = position
    const [kind, size] = [readNumber(), readNumber()]
    const end = position + size
    if (end > payload.length) return null
    if (kind === recoveryPoint) return escape(Uint8Array.from([nalTypes.sei, ...payload.subarray(start, end), 0x80]))
    position = end
  }
  return null
}
