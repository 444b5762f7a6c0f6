import { Packet, type CodecContext, type Frame } from 'node-av/lib'
import { AV_PICTURE_TYPE_I, AV_PICTURE_TYPE_NONE, AV_PKT_FLAG_KEY, type AVPacketFlag } from 'node-av/constants'
import type { CopyStretch, Stretch } from '#shared/render-plan/smart/plan-stretches.ts'
import { check, isDrained } from '../ffmpeg/check.ts'
import type { Slices } from '../slices.ts'
import { cleanPicture } from './clean-picture.ts'

/** Puts copied pictures and those of one encoder into one stream, in the order of the stretches. */
export type Splice = {
  /** Encodes the picture of a frame of an encoded stretch; frames come in order. */
  encode(frame: number, picture: Frame): Promise<void>
  /** Says that the copied pictures up to a frame may be written. */
  reach(frame: number): Promise<void>
  /** Nothing more comes. */
  end(): Promise<void>
  /** Waits until the encoder is left alone, whatever became of it; then it may be freed. */
  settle(): Promise<void>
  close(): void
}

/** A coded picture of a copied stretch. */
export type CopiedPicture = { readonly packet: Packet; readonly isKey: boolean }

export type SpliceOptions = {
  readonly stretches: readonly Stretch[]
  /** Its time stamps count frames. */
  readonly encoder: CodecContext
  /** Hears the size of each picture that was encoded. */
  readonly onEncoded: (byteLength: number) => void
  /** The packet lasts until the next call. */
  readonly readCopied: (stretch: CopyStretch, packet: number) => Promise<CopiedPicture>
  /** Takes packets in decoding order, their time stamps in frames. */
  readonly write: (packet: Packet) => void
  readonly slices: Slices
}

type Coded = { readonly data: Buffer; readonly isKey: boolean; readonly frame: number }

const step = 'encoding the touched parts'
const noFlags = 0 as AVPacketFlag

export function openSplice({ stretches, encoder, onEncoded, readCopied, write, slices }: SpliceOptions): Splice {
  /** How far in decoding order a picture may come before it shows: the same for the whole stream. */
  const delay = Math.max(0, encoder.hasBFrames, ...stretches.map((each) => (each.kind === 'copy' ? copiedDelay(each) : 0)))
  const starts = new Set(stretches.map(({ startFrame }) => startFrame))
  const toEncode = stretches.reduce((sum, { kind, frameCount }) => sum + (kind === 'encode' ? frameCount : 0), 0)
  const encodedFrames: number[] = []
  const waiting: Coded[] = []
  const received = new Packet()
  const encoded = new Packet()
  for (const packet of [received, encoded]) packet.alloc()
  let [current, written, reached, total] = [0, 0, 0, 0]
  let flushing: Promise<void> | null = null
  let isGivenUp = false

  function writeAs(packet: Packet, frame: number, isKey: boolean): void {
    packet.pts = BigInt(frame)
    packet.dts = BigInt(total - delay)
    packet.duration = 1n
    packet.freeSideData()
    packet.flags = isKey ? AV_PKT_FLAG_KEY : noFlags
    total += 1
    written += 1
    write(packet)
  }

  function writeEncoded({ data, isKey, frame }: Coded): void {
    encoded.unref()
    encoded.data = data
    writeAs(encoded, frame, isKey)
  }

  async function advance(): Promise<void> {
    for (let stretch = stretches[current]; stretch; stretch = stretches[current]) {
      if (stretch.kind === 'encode') {
        for (let coded = waiting[0]; coded && written < stretch.frameCount; coded = waiting[0]) {
          writeEncoded(coded)
          waiting.shift()
        }
      } else {
        const until = Math.min(stretch.frameCount, reached - stretch.startFrame)
        while (written < until) {
          const { packet, isKey } = await readCopied(stretch, stretch.firstPacket + written)
          writeAs(packet, stretch.startFrame + (stretch.shows[written] ?? 0), isKey)
        }
      }
      if (written < stretch.frameCount) return
      current += 1
      written = 0
    }
  }

  function take(): void {
    onEncoded(received.size)
    const frame = encodedFrames[Number(received.pts)]
    const data = received.data && cleanPicture(received.data, { kind: 'start-codes' }, new Map())
    if (data && frame !== undefined) waiting.push({ data, isKey: received.isKeyframe, frame })
    received.unref()
  }

  /** Takes what the encoder has ready. */
  function drain(): void {
    for (;;) {
      const code = encoder.receivePacketSync(received)
      if (isDrained(code)) return
      check(code, step)
      take()
    }
  }

  /** Empties the encoder beside this thread, which goes on with sound and copies. */
  async function flush(): Promise<void> {
    check(await encoder.sendFrame(null), step)
    while (!isGivenUp) {
      const code = await encoder.receivePacket(received)
      if (isDrained(code)) return
      check(code, step)
      take()
    }
  }

  return {
    async encode(frame, picture) {
      // Each stretch starts with a picture that needs none before it; else the encoder decides, not the source.
      picture.pictType = starts.has(frame) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
      picture.pts = BigInt(encodedFrames.length)
      encodedFrames.push(frame)
      check(encoder.sendFrameSync(picture), step)
      drain()
      if (encodedFrames.length === toEncode) flushing = flush()
      // Heard of in `end`.
      flushing?.catch(() => undefined)
      await advance()
    },
    async reach(frame) {
      reached = frame + 1
      await advance()
      await slices.pause()
    },
    async end() {
      await flushing
      reached = Infinity
      await advance()
    },
    async settle() {
      isGivenUp = true
      await flushing?.catch(() => undefined)
    },
    close() {
      for (const packet of [received, encoded]) packet.free()
    },
  }
}

function copiedDelay({ shows }: CopyStretch): number {
  return shows.reduce((most, frame, index) => Math.max(most, index - frame), 0)
}
