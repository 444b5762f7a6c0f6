/** Reads the bits of an H.264 payload whose emulation prevention is taken out. Past its end it reads zeros. */
export type BitReader = {
  /** Bits read so far. */
  position: number
  read(count: number): number
  /** Exp-Golomb codes of ITU-R H.264, 9.1. */
  readUnsigned(): number
  readSigned(): number
}

export function readBits(bytes: Uint8Array, from = 0): BitReader {
  const reader: BitReader = {
    position: from,
    read(count) {
      let value = 0
      for (let index = 0; index < count; index += 1) {
        const byte = bytes[reader.position >> 3] ?? 0
        value = value * 2 + ((byte >> (7 - (reader.position & 7))) & 1)
        reader.position += 1
      }
      return value
    },
    readUnsigned() {
      let zeros = 0
      while (zeros < 32 && reader.read(1) === 0) zeros += 1
      return 2 ** zeros - 1 + reader.read(zeros)
    },
    readSigned() {
      const code = reader.readUnsigned()
      return code % 2 === 0 ? -code / 2 : (code + 1) / 2
    },
  }
  return reader
}

/** The number of bits of an unsigned Exp-Golomb code. */
export function unsignedLength(value: number): number {
  return 2 * Math.floor(Math.log2(value + 1)) + 1
}

/** Collects bits into bytes. */
export class BitWriter {
  readonly #bytes: number[] = []
  #position = 0

  write(value: number, count: number): void {
    for (let index = count - 1; index >= 0; index -= 1) {
      if ((this.#position & 7) === 0) this.#bytes.push(0)
      const bit = Math.floor(value / 2 ** index) % 2
      const last = this.#bytes.length - 1
      this.#bytes[last] = (this.#bytes[last] ?? 0) | (bit << (7 - (this.#position & 7)))
      this.#position += 1
    }
  }

  writeUnsigned(value: number): void {
    this.write(value + 1, unsignedLength(value))
  }

  /** The bits [from, to) of other bytes. */
  copy(bytes: Uint8Array, from: number, to: number): void {
    const reader = readBits(bytes, from)
    while (reader.position < to) this.write(reader.read(1), 1)
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}
