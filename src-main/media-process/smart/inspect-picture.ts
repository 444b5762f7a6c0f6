import type { StreamHeader } from './h264/avc-config.ts'
import { nalType, nalTypes, splitNals } from './h264/nal-units.ts'
import { parsePps, parseSps } from './h264/parameter-sets.ts'
import { parseSliceStart } from './h264/slices.ts'

export type InspectedPicture = {
  readonly isIdr: boolean
  readonly damaged: boolean
  /** It is slices alone, as our files hold them. */
  readonly clean: boolean
}

const damagedPicture: InspectedPicture = { isIdr: false, damaged: true, clean: false }
const ourLengthBytes = 4

/**
 * Looks at the coded pictures of a stream one after the other, no deeper than the start of their first slice: cut packets,
 * unknown parameters and missing reference pictures (by their numbers) show there. `other-parameters` for a packet that
 * carries parameter sets the header has not.
 */
export function createPictureInspector(header: StreamHeader): (packet: Buffer) => InspectedPicture | 'other-parameters' {
  const known = [...header.sps, ...header.pps]
  const sequences = new Map(header.sps.flatMap((nal) => parseSps(nal) ?? []).map((sps) => [sps.id, sps]))
  const pictures = new Map(header.pps.map(parsePps).map((pps) => [pps.id, sequences.get(pps.spsId) ?? null]))
  const frameNumBitsOf = (ppsId: number): number | null => pictures.get(ppsId)?.frameNumBits ?? null
  const cutsAsOurs = header.format.kind === 'lengths' && header.format.lengthBytes === ourLengthBytes
  /** The number of the last reference picture; null until an IDR picture. */
  let lastReference: number | null = null

  return (packet) => {
    const nals = splitNals(packet, header.format)
    if (!nals) return damagedPicture
    if (nals.some((nal) => isParameterSet(nal) && !known.some((each) => each.equals(nal)))) return 'other-parameters'
    const slice = nals.find((nal) => isSlice(nalType(nal)))
    if (!slice || nals.some((nal) => (nal[0] ?? 0) > 127 || isPartition(nalType(nal)))) return damagedPicture
    const { firstMacroblock, ppsId, frameNum, isReference } = parseSliceStart(slice, frameNumBitsOf)
    const sequence = pictures.get(ppsId)
    if (!sequence || frameNum === null || firstMacroblock !== 0) return damagedPicture
    const isIdr = nalType(slice) === nalTypes.idrSlice
    const expected = isIdr ? 0 : lastReference === null ? frameNum : (lastReference + 1) % 2 ** sequence.frameNumBits
    const damaged = frameNum !== expected && !sequence.gapsInFrameNum
    if (isReference || isIdr) lastReference = frameNum
    const clean = cutsAsOurs && nals.every((nal) => isSlice(nalType(nal)))
    return { isIdr, damaged, clean }
  }
}

function isParameterSet(nal: Buffer): boolean {
  return nalType(nal) === nalTypes.sps || nalType(nal) === nalTypes.pps
}

export function isSlice(type: number): boolean {
  return type === nalTypes.slice || type === nalTypes.idrSlice
}

function isPartition(type: number): boolean {
  return type >= nalTypes.firstPartition && type <= nalTypes.lastPartition
}
