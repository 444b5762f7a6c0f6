import { closeSync, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'

/** An encoded picture. */
export type StoredPacket = { readonly at: bigint; readonly isKey: boolean; readonly data: Uint8Array }

/**
 * Encoded pictures in a file that only grows, so that a pass that was killed goes on behind the last one that was noted as whole.
 * Lives in the work folder of one pass; never kept.
 */
export type PacketStore = {
  add(packet: StoredPacket): void
  /** All of it is on disk; its length, at which it can be opened again. */
  sync(): number
  packets(): Generator<StoredPacket>
  close(): void
}

/** Time stamp, key or not, length of the data. */
const headerBytes = 8 + 1 + 4
const bufferBytes = 256 * 1024

/** Opens the file cut off at `byteLength`. */
export function openPacketStore(file: string, byteLength: number): PacketStore {
  const handle = openSync(file, byteLength === 0 ? 'w+' : 'r+')
  ftruncateSync(handle, byteLength)
  let written = byteLength
  let waiting: Uint8Array[] = []
  let waitingBytes = 0

  function flush(): void {
    if (waitingBytes === 0) return
    const all = Buffer.concat(waiting)
    for (let done = 0; done < all.length;) done += writeSync(handle, all, done, all.length - done, written + done)
    written += all.length
    waiting = []
    waitingBytes = 0
  }

  function readAll(target: Buffer, position: number): void {
    for (let done = 0; done < target.length;) {
      const count = readSync(handle, target, done, target.length - done, position + done)
      if (count === 0) throw new Error('the store of encoded pictures ends too early')
      done += count
    }
  }

  return {
    add({ at, isKey, data }) {
      const header = Buffer.alloc(headerBytes)
      header.writeBigInt64LE(at, 0)
      header.writeUInt8(isKey ? 1 : 0, 8)
      header.writeUInt32LE(data.length, 9)
      waiting.push(header, Uint8Array.from(data))
      waitingBytes += headerBytes + data.length
      if (waitingBytes >= bufferBytes) flush()
    },
    sync() {
      flush()
      fdatasyncSync(handle)
      return written
    },
    *packets() {
      flush()
      const header = Buffer.alloc(headerBytes)
      for (let position = 0; position < written;) {
        readAll(header, position)
        const data = Buffer.alloc(header.readUInt32LE(9))
        readAll(data, position + headerBytes)
        position += headerBytes + data.length
        yield { at: header.readBigInt64LE(0), isKey: header.readUInt8(8) === 1, data }
      }
    },
    close: () => closeSync(handle),
  }
}
