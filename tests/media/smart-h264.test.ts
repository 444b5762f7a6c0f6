import { array, assert, integer, property, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignParameters } from '#main/media-process/smart/assign-parameters.ts'
import { buildAvcConfig, parseHeader } from '#main/media-process/smart/h264/avc-config.ts'
import { BitWriter, readBits, unsignedLength } from '#main/media-process/smart/h264/bits.ts'
import { escape, joinNals, splitNals, unescape } from '#main/media-process/smart/h264/nal-units.ts'
import { parsePps, parseSps, renumberPps, renumberSps } from '#main/media-process/smart/h264/parameter-sets.ts'
import { parseSliceStart, renumberSlice, replacementIds } from '#main/media-process/smart/h264/slices.ts'
import { stripSei } from '#main/media-process/smart/h264/strip-sei.ts'

// Of x264: High, level 4, 1080x1920, BT.709 limited.
const x264Sps = Buffer.from('67640028acd9404403c7970110000003001000000303c8f1831960', 'hex')
const x264Pps = Buffer.from('68ebecb22c', 'hex')

/** Bytes in which zeros and the small numbers that need escaping are common. */
const payloads = array(
  integer({ min: 0, max: 9 }).map((value) => (value < 6 ? 0 : value < 9 ? value - 5 : 200)),
  { minLength: 1, maxLength: 60 },
).map(
  // A NAL unit does not end in a zero.
  (bytes) => Uint8Array.from([0x65, ...bytes, 0x80]),
)

describe('NAL units', () => {
  test('come back from escaping, which leaves no start code within', () => {
    assert(
      property(payloads, (payload) => {
        const escaped = escape(payload)
        expect(Buffer.from(unescape(escaped)).equals(payload)).toBe(true)
        for (let index = 0; index + 2 < escaped.length; index += 1)
          expect(escaped[index] === 0 && escaped[index + 1] === 0 && (escaped[index + 2] ?? 9) < 3).toBe(false)
      }),
    )
  })

  test('are found behind lengths and start codes; cut packets are refused', () => {
    assert(
      property(array(payloads.map(escape), { minLength: 1, maxLength: 4 }), (nals) => {
        const lengths = joinNals(nals)
        expect(splitNals(lengths, { kind: 'lengths', lengthBytes: 4 })).toEqual(nals.map((nal) => Buffer.from(nal)))
        expect(splitNals(lengths.subarray(0, -1), { kind: 'lengths', lengthBytes: 4 })).toBeNull()
        const codes = Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal]))
        expect(splitNals(codes, { kind: 'start-codes' })).toEqual(nals.map((nal) => Buffer.from(nal)))
      }),
    )
  })
})

test('Exp-Golomb codes come back', () => {
  assert(
    property(array(integer({ min: 0, max: 70_000 }), { maxLength: 20 }), (values) => {
      const writer = new BitWriter()
      for (const value of values) writer.writeUnsigned(value)
      const reader = readBits(writer.toBytes())
      for (const value of values) expect(reader.readUnsigned()).toBe(value)
      expect(reader.position).toBe(values.reduce((sum, value) => sum + unsignedLength(value), 0))
    }),
  )
})

