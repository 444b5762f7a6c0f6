import { Packet, type CodecContext, type Frame } from 'node-av/lib'
import { AV_PICTURE_TYPE_NONE } from 'node-av/constants'
import { check, isDrained } from '../ffmpeg/check.ts'
import { openPacketStore } from './packet-store.ts'
import { writeProxy } from './write-proxy.ts'

/** All before it is encoded and in the store, and the next picture stands alone. */
export type StoredUpTo = { readonly timestamp: bigint; readonly byteLength: number }

/** The pictures of a light copy on their way into a file. */
export type ProxyTrack = {
  encode(picture: Frame, timestamp: bigint): void
  /** No more comes. */
  end(): void
  /** A point to go on from, once for each; it is on disk when this returns. */
  takePoint(): StoredUpTo | null
  write(file: string, endsAt: bigint): void
  close(): void
}

const step = 'making the light copy'

/** `encoder` stays the caller's; `storeFile` holds `storedBytes` of an earlier pass. */
export function openProxyTrack(encoder: CodecContext, storeFile: string, storedBytes: number): ProxyTrack {
  const store = openPacketStore(storeFile, storedBytes)
  const packet = new Packet()
  packet.alloc()
  let lastStored: bigint | null = null
  let wantsPoint = false
  let point: StoredUpTo | null = null

  function drain(): void {
    for (;;) {
      const code = encoder.receivePacketSync(packet)
      if (isDrained(code)) return
      check(code, step)
      if (packet.isKeyframe && lastStored !== null && wantsPoint) {
        point = { timestamp: lastStored, byteLength: store.sync() }
        wantsPoint = false
      }
      store.add({ at: packet.pts, isKey: packet.isKeyframe, data: packet.data ?? new Uint8Array() })
      lastStored = packet.pts
      packet.unref()
    }
  }

  return {
    encode(picture, timestamp) {
      picture.pts = timestamp
      // The encoder decides where its key frames go, not the original.
      picture.pictType = AV_PICTURE_TYPE_NONE
      check(encoder.sendFrameSync(picture), step)
      drain()
    },
    end() {
      check(encoder.sendFrameSync(null), step)
      drain()
    },
    takePoint() {
      const taken = point
      point = null
      wantsPoint = taken === null
      return taken
    },
    write: (file, endsAt) => writeProxy(file, encoder, store.packets(), endsAt),
    close() {
      store.close()
      packet.free()
    },
  }
}
