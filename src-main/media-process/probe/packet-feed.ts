import { Packet } from 'node-av/lib'

/** Packets of a file that is read on another thread: the next one comes while this one is looked at. */
export type PacketFeed = {
  /** Valid until the next call of `next`. */
  readonly packet: Packet
  /** Reads the next packet; FFmpeg's return code. Rejects as `read` does. */
  next(): Promise<number>
  /** Begins to read it already. Until `next` nobody may use the file. */
  readAhead(): void
  /** The file may be closed afterwards. */
  close(): Promise<void>
}

export function openPacketFeed(read: (packet: Packet) => number | Promise<number>): PacketFeed {
  let [packet, other] = [new Packet(), new Packet()]
  for (const each of [packet, other]) each.alloc()
  let coming: Promise<number> | null = null
  return {
    get packet() {
      return packet
    },
    async next() {
      packet.unref()
      if (coming === null) return read(packet)
      const code = coming
      coming = null
      ;[packet, other] = [other, packet]
      return code
    },
    readAhead() {
      coming ??= Promise.resolve(read(other))
      // Heard of by `next`, if anybody still wants it.
      coming.catch(() => null)
    },
    async close() {
      await coming?.catch(() => null)
      for (const each of [packet, other]) each.free()
    },
  }
}