describe('parameter sets', () => {
  test('tell size, level and colour', () => {
    expect(parseSps(x264Sps)).toMatchObject({
      id: 0,
      profileIdc: 100,
      levelIdc: 40,
      width: 1080,
      height: 1920,
      frameMbsOnly: true,
      bitDepth: 8,
    })
  })

  test('keep all but their ids', () => {
    for (const id of [1, 7, 30]) {
      const renumbered = renumberSps(x264Sps, id)
      expect(parseSps(renumbered)).toEqual({ ...parseSps(x264Sps), id })
      expect(Buffer.from(renumberSps(renumbered, 0)).equals(x264Sps)).toBe(true)
      const pps = renumberPps(x264Pps, id + 14, id)
      expect(parsePps(pps)).toMatchObject({ id: id + 14, spsId: id })
      expect(Buffer.from(renumberPps(pps, 0, 0)).equals(x264Pps)).toBe(true)
    }
  })

  test('of several streams get ids of their own, equal ones share theirs, and the encoder gets what is left', () => {
    const stream = (sps: Buffer, pps: Buffer) => ({
      format: { kind: 'lengths', lengthBytes: 4 } as const,
      sps: [sps],
      pps: [pps],
    })
    const other = Buffer.from(x264Sps)
    other[3] = 0x29
    const { sps, pps, pictureIds, encoderId } = assignParameters([
      stream(x264Sps, x264Pps),
      null,
      stream(other, x264Pps),
      stream(x264Sps, x264Pps),
    ])
    expect(pictureIds.map((ids) => ids && [...ids])).toEqual([[[0, 0]], null, [[0, 15]], [[0, 0]]])
    expect(sps.map((nal) => parseSps(nal)?.id)).toEqual([0, 1])
    expect(pps.map((nal) => parsePps(nal))).toMatchObject([
      { id: 0, spsId: 0 },
      { id: 15, spsId: 1 },
    ])
    expect(encoderId).toBe(2)
    const config = buildAvcConfig(sps, pps)
    // The higher level of the two.
    expect([...config.subarray(0, 4)]).toEqual([1, 100, 0, 0x29])
    const read = parseHeader(config)
    expect(read?.sps.map((nal) => Buffer.from(nal))).toEqual(sps.map((nal) => Buffer.from(nal)))
    expect(read?.pps).toHaveLength(2)
    expect(parseHeader(config.subarray(0, 20))).toBeNull()
  })

  test('of more streams than there are ids leave the last ones out', () => {
    const streams = Array.from({ length: 40 }, (_, index) => {
      const sps = Buffer.from(x264Sps)
      sps[3] = index
      return { format: { kind: 'lengths', lengthBytes: 4 } as const, sps: [sps], pps: [x264Pps] }
    })
    const { pictureIds, encoderId, pps } = assignParameters(streams)
    const placed = pictureIds.filter((ids) => ids !== null).length
    expect(placed).toBe(17)
    expect(new Set(pps.map((nal) => parsePps(nal).id)).size).toBe(17)
    expect(pps.some((nal) => parsePps(nal).id === encoderId)).toBe(false)
  })

  test('of a stream with as many as a header counts leave no room for those of the encoder', () => {
    const streamOf = (count: number) => ({
      format: { kind: 'lengths', lengthBytes: 4 } as const,
      sps: Array.from({ length: count }, (_, id) => Buffer.from(renumberSps(x264Sps, id))),
      pps: [x264Pps],
    })
    expect(assignParameters([streamOf(31)]).pictureIds).toEqual([null])
    const { sps, pps, pictureIds, encoderId } = assignParameters([streamOf(30)])
    expect(pictureIds).not.toContain(null)
    const config = buildAvcConfig([...sps, renumberSps(x264Sps, encoderId)], [...pps, renumberPps(x264Pps, encoderId, encoderId)])
    expect(parseHeader(config)?.sps).toHaveLength(31)
  })
})

test('a slice names another set and keeps every bit behind, aligned as before', () => {
  assert(
    property(
      integer({ min: 0, max: 8000 }),
      integer({ min: 0, max: 9 }),
      integer({ min: 0, max: 14 }),
      payloads,
      integer({ min: 0, max: 15 }),
      (firstMacroblock, kind, oldId, rest, step) => {
        const writer = new BitWriter()
        writer.write(0x65, 8)
        for (const value of [firstMacroblock, kind, oldId]) writer.writeUnsigned(value)
        const headBits = 8 + [firstMacroblock, kind, oldId].reduce((sum, value) => sum + unsignedLength(value), 0)
        writer.copy(rest, 0, rest.length * 8)
        const nal = escape(writer.toBytes())
        const { from, to } = replacementIds(oldId)
        const id = Math.min(to, from + step)
        const renumbered = renumberSlice(nal, id)
        const start = parseSliceStart(renumbered, () => null)
        expect(start).toMatchObject({ firstMacroblock, ppsId: id, idTo: headBits + 8 })
        const [before, after] = [unescape(nal), unescape(renumbered)]
        const [oldBits, newBits] = [readBits(before, headBits), readBits(after, headBits + 8)]
        for (let bit = 0; bit < rest.length * 8; bit += 1) expect(newBits.read(1)).toBe(oldBits.read(1))
        expect(after.length).toBe(before.length + 1)
        expect(Buffer.from(escape(after)).equals(renumbered)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('a slice of nothing but zeros, which has no place to stop at, is renumbered whole', () => {
  const zeros = 200_000
  const sliceOf = (id: number): Uint8Array => {
    const writer = new BitWriter()
    writer.write(0x65, 8)
    for (const value of [0, 0, id]) writer.writeUnsigned(value)
    writer.copy(new Uint8Array(zeros), 0, zeros * 8)
    return escape(writer.toBytes())
  }
  const { from: id } = replacementIds(0)
  expect(Buffer.from(renumberSlice(sliceOf(0), id)).equals(sliceOf(id))).toBe(true)
})

test('of messages to decoders only recovery points stay', () => {
  const message = (kind: number, ...payload: readonly number[]): number[] => [kind, payload.length, ...payload]
  const sei = (...messages: readonly number[][]): Uint8Array => escape(Uint8Array.from([6, ...messages.flat(), 0x80]))
  const place = message(5, ...Buffer.from('0123456789abcdef+51.5334-000.1255'))
  expect(stripSei(sei(place))).toBeNull()
  const kept = stripSei(sei(place, message(6, 0xc4), message(4, 1, 2, 3)))
  expect(kept && [...kept]).toEqual([6, 6, 1, 0xc4, 0x80])
  expect(stripSei(Uint8Array.from([6, 5, 200, 1, 2, 0x80]))).toBeNull()
  assert(property(uint8Array({ maxLength: 40 }), (bytes) => void stripSei(Uint8Array.from([6, ...bytes]))))
})
