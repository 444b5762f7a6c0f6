import type { FormatContext } from 'node-av/lib'
import { appError } from '#shared/messages/app-error.ts'
import type { FirstPictureWish } from '#main/core/media/media-engine.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { isImageFormat } from '../ffmpeg/open-input.ts'
import { createSlices } from '../slices.ts'
import { chooseStreams, type StreamChoice } from './choose-streams.ts'
import { examineColourTable, isColourTable } from './examine-colour-table.ts'
import { watchFirstPicture } from './first-picture.ts'
import { openHashedInput } from './hashed-input.ts'
import { interpret } from './interpret.ts'
import { scanPackets, type PacketScan, type PictureFacts } from './scan-packets.ts'

/** A file that takes longer is read as far as it went; far above what a 4K clip of three minutes needs. */
const scanDeadlineMs = 15_000

/**
 * Examines a file and hashes it, reading it once; `onProgress` hears 0 to 1. Throws one `media.*`, `colour.*` or `file.*` error for what cannot be used.
 */
export async function probeFile(
  file: string,
  signal: AbortSignal,
  onProgress: (progress: { readonly fraction: number }) => void = () => {},
  firstPicture: FirstPictureWish | null = null,
): Promise<ProbeReport> {
  if (isColourTable(file)) return examineColourTable(file, signal)
  const slices = createSlices(() => signal.aborted)
  const input = await openHashedInput(file, {
    maxPixels: maxPicturePixels,
    signal,
    onProgress: (fraction) => onProgress({ fraction }),
  })
  try {
    const { context } = input
    const choice = chooseStreams(context)
    const wanted = [choice.video, choice.audio].filter((stream) => stream !== null)
    if (wanted.length === 0) throw appError('media.damaged', { file })
    const watch = firstPicture && watchFirstPicture((scan) => describe(file, context, choice, scan), firstPicture)
    const scan = await scanPackets(
      context,
      wanted,
      {
        maxPixels: maxPicturePixels,
        deadlineMs: scanDeadlineMs,
        readPacket: input.readPacket,
        measureSound: true,
        firstPictures: watch,
      },
      slices,
    ).finally(() => watch?.close())
    return { ...describe(file, context, choice, scan), ...(await input.hash()) }
  } finally {
    await input.close()
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
