import { z } from '../../base/zod.ts'
import { exportText } from '../../messages/ui/export.ts'
import { frameToTicks, type FrameRate } from '../../time/frame-rate.ts'
import { ticksToSeconds } from '../../time/ticks.ts'
import { encodeReasons, type EncodeReason } from './copy-source.ts'

/** How much of a video's picture was copied from its clips as it was, and what the rest was encoded for, the most first. */
export const copySummarySchema = z
  .strictObject({
    copiedSeconds: z.number().nonnegative(),
    totalSeconds: z.number().positive(),
    encodedFor: z.array(z.enum(encodeReasons)).readonly(),
  })
  .readonly()
export type CopySummary = z.infer<typeof copySummarySchema>

type RenderedStretch = { readonly frameCount: number; readonly encodedFor: EncodeReason | null }

export function sumCopies(stretches: readonly RenderedStretch[], rate: FrameRate): CopySummary {
  const frames = new Map<EncodeReason | null, number>()
  for (const { frameCount, encodedFor } of stretches) frames.set(encodedFor, (frames.get(encodedFor) ?? 0) + frameCount)
  const seconds = (count: number): number => ticksToSeconds(frameToTicks(count, rate))
  return {
    copiedSeconds: seconds(frames.get(null) ?? 0),
    totalSeconds: seconds([...frames.values()].reduce((sum, count) => sum + count, 0)),
    encodedFor: [...frames].toSorted(([, a], [, b]) => b - a).flatMap(([reason]) => reason ?? []),
  }
}

/** One sentence, such as "27 of 60 seconds copied unchanged; the rest was made anew: captions, cut groups". */
export function describeCopies({ copiedSeconds, totalSeconds, encodedFor }: CopySummary): string {
  const reasons: Readonly<Record<EncodeReason, string>> = exportText.encodedFor
  return exportText.copied(
    copiedSeconds,
    totalSeconds,
    encodedFor.map((reason) => reasons[reason]),
  )
}
