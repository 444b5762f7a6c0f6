import { captionExport } from './caption-export.ts'

type Extra = keyof typeof captionExport.extras

/** One sentence about what a format of captions leaves out; null where it leaves out nothing. */
export function describeCaptionLosses(losses: readonly { readonly extra: Extra; readonly count: number }[]): string | null {
  if (losses.length === 0) return null
  return captionExport.losses(losses.map(({ extra, count }) => captionExport.lost(captionExport.extras[extra], count)))
}
