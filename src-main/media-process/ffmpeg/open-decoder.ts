import { Codec, CodecContext, type FormatContext, type Stream } from 'node-av/lib'
import { AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AVDISCARD_ALL, AVDISCARD_DEFAULT } from 'node-av/constants'

/** FFmpeg's own VP8 and VP9 decoders drop the transparency that WebM keeps beside the picture; libvpx reads it. */
function findDecoder(stream: Stream): Codec | null {
  const { codecId } = stream.codecpar
  if (hasWebmAlpha(stream)) {
    const name = codecId === AV_CODEC_ID_VP8 ? 'libvpx' : codecId === AV_CODEC_ID_VP9 ? 'libvpx-vp9' : null
    const withAlpha = name && Codec.findDecoderByName(name as never)
    if (withAlpha) return withAlpha
  }
  return Codec.findDecoder(codecId)
}

function hasWebmAlpha(stream: Stream): boolean {
  return stream.metadata?.get('alpha_mode') === '1'
}

/** A decoder for one stream of a stranger's file, or null where FFmpeg has none or it will not open. The caller frees it. */
export function openDecoder(stream: Stream, maxPixels: number, threads: number): CodecContext | null {
  const codec = findDecoder(stream)
  if (!codec) return null
  const decoder = new CodecContext()
  decoder.allocContext3(codec)
  if (decoder.parametersToContext(stream.codecpar) >= 0) {
    decoder.pktTimebase = stream.timeBase
    decoder.threadCount = threads
    // Not as a dictionary: the binding frees the one it is given, and its owner frees it again.
    decoder.setOption('max_pixels', String(maxPixels))
    if (decoder.open2Sync(codec) >= 0) return decoder
  }
  decoder.freeContext()
  return null
}

/** Lets the demuxer skip every stream but these. */
export function keepStreams(context: FormatContext, wanted: ReadonlySet<number>): void {
  for (const stream of context.streams) stream.discard = wanted.has(stream.index) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
}
