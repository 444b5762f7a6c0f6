import { Packet, type FormatContext, type Stream } from 'node-av/lib'
import { AV_NOPTS_VALUE, AVERROR_EAGAIN, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { SourcePacket } from '#shared/render-plan/smart/copy-source.ts'
import { ticks } from '#shared/time/ticks.ts'
import { keepStreams } from '../ffmpeg/open-decoder.ts'
import { closeInput, openPackets } from '../ffmpeg/open-input.ts'
import { watchFileEnd } from '../ffmpeg/require-file-end.ts'
import { fromTicks, toTicks } from '../ffmpeg/time-base.ts'
import { beforeAllTicks, seekBackTicks } from '../render/decoded-pictures.ts'
import type { Slices } from '../slices.ts'
import { cleanPicture } from './clean-picture.ts'
import type { ReadSource } from './read-copy-source.ts'

/** Hands out the coded pictures of a file. */
export type PacketCopier = {
  /**
   * A packet by its place in decoding order; what is set in it is the reader's, and it lasts until the next call. Going on to
   * the next one is cheap; any other jump seeks.
   */
  read(index: number): Promise<Packet>
  close(): void
}

type Options = {
  readonly file: string
  readonly input: PlanInput & { readonly video: PlanVideo }
  readonly packets: readonly SourcePacket[]
  readonly copying: NonNullable<ReadSource['copying']>
  readonly pictureIds: ReadonlyMap<number, number>
  readonly maxPixels: number
  readonly slices: Slices
}

/** Opens a file to copy pictures from. Throws `media.*`. */
export function openPacketCopier({ file, input, packets, copying, pictureIds, maxPixels, slices }: Options): PacketCopier {
  const context = openPackets(file, input.video.streamIndex, maxPixels)
  const stream = findStream(context, input.video.streamIndex, file)
  keepStreams(context, new Set([stream.index]))
  const requireEnd = watchFileEnd(file, slices)
  const places = new Map(packets.map(({ atTicks }, index) => [atTicks + input.originTicks, index]))
  const keepsIds = [...pictureIds].every(([old, id]) => old === id)
  const packet = new Packet()
  packet.alloc()
  /** The packet that the file stands before; null where it is not known. */
  let next: number | null = null

  async function seek(index: number): Promise<void> {
    const at = (packets[index]?.atTicks ?? 0) + input.originTicks
    for (const from of [at, at - seekBackTicks, beforeAllTicks]) {
      seekTo(context, stream, from)
      await readPacket()
      if (next !== null && next - 1 <= index) return
    }
  }

  /** Reads the stream's next packet and notes which one it is. */
  async function readPacket(): Promise<void> {
    packet.unref()
    next = null
    for (;;) {
      const code = context.readFrameSync(packet)
      if (code === AVERROR_EAGAIN) {
        await slices.pause()
        continue
      }
      if (code < 0) return requireEnd(code)
      if (packet.streamIndex === stream.index) break
      packet.unref()
    }
    const at = packet.pts === AV_NOPTS_VALUE ? null : toTicks(packet.pts, stream.timeBase)
    const place = at === null ? undefined : places.get(at)
    next = place === undefined ? null : place + 1
    await slices.pause()
  }

  return {
    async read(index) {
      if (next === index) await readPacket()
      else await seek(index)
      while (next !== null && next <= index) await readPacket()
      if (next !== index + 1) throw appError('media.damaged', { file })
      if (keepsIds && copying.clean[index]) return packet
      const picture = packet.data && cleanPicture(packet.data, copying.header.format, pictureIds)
      if (!picture) throw appError('media.damaged', { file })
      packet.data = picture
      return packet
    },
    close() {
      packet.free()
      closeInput(context)
    },
  }
}

function findStream(context: FormatContext, index: number, file: string): Stream {
  const stream = context.streams[index]
  if (stream) return stream
  closeInput(context)
  throw appError('media.damaged', { file })
}

function seekTo(context: FormatContext, stream: Stream, at: number): void {
  context.seekFrameSync(stream.index, fromTicks(ticks(at), stream.timeBase), AVSEEK_FLAG_BACKWARD)
}
