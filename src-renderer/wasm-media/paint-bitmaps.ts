import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { loadOverlayFonts } from '#renderer/ui/overlay-fonts.ts'

/** Each overlay as a PNG of its box. Only overlays that stand still come here. */
export async function paintBitmaps(overlays: readonly PaintedOverlay[]): Promise<readonly Uint8Array[]> {
  if (overlays.length === 0) return []
  await loadOverlayFonts()
  const art = await loadArt(overlays)
  return Promise.all(
    overlays.map(async (overlay) => {
      const { x, y, width, height } = overlay.box
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('this window cannot draw')
      context.translate(-x, -y)
      paintOverlay<CanvasImageSource>(context, overlay, overlay.startTicks, {
        emoji: (key) => art.get(emojiUrl(key)),
        drawing: (id) => art.get(stickerUrl(id)),
        picture: () => undefined,
        layer: () => {
          throw new Error('a moving overlay')
        },
      })
      return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
    }),
  )
}

const emojiUrl = (key: string): string => `/emoji/${key}.svg`
const stickerUrl = (id: string): string => `/stickers/${id}.svg`

/** By address. */
async function loadArt(overlays: readonly PaintedOverlay[]): Promise<ReadonlyMap<string, HTMLImageElement>> {
  const urls = new Set(
    overlays.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.kind === 'emoji' ? [emojiUrl(item.key)] : item.kind === 'drawing' ? [stickerUrl(item.id)] : [],
      ),
    ),
  )
  const loaded = await Promise.all(
    [...urls].map(async (url) => {
      const image = new Image()
      image.src = url
      await image.decode()
      return [url, image] as const
    }),
  )
  return new Map(loaded)
}
