import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { ErrorData } from '#shared/messages/app-error.ts'
import type { Ticks } from '#shared/time/ticks.ts'

/** What the place of the picture shows. */
export type PreviewStatus =
  { readonly kind: 'empty' | 'ahead' | 'loading' | 'ready' } | { readonly kind: 'failed'; readonly error: ErrorData }

/** What moves through the lesson: the preview's presenter. */
export type Transport = {
  play(from: Ticks): void
  pause(): void
  /** `exact` asks for the full-size picture of a standing frame; without it only the newest request is answered. */
  seek(instant: Ticks, exact: boolean): void
  /** Shows the lesson as it is now, where the playhead stands. Resolves when its picture is on screen; null where none has to be waited for. */
  edited(): Promise<void> | null
  /**
   * Shows a picture of what is on its way into an empty lesson, until the lesson has one of its own; null takes it away. Absent
   * where nothing but the lesson can be shown.
   */
  showAhead?(picture: PreviewPicture | null): void
  close(): void
}
