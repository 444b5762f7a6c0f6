import path from 'node:path'
import { Dictionary, FormatContext, Packet, type CodecContext, type Frame, type Stream } from 'node-av/lib'
import { AVERROR_ENOSPC, AVFMT_FLAG_BITEXACT } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import { ffmpegText, isDrained } from '../ffmpeg/check.ts'

/** An MP4 being written, index first, without a word about who made it, where or with what. */
export type Mp4Writer = {
  /** Adds what an encoder makes of a frame; null empties the encoder at its end. */
  encode(track: number, frame: Frame | null): void
  /** Completes the file. */
  finish(): void
  close(): void
}

/** Opens `file` for the given encoders, a track each. Throws `file.disk-full`, `file.folder-unwritable` or `media.engine-failed`. */
export function openMp4Writer(file: string, encoders: readonly CodecContext[]): Mp4Writer {
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
  const tracks = encoders.map((encoder) => {
    const stream = context.newStream()
    verify(stream.codecpar.fromContext(encoder))
    stream.timeBase = encoder.timeBase
    return { encoder, stream }
  })
  const packet = new Packet()
  packet.alloc()
  let isOpen = false
  try {
    verify(context.openOutputSync())
    isOpen = true
    using options = Dictionary.fromObject({ movflags: '+faststart' })
    verify(context.writeHeaderSync(options))
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

  function drain({ encoder, stream }: { encoder: CodecContext; stream: Stream }): void {
    for (;;) {
      const code = encoder.receivePacketSync(packet)
      if (isDrained(code)) return
      verify(code)
      packet.streamIndex = stream.index
      if (packet.duration === 0n) packet.duration = 1n
      packet.rescaleTs(encoder.timeBase, stream.timeBase)
      verify(context.interleavedWriteFrameSync(packet))
    }
  }

  return {
    encode(track, frame) {
      const target = tracks[track]
      if (!target) throw new RangeError(`no track ${track}`)
      verify(target.encoder.sendFrameSync(frame))
      drain(target)
    },
    finish() {
      verify(context.writeTrailerSync())
    },
    close,
  }
}
