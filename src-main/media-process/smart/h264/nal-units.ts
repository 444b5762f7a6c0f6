/** NAL unit types of ITU-T H.264, table 7-1. */
export const nalTypes = { slice: 1, firstPartition: 2, lastPartition: 4, idrSlice: 5, sei: 6, sps: 7, pps: 8 } as const

/** How a stream separates its NAL units: a length of so many bytes in front of each (MP4, Matroska), or start codes (TS). */
export type NalFormat = { readonly kind: 'lengths'; readonly lengthBytes: number } | { readonly kind: 'start-codes' }

export function nalType(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 31
}

/** The NAL units of a packet, as views into it; null where the packet is cut short or not made of NAL units. */
export function splitNals(packet: Buffer, format: NalFormat): Buffer[] | null {
  return format.kind === 'lengths' ? splitByLengths(packet, format.lengthBytes) : splitByStartCodes(packet)
}

function splitByLengths(packet: Buffer, lengthBytes: number): Buffer[] | null {
  const nals: Buffer[] = []
  let position = 0
  while (position < packet.length) {
    if (position + lengthBytes > packet.length) return null
    const length = packet.readUIntBE(position, lengthBytes)
    position += lengthBytes
    if (length === 0 || position + length > packet.length) return null
    nals.push(packet.subarray(position, position + length))
    position += length
  }
  return nals.length > 0 ? nals : null
}

const startCode = Buffer.from([0, 0, 1])

function splitByStartCodes(packet: Buffer): Buffer[] | null {
  const nals: Buffer[] = []
  let start = packet.indexOf(startCode)
  while (start >= 0) {
    const from = start + startCode.length
    const next = packet.indexOf(startCode, from)
    let end = next < 0 ? packet.length : next
    // Zeros before a start code belong to it.
    while (end > from && packet[end - 1] === 0) end -= 1
    if (end > from) nals.push(packet.subarray(from, end))
    start = next
  }
  return nals.length > 0 ? nals : null
}

/** NAL units behind lengths of four bytes, as our files hold them. */
export function joinNals(nals: readonly Uint8Array[]): Buffer {
  const packet = Buffer.allocUnsafe(nals.reduce((sum, nal) => sum + 4 + nal.length, 0))
  let position = 0
  for (const nal of nals) {
    position = packet.writeUInt32BE(nal.length, position)
    packet.set(nal, position)
    position += nal.length
  }
  return packet
}

/** A NAL unit without its emulation prevention bytes; at most `maxBytes` of it. */
export function unescape(nal: Uint8Array, maxBytes = Infinity): Uint8Array {
  const bytes: number[] = []
  let zeros = 0
  for (const byte of nal) {
    if (bytes.length >= maxBytes) break
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    zeros = byte === 0 ? zeros + 1 : 0
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

/** Puts emulation prevention bytes in. */
export function escape(payload: Uint8Array): Uint8Array {
  const bytes: number[] = []
  let zeros = 0
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3)
      zeros = 0
    }
    zeros = byte === 0 ? zeros + 1 : 0
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}
