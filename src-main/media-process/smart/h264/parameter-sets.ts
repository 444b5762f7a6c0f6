import { BitWriter, readBits, type BitReader } from './bits.ts'
import { escape, unescape } from './nal-units.ts'

/** What a sequence parameter set (ITU-T H.264, 7.3.2.1.1) tells. */
export type SequenceParameters = {
  readonly id: number
  readonly profileIdc: number
  /** The byte of constraint flags behind the profile. */
  readonly constraints: number
  readonly levelIdc: number
  readonly chromaFormatIdc: number
  readonly bitDepth: number
  readonly frameNumBits: number
  readonly gapsInFrameNum: boolean
  readonly frameMbsOnly: boolean
  /** Pixels after cropping. */
  readonly width: number
  readonly height: number
  readonly sampleAspect: { readonly num: number; readonly den: number }
  readonly fullRange: boolean | null
  /** Code points of ITU-T H.273; 2 is "unspecified". */
  readonly primaries: number
  readonly transfer: number
  readonly matrix: number
}

const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

/** Null for what is no readable set. */
export function parseSps(nal: Uint8Array): SequenceParameters | null {
  if (nal.length < 5) return null
  const bits = readBits(unescape(nal), 8)
  const [profileIdc, constraints, levelIdc] = [bits.read(8), bits.read(8), bits.read(8)]
  const id = bits.readUnsigned()
  const format = highProfiles.has(profileIdc) ? readFormat(bits) : { chromaFormatIdc: 1, bitDepth: 8 }
  const frameNumBits = bits.readUnsigned() + 4
  skipPictureOrder(bits)
  bits.readUnsigned()
  const gapsInFrameNum = bits.read(1) === 1
  const [columns, rows] = [bits.readUnsigned() + 1, bits.readUnsigned() + 1]
  const frameMbsOnly = bits.read(1) === 1
  if (!frameMbsOnly) bits.read(1)
  bits.read(1)
  const crop = bits.read(1) === 1 ? [0, 0, 0, 0].map(() => bits.readUnsigned()) : [0, 0, 0, 0]
  const [left = 0, right = 0, top = 0, bottom = 0] = crop
  const cropUnit = format.chromaFormatIdc === 1 ? 2 : 1
  const fieldFactor = frameMbsOnly ? 1 : 2
  if (id > 31 || frameNumBits > 16 || columns > 1024 || rows > 1024) return null
  return {
    ...{ id, profileIdc, constraints, levelIdc, ...format, frameNumBits, gapsInFrameNum, frameMbsOnly },
    width: columns * 16 - (left + right) * cropUnit,
    height: (rows * 16 - (top + bottom) * cropUnit) * fieldFactor,
    ...(bits.read(1) === 1 ? readUsability(bits) : unknownUsability),
  }
}

function readFormat(bits: BitReader): { chromaFormatIdc: number; bitDepth: number } {
  const chromaFormatIdc = bits.readUnsigned()
  if (chromaFormatIdc === 3) bits.read(1)
  const [luma, chroma] = [bits.readUnsigned() + 8, bits.readUnsigned() + 8]
  bits.read(1)
  if (bits.read(1) === 1) skipScalingMatrices(bits, chromaFormatIdc === 3 ? 12 : 8)
  return { chromaFormatIdc, bitDepth: Math.max(luma, chroma) }
}

function skipScalingMatrices(bits: BitReader, count: number): void {
  for (let list = 0; list < count; list += 1) {
    if (bits.read(1) === 0) continue
    let [last, next] = [8, 8]
    for (let index = 0; index < (list < 6 ? 16 : 64); index += 1) {
      if (next !== 0) next = (last + bits.readSigned() + 256) % 256
      last = next === 0 ? last : next
    }
  }
}

function skipPictureOrder(bits: BitReader): void {
  const kind = bits.readUnsigned()
  if (kind === 0) bits.readUnsigned()
  if (kind !== 1) return
  bits.read(1)
  bits.readSigned()
  bits.readSigned()
  for (let left = Math.min(255, bits.readUnsigned()); left > 0; left -= 1) bits.readSigned()
}

type Usability = Pick<SequenceParameters, 'sampleAspect' | 'fullRange' | 'primaries' | 'transfer' | 'matrix'>

const unknownUsability: Usability = {
  sampleAspect: { num: 1, den: 1 },
  fullRange: null,
  primaries: 2,
  transfer: 2,
  matrix: 2,
}

/** ITU-T H.264, table E-1. */
const aspects = [
  ...[[1, 1] as const, [1, 1] as const, [12, 11] as const, [10, 11] as const, [16, 11] as const, [40, 33] as const],
  ...[[24, 11] as const, [20, 11] as const, [32, 11] as const, [80, 33] as const, [18, 11] as const, [15, 11] as const],
  ...[[64, 33] as const, [160, 99] as const, [4, 3] as const, [3, 2] as const, [2, 1] as const],
]
const extendedAspect = 255

function readUsability(bits: BitReader): Usability {
  let sampleAspect = unknownUsability.sampleAspect
  if (bits.read(1) === 1) {
    const kind = bits.read(8)
    const [num, den] = kind === extendedAspect ? [bits.read(16), bits.read(16)] : (aspects[kind] ?? [1, 1])
    if (num > 0 && den > 0) sampleAspect = { num, den }
  }
  if (bits.read(1) === 1) bits.read(1)
  if (bits.read(1) === 0) return { ...unknownUsability, sampleAspect }
  bits.read(3)
  const fullRange = bits.read(1) === 1
  if (bits.read(1) === 0) return { ...unknownUsability, sampleAspect, fullRange }
  return { sampleAspect, fullRange, primaries: bits.read(8), transfer: bits.read(8), matrix: bits.read(8) }
}

export type PictureParameters = {
  readonly id: number
  readonly spsId: number
  /** Macroblocks in any order, which only the oldest profile has and few decoders know. */
  readonly hasSliceGroups: boolean
}

export function parsePps(nal: Uint8Array): PictureParameters {
  const bits = readBits(unescape(nal, 16), 8)
  const [id, spsId] = [bits.readUnsigned(), bits.readUnsigned()]
  bits.read(2)
  return { id, spsId, hasSliceGroups: bits.readUnsigned() > 0 }
}

/** The set with another id. */
export function renumberSps(nal: Uint8Array, id: number): Uint8Array {
  const payload = unescape(nal)
  const bits = readBits(payload, 32)
  bits.readUnsigned()
  const writer = new BitWriter()
  writer.copy(payload, 0, 32)
  writer.writeUnsigned(id)
  return finishSet(writer, payload, bits.position)
}

/** The set with another id, for another sequence parameter set. */
export function renumberPps(nal: Uint8Array, id: number, spsId: number): Uint8Array {
  const payload = unescape(nal)
  const bits = readBits(payload, 8)
  bits.readUnsigned()
  bits.readUnsigned()
  const writer = new BitWriter()
  writer.copy(payload, 0, 8)
  writer.writeUnsigned(id)
  writer.writeUnsigned(spsId)
  return finishSet(writer, payload, bits.position)
}

/** Copies the rest up to and with the stop bit. */
function finishSet(writer: BitWriter, payload: Uint8Array, from: number): Uint8Array {
  let end = payload.length
  while (end > 0 && payload[end - 1] === 0) end -= 1
  const last = payload[end - 1] ?? 0
  const stopBit = 31 - Math.clz32(last & -last)
  writer.copy(payload, from, end * 8 - stopBit)
  return escape(writer.toBytes())
}
