import { Packet, type CodecContext, type Frame } from 'node-av/lib'
import { AV_PICTURE_TYPE_I, AV_PICTURE_TYPE_NONE, AV_PKT_FLAG_KEY } from 'node-av/constants'
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
  close(): void
}

/** A coded picture of a copied stretch. */
export type CopiedPicture = { readonly data: Buffer; readonly isKey: boolean }

type Options = {
  readonly stretches: readonly Stretch[]
  /** Its time stamps count frames. */
  readonly encoder: CodecContext
  readonly readCopied: (stretch: CopyStretch, packet: number) => Promise<CopiedPicture>
  /** Takes packets in decoding order, their time stamps in frames. */
  readonly write: (packet: Packet) => void
  readonly slices: Slices
}

type Coded = { readonly data: Buffer; readonly isKey: boolean; readonly frame: number }

const step = 'encoding the touched parts'

export function openSplice({ stretches, encoder, readCopied, write, slices }: Options): Splice {
  /** How far in decoding order a picture may come before it shows: the same for the whole stream. */
  const delay = Math.max(0, encoder.hasBFrames, ...stretches.map((each) => (each.kind === 'copy' ? copiedDelay(each) : 0)))
  const encodedFrames: number[] = []
  const waiting: Coded[] = []
  const packet = new Packet()
  packet.alloc()
  let [current, written, reached, total] = [0, 0, 0, 0]

  function writeCoded({ data, isKey, frame }: Coded): void {
    packet.unref()
    packet.data = data
    packet.pts = BigInt(frame)
    packet.dts = BigInt(total - delay)
    packet.duration = 1n
    if (isKey) packet.setFlags(AV_PKT_FLAG_KEY)
    else packet.clearFlags(AV_PKT_FLAG_KEY)
    total += 1
    written += 1
    write(packet)
  }

  async function advance(): Promise<void> {
    for (let stretch = stretches[current]; stretch; stretch = stretches[current]) {
      if (stretch.kind === 'encode') {
        for (let coded = waiting[0]; coded && written < stretch.frameCount; coded = waiting[0]) {
          writeCoded(coded)
          waiting.shift()
        }
      } else {
        const until = Math.min(stretch.frameCount, reached - stretch.startFrame)
        while (written < until) {
          const copied = await readCopied(stretch, stretch.firstPacket + written)
          writeCoded({ ...copied, frame: stretch.startFrame + (stretch.shows[written] ?? 0) })
        }
      }
      if (written < stretch.frameCount) return
      current += 1
      written = 0
    }
  }

  /** Takes what the encoder has ready. */
  async function drain(): Promise<void> {
    for (;;) {
      const code = encoder.receivePacketSync(packet)
      if (isDrained(code)) return
      check(code, step)
      const frame = encodedFrames[Number(packet.pts)]
      const data = packet.data && cleanPicture(packet.data, { kind: 'start-codes' }, new Map())
      if (data && frame !== undefined) waiting.push({ data, isKey: packet.isKeyframe, frame })
      packet.unref()
      await advance()
      await slices.pause()
    }
  }

  const starts = new Set(stretches.map(({ startFrame }) => startFrame))
  return {
    async encode(frame, picture) {
      // Each stretch starts with a picture that needs none before it; else the encoder decides, not the source.
      picture.pictType = starts.has(frame) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
      picture.pts = BigInt(encodedFrames.length)
      encodedFrames.push(frame)
      check(encoder.sendFrameSync(picture), step)
      await drain()
    },
    async reach(frame) {
      reached = frame + 1
      await advance()
    },
    async end() {
      reached = Infinity
      check(encoder.sendFrameSync(null), step)
      await drain()
      await advance()
    },
    close: () => packet.free(),
  }
}

function copiedDelay({ shows }: CopyStretch): number {
  return shows.reduce((most, frame, index) => Math.max(most, index - frame), 0)
}
