import path from 'node:path'
import { Dictionary, FormatContext, Packet, type CodecContext, type Frame, type Stream } from 'node-av/lib'
import { AV_CODEC_ID_HEVC, AVERROR_ENOSPC, AVFMT_FLAG_BITEXACT } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import type { Encoder } from '#shared/render-plan/plan-encoder.ts'
import { ffmpegText, isDrained } from '../ffmpeg/check.ts'
import type { TextTrack } from '#shared/render-plan/plan.ts'
import type { Slices } from '../slices.ts'
import { addTextTrack, writeTextTrack } from './text-tracks.ts'

/** An MP4 or WebM being written, index first, without a word about who made it, where or with what. */
export type MovieWriter = {
  /** Adds what an encoder makes of a frame. */
  encode(track: number, frame: Frame): void
  /** Empties an encoder at its end, which takes seconds: pictures it looked ahead at are still to be encoded. */
  end(track: number, slices: Slices): Promise<void>
  /** Adds a packet whose time stamps are in the time base of the track's encoder; its data is taken over. */
  write(track: number, packet: Packet): void
  /** Of the packets of a track so far. */
  byteLength(track: number): number
  /** Completes the file. */
  finish(): void
  close(): void
}

export type TrackOptions = {
  readonly encoder: CodecContext
  /** Tells decoders of more than the encoder makes, where packets from elsewhere are written, too. */
  readonly decoderConfig?: Buffer | undefined
  /** Hears the size of each packet, in decoding order. */
  readonly onPacket?: ((byteLength: number) => void) | undefined
}

type Track = Pick<TrackOptions, 'encoder' | 'onPacket'> & { readonly stream: Stream | null; bytes: number }

const step = 'writing the video file'

const muxers: Readonly<Record<Encoder['container'], { readonly name: string; readonly options: Record<string, string> }>> = {
  mp4: { name: 'mp4', options: { movflags: '+faststart' } },
  webm: { name: 'webm', options: { cues_to_front: '1' } },
}

/** Opens `file` for the given encoders, a track each. Throws `file.disk-full`, `file.folder-unwritable` or `media.engine-failed`. */
export function openMovieWriter(
  file: string,
  options: readonly TrackOptions[],
  container: Encoder['container'] = 'mp4',
  textTracks: readonly TextTrack[] = [],
): MovieWriter {
  const context = new FormatContext()
  const muxer = muxers[container]
  const verify = (code: number): void => {
    if (code >= 0) return
    if (code === AVERROR_ENOSPC) throw appError('file.disk-full', { folder: path.dirname(file) })
    throw appError('media.engine-failed', { step, detail: ffmpegText(code) })
  }
  let isOpen = false
  const tracks: Track[] = []
  try {
    verify(context.allocOutputContext2(null, muxer.name, `file:${file}`))
    // No encoder name, no creation time.
    context.setFlags(AVFMT_FLAG_BITEXACT)
    for (const { encoder, decoderConfig, onPacket } of options) {
      const stream = context.newStream()
      verify(stream.codecpar.fromContext(encoder))
      if (decoderConfig) stream.codecpar.extradata = decoderConfig
      // The only name under which Safari and QuickTime play HEVC.
      if (encoder.codecId === AV_CODEC_ID_HEVC && container === 'mp4') stream.codecpar.codecTag = 'hvc1'
      stream.timeBase = encoder.timeBase
      tracks.push({ encoder, stream, onPacket, bytes: 0 })
    }
    const texts = textTracks.map((track) => ({ track, stream: addTextTrack(context, track) }))
    verify(context.openOutputSync())
    isOpen = true
    using muxing = Dictionary.fromObject(muxer.options)
    verify(context.writeHeaderSync(muxing))
    for (const { track, stream } of texts)
      writeTextTrack(stream, track, (packet) => verify(context.interleavedWriteFrameSync(packet)))
  } catch (error) {
    closeFile()
    throw error
  }

  function closeFile(): void {
    if (isOpen) context.closeOutputSync()
    isOpen = false
    context.freeContext()
  }

  return createWriter(tracks, {
    verify,
    use: (next) => verify(context.interleavedWriteFrameSync(next)),
    finish: () => verify(context.writeTrailerSync()),
    close: closeFile,
  })
}

/** Takes the same and keeps nothing but the count of its bytes. */
export function openByteCounter(encoders: readonly CodecContext[]): MovieWriter {
  return createWriter(
    encoders.map((encoder) => ({ encoder, stream: null, bytes: 0 })),
    {
      verify: (code) => {
        if (code < 0) throw appError('media.engine-failed', { step: 'looking through the pictures', detail: ffmpegText(code) })
      },
      use: (packet) => packet.unref(),
      finish: () => {},
      close: () => {},
    },
  )
}

type Output = {
  readonly verify: (code: number) => void
  /** Takes the packet over. */
  readonly use: (packet: Packet) => void
  readonly finish: () => void
  readonly close: () => void
}

function createWriter(tracks: readonly Track[], { verify, use, finish, close }: Output): MovieWriter {
  const packet = new Packet()
  packet.alloc()

  function trackAt(index: number): Track {
    const track = tracks[index]
    if (!track) throw new RangeError(`no track ${index}`)
    return track
  }

  /** Whether there was one. */
  function passOn(track: Track): boolean {
    const code = track.encoder.receivePacketSync(packet)
    if (isDrained(code)) return false
    verify(code)
    write(track, packet)
    return true
  }

  function write(track: Track, next: Packet): void {
    const { encoder, stream } = track
    track.bytes += next.size
    track.onPacket?.(next.size)
    if (next.duration === 0n) next.duration = 1n
    if (stream) {
      next.streamIndex = stream.index
      next.rescaleTs(encoder.timeBase, stream.timeBase)
    }
    use(next)
  }

  return {
    encode(index, frame) {
      const track = trackAt(index)
      verify(track.encoder.sendFrameSync(frame))
      while (passOn(track));
    },
    async end(index, slices) {
      const track = trackAt(index)
      // Not in this thread: libvpx encodes all that it looked ahead at in one call, ten seconds of silence on a busy machine.
      verify(await track.encoder.sendFrame(null))
      for (;;) {
        const code = await track.encoder.receivePacket(packet)
        if (isDrained(code)) return
        verify(code)
        write(track, packet)
        await slices.pause()
      }
    },
    write: (index, next) => write(trackAt(index), next),
    byteLength: (index) => trackAt(index).bytes,
    finish,
    close() {
      packet.free()
      close()
    },
  }
}
