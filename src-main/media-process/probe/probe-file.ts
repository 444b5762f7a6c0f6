import type { FormatContext } from 'node-av/lib'
import { appError } from '#shared/messages/app-error.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { hashFile } from '#main/core/files/content-hash.ts'
import { closeInput, isImageFormat, openInput } from '../ffmpeg/open-input.ts'
import { createSlices } from '../slices.ts'
import { chooseStreams, type StreamChoice } from './choose-streams.ts'
import { interpret } from './interpret.ts'
import { scanPackets, type PacketScan, type PictureFacts } from './scan-packets.ts'

/** A file that takes longer is read as far as it went; far above what a 4K clip of three minutes needs. */
const scanDeadlineMs = 15_000

/** Examines a file. Throws one `media.*` or `file.*` error for what cannot be used. */
export async function probeFile(file: string, signal: AbortSignal): Promise<ProbeReport> {
  const { sha256, byteLength } = await hashFile(file, { signal })
  if (byteLength === 0) throw appError('media.empty', { file })
  const slices = createSlices(() => signal.aborted)
  const context = openInput(file, maxPicturePixels)
  try {
    const choice = chooseStreams(context)
    const wanted = [choice.video, choice.audio].filter((stream) => stream !== null)
    if (wanted.length === 0) throw appError('media.damaged', { file })
    const scan = await scanPackets(context, wanted, { maxPixels: maxPicturePixels, deadlineMs: scanDeadlineMs }, slices)
    return { ...describe(file, context, choice, scan), sha256, byteLength }
  } finally {
    closeInput(context)
  }
}

function describe(
  file: string,
  context: FormatContext,
  choice: StreamChoice,
  scan: PacketScan,
): Omit<ProbeReport, 'sha256' | 'byteLength'> {
  const picture = choice.video && (scan.streams.get(choice.video.index)?.picture ?? null)
  if (isImageFormat(context.iformat?.name ?? '')) {
    if (!picture) throw appError('media.damaged', { file })
    return { kind: 'image', interpretation: null, ...describeImage(picture) }
  }
  const interpretation = interpret(context, choice, scan)
  if (!interpretation) throw appError('media.damaged', { file })
  return { kind: interpretation.video ? 'video' : 'audio', interpretation, imageSize: null }
}

function describeImage({ width, height, orientation, format, colour }: PictureFacts) {
  const { rotationDegrees, mirrored } = orientation
  const sideways = rotationDegrees === 90 || rotationDegrees === 270
  return {
    imageSize: sideways ? { width: height, height: width } : { width, height },
    imageInterpretation: { rotationDegrees, mirrored, pixelFormat: format.name, hasAlpha: format.hasAlpha, colour },
  }
}
