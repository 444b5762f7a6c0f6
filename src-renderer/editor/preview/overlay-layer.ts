import type { OverlayArt } from '#shared/overlay/canvas-2d.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import { LayerCache } from '#shared/overlay/layer-cache.ts'
import { createTextMeasurer, type TextMeasurer } from '#shared/overlay/measure.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { shownCaptionTrack } from '../captions/open-track.ts'
import type { ShownCaptions } from '../captions/shown-captions.ts'

/** Titles, stickers, shapes, pictures and captions as they will be burned or drawn by the player, over the preview's picture. */
export class OverlayLayer {
  readonly #measure: TextMeasurer
  /** By address. */
  readonly #pictures = new Map<string, HTMLImageElement>()
  readonly #asked = new Set<string>()
  readonly #layers = new LayerCache<CanvasImageSource, OffscreenCanvas>((width, height) => {
    const image = new OffscreenCanvas(width, height)
    return { image, context: openContext(image) }
  })
  readonly #onPicture: () => void
  #overlays: readonly PaintedOverlay[] = []

  /** Load the fonts first. `onPicture` is called when a picture arrived that was missing from the last drawing. */
  constructor(onPicture: () => void) {
    this.#measure = createTextMeasurer(openContext(new OffscreenCanvas(1, 1)))
    this.#onPicture = onPicture
  }

  update(document: LessonDocument, shown: ShownCaptions = null): void {
    const track = shownCaptionTrack(document, shown)
    const captions = track ? captionsToOverlays(document, track.id, this.#measure) : []
    this.#overlays = [...documentOverlays(document, this.#measure), ...captions]
    for (const { items } of this.#overlays) {
      for (const item of items) {
        if (item.kind === 'emoji') this.#fetch(emojiUrl(item.key))
        if (item.kind === 'drawing') this.#fetch(stickerUrl(item.id))
        if (item.kind === 'image') this.#fetch(assetUrl(item.assetId, 'picture'))
      }
    }
  }

  /** The context must be scaled so that one unit is a pixel of the lesson's canvas. */
  paint(context: CanvasRenderingContext2D, instant: Ticks): void {
    for (const overlay of this.#overlays) paintOverlay(context, overlay, instant, this.#art)
  }

  readonly #art: OverlayArt<CanvasImageSource> = {
    emoji: (key: string) => this.#pictures.get(emojiUrl(key)),
    drawing: (id: string) => this.#pictures.get(stickerUrl(id)),
    picture: (assetId: AssetId) => this.#pictures.get(assetUrl(assetId, 'picture')),
    layer: (...input) => this.#layers.layer(...input),
  }

  /** A file that comes and goes is asked for again with the next change of the lesson. */
  #fetch(url: string): void {
    if (this.#asked.has(url)) return
    this.#asked.add(url)
    const image = new Image()
    image.crossOrigin = 'anonymous'
    image.addEventListener('load', () => {
      this.#pictures.set(url, image)
      this.#layers.clear()
      this.#onPicture()
    })
    image.addEventListener('error', () => void this.#asked.delete(url))
    image.src = url
  }
}

function emojiUrl(key: string): string {
  return `/emoji/${key}.svg`
}

function stickerUrl(id: string): string {
  return `/stickers/${id}.svg`
}

function openContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This window cannot draw')
  return context
}
