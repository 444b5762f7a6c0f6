import { BitWriter, readBits, unsignedLength } from './bits.ts'
import { escape, unescape } from './nal-units.ts'

export type SliceStart = {
  readonly firstMacroblock: number
  readonly ppsId: number
  /** Bits from the start of the NAL unit (without emulation prevention) to and behind the id. */
  readonly idFrom: number
  readonly idTo: number
  readonly isReference: boolean
  /** Null where the parameter set is not known. */
  readonly frameNum: number | null
}

/** More than the header needs up to the frame number. */
const startBytes = 24

/** The start of a slice (ITU-T H.264, 7.3.3) of frames, not fields. */
export function parseSliceStart(nal: Uint8Array, frameNumBitsOf: (ppsId: number) => number | null): SliceStart {
  const bits = readBits(unescape(nal, startBytes), 8)
  const firstMacroblock = bits.readUnsigned()
  bits.readUnsigned()
  const idFrom = bits.position
  const ppsId = bits.readUnsigned()
  const idTo = bits.position
  const frameNumBits = frameNumBitsOf(ppsId)
  const frameNum = frameNumBits === null ? null : bits.read(frameNumBits)
  return { firstMacroblock, ppsId, idFrom, idTo, isReference: ((nal[0] ?? 0) & 0x60) !== 0, frameNum }
}

/**
 * The ids a picture parameter set may be given in place of `id`: their codes are longer by exactly one byte, so that what
 * follows in a slice keeps its alignment, which arithmetic coding needs.
 */
export function replacementIds(id: number): { readonly from: number; readonly to: number } {
  const zeros = (unsignedLength(id) - 1) / 2 + 4
  return { from: 2 ** zeros - 1, to: Math.min(255, 2 ** (zeros + 1) - 2) }
}

/** A slice that names another picture parameter set, one of `replacementIds`. */
export function renumberSlice(nal: Uint8Array, id: number): Uint8Array {
  const { idFrom, idTo } = parseSliceStart(nal, () => null)
  // Up to a byte that is not zero, behind which emulation prevention starts anew in both.
  const payload = unescapeToNonZero(nal, Math.ceil(idTo / 8) + 1)
  const writer = new BitWriter()
  writer.copy(payload, 0, idFrom)
  writer.writeUnsigned(id)
  writer.copy(payload, idTo, payload.length * 8)
  const head = escape(writer.toBytes())
  const rest = nal.subarray(escapedLength(nal, payload.length))
  const renumbered = new Uint8Array(head.length + rest.length)
  renumbered.set(head)
  renumbered.set(rest, head.length)
  return renumbered
}

/** So many bytes of the payload at least, up to one that is not zero, or all of it. */
function unescapeToNonZero(nal: Uint8Array, leastBytes: number): Uint8Array {
  // Twice as many each time: a crafted slice is a megabyte of zeros.
  for (let count = leastBytes; ; count *= 2) {
    const payload = unescape(nal, count)
    const end = payload.findIndex((byte, index) => index >= leastBytes - 1 && byte !== 0)
    if (end >= 0) return payload.subarray(0, end + 1)
    if (payload.length < count) return payload
  }
}

/** How many bytes of a NAL unit hold the first `count` bytes of its payload. */
function escapedLength(nal: Uint8Array, count: number): number {
  let [zeros, taken, index] = [0, 0, 0]
  for (; index < nal.length && taken < count; index += 1) {
    const byte = nal[index] ?? 0
    if (zeros >= 2 && byte === 3) {
      zeros = 0
    } else {
      zeros = byte === 0 ? zeros + 1 : 0
      taken += 1
    }
  }
  return index
}
