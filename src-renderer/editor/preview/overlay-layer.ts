import type { EmojiImages } from '#shared/overlay/canvas-2d.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import { createTextMeasurer, type TextMeasurer } from '#shared/overlay/measure.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'

/** Captions as they will be burned or drawn by the player, over the preview's picture. */
export class OverlayLayer {
  readonly #measure: TextMeasurer
  readonly #emoji = new Map<string, HTMLImageElement>()
  readonly #onEmoji: () => void
  #overlays: readonly PaintedOverlay[] = []

  /** Load the fonts first. `onEmoji` is called when a picture arrived that was missing from the last drawing. */
  constructor(onEmoji: () => void) {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (!context) throw new Error('This window cannot measure text')
    this.#measure = createTextMeasurer(context)
    this.#onEmoji = onEmoji
  }

  update(document: LessonDocument): void {
    const track = mainCaptionTrack(document)
    this.#overlays = track ? captionsToOverlays(document, track.id, this.#measure) : []
    for (const overlay of this.#overlays) for (const item of overlay.items) if (item.kind === 'emoji') this.#fetchEmoji(item.key)
  }

  /** The context must be scaled so that one unit is a pixel of the lesson's canvas. */
  paint(context: CanvasRenderingContext2D, instant: Ticks): void {
    const images: EmojiImages<HTMLImageElement> = this.#emoji
    for (const overlay of this.#overlays) paintOverlay(context, overlay, instant, images)
  }

  #fetchEmoji(key: string): void {
    if (this.#emoji.has(key)) return
    const image = new Image()
    image.addEventListener('load', () => {
      this.#emoji.set(key, image)
      this.#onEmoji()
    })
    image.src = `/emoji/${key}.svg`
  }
}
