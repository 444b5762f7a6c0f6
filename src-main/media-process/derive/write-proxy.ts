import { Dictionary, FormatContext, Packet, Rational, type CodecContext } from 'node-av/lib'
import { AVERROR_ENOSPC, AVFMT_FLAG_BITEXACT, AV_PKT_FLAG_KEY } from 'node-av/constants'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { ffmpegText } from '../ffmpeg/check.ts'
import type { StoredPacket } from './packet-store.ts'

/**
 * Puts encoded pictures into an MP4 whose time stamps are exactly the given ones, in the time base of the encoder that made
 * them. `endsAt` is the end of the last one. Throws `file.disk-full`, `media.engine-failed`.
 */
export function writeProxy(file: string, encoder: CodecContext, packets: Iterable<StoredPacket>, endsAt: bigint): void {
  const verify = (code: number): void => {
    if (code >= 0) return
    if (code === AVERROR_ENOSPC) throw appError('file.disk-full', { folder: path.dirname(file) })
    throw appError('media.engine-failed', { step: 'writing the light copy', detail: ffmpegText(code) })
  }
  const { den } = encoder.timeBase
  using cleanup = new DisposableStack()
  const context = cleanup.adopt(new FormatContext(), (each) => each.freeContext())
  verify(context.allocOutputContext2(null, 'mp4', `file:${file}`))
  context.setFlags(AVFMT_FLAG_BITEXACT)
  const packet = cleanup.adopt(new Packet(), (each) => each.free())
  packet.alloc()
  const stream = context.newStream()
  verify(stream.codecpar.fromContext(encoder))
  stream.timeBase = new Rational(1, den)
  verify(context.openOutputSync())
  cleanup.defer(() => context.closeOutputSync())
  // A start other than zero is told in the time scale of the whole file, which FFmpeg sets to milliseconds otherwise.
  using options = Dictionary.fromObject({
    movflags: '+faststart',
    video_track_timescale: String(den),
    movie_timescale: String(den),
    avoid_negative_ts: 'disabled',
  })
  verify(context.writeHeaderSync(options))
  const write = ({ at, isKey, data }: StoredPacket, until: bigint): void => {
    packet.data = Buffer.from(data)
    packet.streamIndex = stream.index
    packet.pts = at
    packet.dts = at
    packet.duration = until > at ? until - at : 1n
    if (isKey) packet.setFlags(AV_PKT_FLAG_KEY)
    else packet.clearFlags(AV_PKT_FLAG_KEY)
    packet.rescaleTs(encoder.timeBase, stream.timeBase)
    verify(context.interleavedWriteFrameSync(packet))
  }
  let held: StoredPacket | null = null
  for (const next of packets) {
    if (held) write(held, next.at)
    held = next
  }
  if (held) write(held, endsAt)
  verify(context.writeTrailerSync())
}
