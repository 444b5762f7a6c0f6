import { avGetSampleFmtName, type Frame } from 'node-av/lib'

type Samples = Float32Array | Float64Array | Int16Array | Int32Array | Uint8Array
type Reader = {
  readonly sampleBytes: number
  readonly view: (bytes: ArrayBuffer) => Samples
  readonly scale: number
  readonly zero: number
}

/** FFmpeg's sample formats without the "p" of those that have a plane a channel (libavutil/samplefmt.c). */
const readers: Readonly<Record<string, Reader>> = {
  u8: { sampleBytes: 1, view: (bytes) => new Uint8Array(bytes), scale: 1 / 128, zero: 128 },
  s16: { sampleBytes: 2, view: (bytes) => new Int16Array(bytes), scale: 1 / 32_768, zero: 0 },
  s32: { sampleBytes: 4, view: (bytes) => new Int32Array(bytes), scale: 1 / 2_147_483_648, zero: 0 },
  flt: { sampleBytes: 4, view: (bytes) => new Float32Array(bytes), scale: 1, zero: 0 },
  dbl: { sampleBytes: 8, view: (bytes) => new Float64Array(bytes), scale: 1, zero: 0 },
}

/** A decoded sound as floats, full scale being 1: one array a channel. Empty for a format that no decoder of sound gives. */
export function readChannels(frame: Frame): readonly Float32Array[] {
  const name = avGetSampleFmtName(frame.format as never) ?? ''
  const isPlanar = name.endsWith('p')
  const reader = readers[isPlanar ? name.slice(0, -1) : name]
  const planes = frame.extendedData ?? frame.data
  const { nbSamples, channels } = frame
  if (!reader || !planes) return []
  return Array.from({ length: channels }, (_, channel) => {
    const plane = planes[isPlanar ? channel : 0]
    return plane
      ? readPlane(plane, reader, nbSamples, isPlanar ? 1 : channels, isPlanar ? 0 : channel)
      : new Float32Array(nbSamples)
  })
}

function readPlane(plane: Uint8Array, { sampleBytes, view, scale, zero }: Reader, count: number, step: number, first: number) {
  // Copied, because samples may lie at an address that a typed array does not take.
  const bytes = new Uint8Array(count * step * sampleBytes)
  bytes.set(plane.subarray(0, bytes.length))
  const samples = view(bytes.buffer)
  const channel = new Float32Array(count)
  for (let index = 0; index < count; index += 1) channel[index] = ((samples[index * step + first] ?? zero) - zero) * scale
  return channel
}
