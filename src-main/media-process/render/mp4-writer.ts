import path from 'node:path'
import { Dictionary, FormatContext, Packet, type CodecContext, type Frame, type Stream } from 'node-av/lib'
import { AVERROR_ENOSPC, AVFMT_FLAG_BITEXACT } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import { ffmpegText, isDrained } from '../ffmpeg/check.ts'

/** An MP4 being written, index first, without a word about who made it, where or with what. */
export type Mp4Writer = {
  /** Adds what an encoder makes of a frame; null empties the encoder at its end. */
  encode(track: number, frame: Frame | null): void
  /** Adds a packet whose time stamps are in the time base of the track's encoder; its data is taken over. */
  write(track: number, packet: Packet): void
  /** Completes the file. */
  finish(): void
  close(): void
}

export type TrackOptions = {
  readonly encoder: CodecContext
  /** Tells decoders of more than the encoder makes, where packets from elsewhere are written, too. */
  readonly decoderConfig?: Buffer | undefined
}

/** Opens `file` for the given encoders, a track each. Throws `file.disk-full`, `file.folder-unwritable` or `media.engine-failed`. */
export function openMp4Writer(file: string, options: readonly TrackOptions[]): Mp4Writer {
  const context = new FormatContext()
  const step = 'writing the video file'
  const verify = (code: number): void => {
    if (code >= 0) return
    if (code === AVERROR_ENOSPC) throw appError('file.disk-full', { folder: path.dirname(file) })
    throw appError('media.engine-failed', { step, detail: ffmpegText(code) })
  }
  verify(context.allocOutputContext2(null, 'mp4', `file:${file}`))
  // No encoder name, no creation time.
  context.setFlags(AVFMT_FLAG_BITEXACT)
  const tracks = options.map(({ encoder, decoderConfig }) => {
    const stream = context.newStream()
    verify(stream.codecpar.fromContext(encoder))
    if (decoderConfig) stream.codecpar.extradata = decoderConfig
    stream.timeBase = encoder.timeBase
    return { encoder, stream }
  })
  const packet = new Packet()
  packet.alloc()
  let isOpen = false
  try {
    verify(context.openOutputSync())
    isOpen = true
    using flags = Dictionary.fromObject({ movflags: '+faststart' })
    verify(context.writeHeaderSync(flags))
  } catch (error) {
    close()
    throw error
  }

  function close(): void {
    packet.free()
    if (isOpen) context.closeOutputSync()
    isOpen = false
    context.freeContext()
  }

  function drain(track: { encoder: CodecContext; stream: Stream }): void {
    for (;;) {
      const code = track.encoder.receivePacketSync(packet)
      if (isDrained(code)) return
      verify(code)
      write(track, packet)
    }
  }

  function write({ encoder, stream }: { encoder: CodecContext; stream: Stream }, next: Packet): void {
    next.streamIndex = stream.index
    if (next.duration === 0n) next.duration = 1n
    next.rescaleTs(encoder.timeBase, stream.timeBase)
    verify(context.interleavedWriteFrameSync(next))
  }

  function trackAt(index: number): { encoder: CodecContext; stream: Stream } {
    const track = tracks[index]
    if (!track) throw new RangeError(`no track ${index}`)
    return track
  }

  return {
    encode(track, frame) {
      const target = trackAt(track)
      verify(target.encoder.sendFrameSync(frame))
      drain(target)
    },
    write: (track, next) => write(trackAt(track), next),
    finish() {
      verify(context.writeTrailerSync())
    },
    close,
  }
}
