import path from 'node:path'
import { Dictionary, FormatContext, Packet, type Stream } from 'node-av/lib'
import {
  AV_NOPTS_VALUE,
  AV_PKT_FLAG_CORRUPT,
  AVERROR_EAGAIN,
  AVERROR_ENOSPC,
  AVFMT_FLAG_BITEXACT,
  AVFMT_FLAG_GENPTS,
} from 'node-av/constants'
import { requireFile } from '#main/core/files/content-hash.ts'
import { appError } from '#shared/messages/app-error.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { ffmpegText } from '../ffmpeg/check.ts'
import { keepStreams } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { requireFileEnd } from '../ffmpeg/require-file-end.ts'
import { chooseStreams } from '../probe/choose-streams.ts'
import { createSlices } from '../slices.ts'

const step = 'mending the clip'

type Track = { readonly from: Stream; readonly to: Stream; lastDts: bigint }

/**
 * Copies what can be read of a file, without decoding it, into a whole one: with an index, an end and time stamps. Throws
 * `media.*`, `file.*`, `cancelled`.
 */
export async function repairFile(file: string, outputFile: string, signal: AbortSignal): Promise<void> {
  await requireFile(file)
  const slices = createSlices(() => signal.aborted)
  const verify = (code: number): void => {
    if (code >= 0) return
    if (code === AVERROR_ENOSPC) throw appError('file.disk-full', { folder: path.dirname(outputFile) })
    throw appError('media.engine-failed', { step, detail: ffmpegText(code) })
  }
  using open = new DisposableStack()
  const input = open.adopt(openInput(file, maxPicturePixels), closeInput)
  const isQuickTime = input.iformat?.name?.startsWith('mov') === true
  // Bare streams of pictures have no times at all.
  if (!isQuickTime) input.setFlags(AVFMT_FLAG_GENPTS)
  const { video, audio } = chooseStreams(input)
  const wanted = [video, audio].filter((stream) => stream !== null)
  if (wanted.length === 0) throw appError('media.damaged', { file })
  keepStreams(input, new Set(wanted.map(({ index }) => index)))
  const output = open.adopt(new FormatContext(), (each) => each.freeContext())
  // QuickTime's kind keeps what phones write (rotation, Dolby Vision); Matroska takes everything else.
  const muxer = isQuickTime ? 'mov' : 'matroska'
  verify(output.allocOutputContext2(null, muxer, `file:${outputFile}`))
  output.setFlags(AVFMT_FLAG_BITEXACT)
  const tracks = new Map(wanted.map((stream) => [stream.index, addTrack(output, stream, verify)]))
  verify(output.openOutputSync())
  open.defer(() => output.closeOutputSync())
  using options = Dictionary.fromObject(muxer === 'mov' ? { movflags: '+faststart' } : {})
  verify(output.writeHeaderSync(options))
  const packet = open.adopt(new Packet(), (each) => each.free())
  packet.alloc()
  let count = 0
  for (;;) {
    const code = input.readFrameSync(packet)
    if (code === AVERROR_EAGAIN) {
      await slices.pause()
      continue
    }
    // What cannot be read is where the clip ends.
    if (code < 0) {
      await requireFileEnd(code, input, file)
      break
    }
    const track = tracks.get(packet.streamIndex)
    if (track && (packet.flags & AV_PKT_FLAG_CORRUPT) === 0) {
      stamp(packet, track)
      packet.streamIndex = track.to.index
      verify(output.interleavedWriteFrameSync(packet))
      count += 1
    } else packet.unref()
    await slices.pause()
  }
  if (count === 0) throw appError('media.damaged', { file })
  verify(output.writeTrailerSync())
}

function addTrack(output: FormatContext, from: Stream, verify: (code: number) => void): Track {
  const to = output.newStream()
  verify(from.codecpar.copy(to.codecpar))
  // The old container's own name for the codec.
  to.codecpar.codecTag = 0
  to.timeBase = from.timeBase
  to.sampleAspectRatio = from.sampleAspectRatio
  to.avgFrameRate = from.avgFrameRate
  return { from, to, lastDts: -(2n ** 62n) }
}

/** Times that only rise, made up where there are none. */
function stamp(packet: Packet, track: Track): void {
  const { from, to } = track
  const first = track.lastDts === -(2n ** 62n)
  const follows = first ? 0n : track.lastDts + (packet.duration > 0n ? packet.duration : 1n)
  if (packet.dts === AV_NOPTS_VALUE) packet.dts = packet.pts === AV_NOPTS_VALUE ? follows : packet.pts
  if (packet.dts <= track.lastDts) packet.dts = track.lastDts + 1n
  if (packet.pts === AV_NOPTS_VALUE || packet.pts < packet.dts) packet.pts = packet.dts
  track.lastDts = packet.dts
  packet.rescaleTs(from.timeBase, to.timeBase)
}
