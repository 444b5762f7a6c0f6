import { z } from '../../base/zod.ts'
import { exportText } from '../../messages/ui/export.ts'
import { frameToTicks, type FrameRate } from '../../time/frame-rate.ts'
import { ticksToSeconds, type Ticks } from '../../time/ticks.ts'
import { encodeReasons, type EncodeReason } from './copy-source.ts'

/** How much of a video's picture and sound was copied from its clips as it was, and what pictures were encoded for, the most first. */
export const copySummarySchema = z
  .strictObject({
    copiedSeconds: z.number().nonnegative(),
    totalSeconds: z.number().positive(),
    /** Of the sound; exports that were stored before it was counted tell nothing. */
    copiedSoundSeconds: z.number().nonnegative().default(0),
    encodedFor: z.array(z.enum(encodeReasons)).readonly(),
  })
  .readonly()
export type CopySummary = z.infer<typeof copySummarySchema>

type RenderedStretch = { readonly frameCount: number; readonly encodedFor: EncodeReason | null }

export function sumCopies(stretches: readonly RenderedStretch[], rate: FrameRate, copiedSoundTicks: Ticks): CopySummary {
  const frames = new Map<EncodeReason | null, number>()
  for (const { frameCount, encodedFor } of stretches) frames.set(encodedFor, (frames.get(encodedFor) ?? 0) + frameCount)
  const seconds = (count: number): number => ticksToSeconds(frameToTicks(count, rate))
  return {
    copiedSeconds: seconds(frames.get(null) ?? 0),
    totalSeconds: seconds([...frames.values()].reduce((sum, count) => sum + count, 0)),
    copiedSoundSeconds: ticksToSeconds(copiedSoundTicks),
    encodedFor: [...frames].toSorted(([, a], [, b]) => b - a).flatMap(([reason]) => reason ?? []),
  }
}

/** One sentence, such as "27 of 60 seconds of picture and 50 of sound copied unchanged; other pictures were made anew: captions". */
export function describeCopies({ copiedSeconds, totalSeconds, copiedSoundSeconds, encodedFor }: CopySummary): string {
  const reasons: Readonly<Record<EncodeReason, string>> = exportText.encodedFor
  return exportText.copied(
    copiedSeconds,
    totalSeconds,
    copiedSoundSeconds,
    encodedFor.map((reason) => reasons[reason]),
  )
}
