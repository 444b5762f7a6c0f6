import { Frame, type CodecContext, type Packet, type Stream } from 'node-av/lib'
import type { PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { toTicks } from '../ffmpeg/time-base.ts'
import { openTileTaker, type Tile } from './film-tiles.ts'
import type { ProxyTrack } from './proxy-track.ts'
import { openUprightPictures } from './upright-pictures.ts'

export type Size = { readonly width: number; readonly height: number }

/** Looks at all pictures of a film, for its light copy and its filmstrip. */
export type PicturePass = {
  /** Null at the end. */
  give(packet: Packet | null): void
  /** File instant of the newest picture. */
  readonly seenAt: Ticks | null
  readonly tiles: readonly (Tile | null)[]
  /** The first picture is later than what an earlier pass had stored: some between them were skipped. */
  readonly hasLostPlace: boolean
  /** Time stamp after the last picture. */
  readonly endsAt: bigint
  close(): void
}

type Options = {
  readonly stream: Stream
  readonly decoder: CodecContext
  readonly video: PlanVideo
  readonly size: Size
  readonly threads: number
  /** File instants of the tiles of the strip. */
  readonly tileInstants: readonly Ticks[]
  readonly knownTiles: readonly (Tile | null)[]
  readonly proxy: ProxyTrack | null
  /** Of an earlier pass: pictures up to it are stored. */
  readonly storedUpTo: bigint | null
}

export function openPicturePass(options: Options): PicturePass {
  const { stream, decoder, video, size, threads, proxy, storedUpTo } = options
  const [frame, held, scratch] = [new Frame(), new Frame(), new Frame()]
  for (const each of [frame, held, scratch]) each.alloc()
  const taker = openTileTaker(options.tileInstants, options.knownTiles)
  const pictures = openUprightPictures({ video, size, threads, scratch, use: see })
  let newest: bigint | null = null
  let seenAt: Ticks | null = null
  let usual = 1n
  let hasLostPlace = false

  function see(picture: Frame, timestamp: bigint): void {
    const at = toTicks(timestamp, stream.timeBase)
    if (at === null) return
    taker.see(picture, at)
    seenAt = at
    if (storedUpTo === null || timestamp > storedUpTo) proxy?.encode(picture, timestamp)
  }

  function receive(): void {
    while (decoder.receiveFrameSync(frame) >= 0) {
      const timestamp = frame.bestEffortTimestamp
      // Pictures of an earlier instant are never seen.
      if (newest === null || timestamp >= newest) hold(timestamp)
      frame.unref()
    }
  }

  /** Of several pictures of one instant the last one is seen. */
  function hold(timestamp: bigint): void {
    if (newest === null) hasLostPlace = storedUpTo !== null && timestamp > storedUpTo
    else if (timestamp > newest) {
      usual = timestamp - newest
      pictures.push(held, newest)
    }
    held.unref()
    held.ref(frame)
    newest = timestamp
  }

  return {
    give(packet) {
      decoder.sendPacketSync(packet)
      receive()
      if (packet !== null) return
      if (newest !== null) pictures.push(held, newest)
      pictures.end()
      taker.finish()
      proxy?.end()
    },
    get seenAt() {
      return seenAt
    },
    tiles: taker.tiles,
    get hasLostPlace() {
      return hasLostPlace
    },
    get endsAt() {
      return (newest ?? 0n) + usual
    },
    close() {
      pictures.close()
      taker.close()
      for (const each of [frame, held, scratch]) each.free()
    },
  }
}
