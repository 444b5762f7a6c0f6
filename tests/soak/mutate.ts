/** Random numbers that are the same for the same seed (mulberry32). */
export type Random = { readonly below: (limit: number) => number }

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { below: (limit) => Math.floor(next() * limit) }
}

type Mutation = (bytes: Buffer, random: Random) => Buffer

/** Values that parsers trip over, as big-endian 32-bit fields of a header. */
const oddValues = [0, 1, 7, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff]
const headerBytes = 4096

const mutations: Readonly<Record<string, Mutation>> = {
  'bit flips': (bytes, random) => {
    const changed = Buffer.from(bytes)
    for (let count = 1 + random.below(200); count > 0; count -= 1) {
      const at = random.below(changed.length)
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << random.below(8)), at)
    }
    return changed
  },
  truncation: (bytes, random) => Buffer.from(bytes.subarray(0, random.below(bytes.length))),
  'header edits': (bytes, random) => {
    const changed = Buffer.from(bytes)
    // The index of an MP4 is where "moov" is, which may be the end of the file.
    const moov = changed.indexOf('moov')
    const from = moov > 0 && random.below(2) === 0 ? moov : 0
    const size = Math.min(headerBytes, changed.length - from)
    for (let count = 1 + random.below(6); count > 0 && size >= 8; count -= 1) {
      const at = from + random.below(size - 4)
      changed.writeUInt32BE(oddValues[random.below(oddValues.length)] ?? 0, at)
    }
    return changed
  },
  'a hole of zeros': (bytes, random) => {
    const at = random.below(bytes.length)
    return Buffer.from(bytes).fill(0, at, Math.min(bytes.length, at + random.below(8192)))
  },
  'a stretch cut out': (bytes, random) => {
    const at = random.below(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(8192))])
  },
  'a stretch twice': (bytes, random) => {
    const at = random.below(bytes.length)
    const end = Math.min(bytes.length, at + 1 + random.below(8192))
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
  },
}

/** Damages a file's bytes in one of six ways; the same seed gives the same bytes. */
export function mutate(bytes: Buffer, random: Random): { readonly name: string; readonly bytes: Buffer } {
  const names = Object.keys(mutations)
  const name = names[random.below(names.length)] ?? 'truncation'
  return { name, bytes: mutations[name]?.(bytes, random) ?? bytes }
}
