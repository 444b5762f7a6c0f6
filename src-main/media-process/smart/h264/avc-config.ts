import { nalType, nalTypes, splitNals, type NalFormat } from './nal-units.ts'
import { parsePps, parseSps } from './parameter-sets.ts'

/** The parameter sets that a stream's header holds, and how its packets are cut. */
export type StreamHeader = { readonly format: NalFormat; readonly sps: readonly Buffer[]; readonly pps: readonly Buffer[] }

/** Reads a stream's header: an `avcC` record (ISO/IEC 14496-15, 5.3.3.1) or parameter sets behind start codes. Null for neither. */
export function parseHeader(header: Buffer): StreamHeader | null {
  if (header[0] !== 1) {
    const nals = splitNals(header, { kind: 'start-codes' }) ?? []
    const of = (type: number): Buffer[] => nals.filter((nal) => nalType(nal) === type)
    return { format: { kind: 'start-codes' }, sps: of(nalTypes.sps), pps: of(nalTypes.pps) }
  }
  const lengthBytes = ((header[4] ?? 0) & 3) + 1
  let position = 5
  const take = (mask: number): Buffer[] | null => {
    if (position >= header.length) return null
    const count = (header[position] ?? 0) & mask
    position += 1
    const sets: Buffer[] = []
    for (let index = 0; index < count; index += 1) {
      if (position + 2 > header.length) return null
      const length = header.readUInt16BE(position)
      if (length === 0 || position + 2 + length > header.length) return null
      sets.push(header.subarray(position + 2, position + 2 + length))
      position += 2 + length
    }
    return sets
  }
  const sps = take(31)
  const pps = sps && take(255)
  return sps && pps && { format: { kind: 'lengths', lengthBytes }, sps, pps }
}

/** The `avcC` record of a stream with several parameter sets: it promises the highest profile and level among them. */
export function buildAvcConfig(spsNals: readonly Uint8Array[], ppsNals: readonly Uint8Array[]): Buffer {
  const sps = spsNals
    .map((nal) => ({ nal, parameters: parseSps(nal) }))
    .toSorted((a, b) => (a.parameters?.id ?? 0) - (b.parameters?.id ?? 0))
  const pps = ppsNals.toSorted((a, b) => parsePps(a).id - parsePps(b).id)
  const known = sps.flatMap(({ parameters }) => parameters ?? [])
  const profile = Math.max(...known.map(({ profileIdc }) => profileIdc))
  const constraints = known.reduce((all, each) => all & each.constraints, 255)
  const level = Math.max(...known.map(({ levelIdc }) => levelIdc))
  return Buffer.concat([
    Buffer.from([1, profile, constraints, level, 0xff, 0xe0 | sps.length]),
    ...sps.map(({ nal }) => sized(nal)),
    Buffer.from([pps.length]),
    ...pps.map(sized),
    // 4:2:0 and eight bits, which is all that is copied or encoded.
    ...(profile >= 100 ? [Buffer.from([0xfd, 0xf8, 0xf8, 0])] : []),
  ])
}

function sized(nal: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([nal.length >> 8, nal.length & 255]), nal])
}
