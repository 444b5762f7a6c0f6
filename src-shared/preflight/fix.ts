import type { CaptionId, CaptionTrackId, OverlayId, QuestionId } from '../project/ids.ts'
import type { Ticks } from '../time/ticks.ts'

/** How a finding can be mended by one press: one step of the history. */
export type Fix =
  | { readonly kind: 'retime-caption'; readonly captionId: CaptionId; readonly startTicks: Ticks; readonly endTicks: Ticks }
  | { readonly kind: 'split-caption'; readonly captionId: CaptionId; readonly atCharacter: number }
  | { readonly kind: 'divide-again'; readonly captionTrackId: CaptionTrackId }
  | { readonly kind: 'delete-caption'; readonly captionId: CaptionId }
  | { readonly kind: 'caption-size'; readonly captionTrackId: CaptionTrackId; readonly size: number }
  | { readonly kind: 'caption-margin'; readonly captionTrackId: CaptionTrackId; readonly margin: number }
  | { readonly kind: 'caption-panel'; readonly captionTrackId: CaptionTrackId; readonly colour: string }
  | { readonly kind: 'text-panel'; readonly overlayId: OverlayId; readonly colour: string }
  | { readonly kind: 'text-size'; readonly overlayId: OverlayId; readonly size: number }
  | { readonly kind: 'move-text'; readonly overlayId: OverlayId; readonly x: number; readonly y: number }
  | { readonly kind: 'lesson-language'; readonly language: string }
  | { readonly kind: 'loudness'; readonly lufs: number }
  | { readonly kind: 'pass-mark'; readonly percent: number | null }
  | { readonly kind: 'pause-question'; readonly questionId: QuestionId }
  | { readonly kind: 'move-question'; readonly questionId: QuestionId; readonly atTicks: Ticks }
  | { readonly kind: 'no-branch'; readonly questionId: QuestionId }

export type FixKind = Fix['kind']
