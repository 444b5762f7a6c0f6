import { readFileSync } from 'node:fs'
import { createCanvas, Image, type Canvas } from '@napi-rs/canvas'
import type { OverlayArt } from '#shared/overlay/canvas-2d.ts'
import { LayerCache } from '#shared/overlay/layer-cache.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { emojiPath, stickerPath } from './bundled-files.ts'

/** What @napi-rs/canvas draws. */
export type Drawable = Image | Canvas

/** Widths at which emoji and stickers are decoded, so that they stay crisp: one of a caption has 80 to 120 px, a sticker up to the whole canvas. */
const decodedSizesPx = [288, 576, 1152] as const

const decoded = new Map<string, Image>()

/** A bundled drawing, decoded on first use and kept for the life of the process. */
function decodeSvg(path: string, widthPx: number): Image {
  const sidePx = decodedSizesPx.find((size) => size >= widthPx) ?? decodedSizesPx[decodedSizesPx.length - 1] ?? widthPx
  const name = `${path} ${sidePx}`
  const known = decoded.get(name)
  if (known) return known
  const image = new Image()
  const svg = readFileSync(path, 'utf8')
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const heightPx = Math.round((sidePx * Number(height)) / Number(width))
  image.src = Buffer.from(svg.replace('<svg ', `<svg width="${sidePx}" height="${heightPx}" `))
  decoded.set(name, image)
  return image
}

/** The pictures that overlays draw in this process; `pictures` are those of image assets. */
export function createOverlayArt(pictures: ReadonlyMap<AssetId, Drawable> = new Map()): OverlayArt<Drawable> {
  const layers = new LayerCache<Drawable, Canvas>((width, height) => {
    const image = createCanvas(width, height)
    return { image, context: image.getContext('2d') }
  })
  return {
    emoji: (key, sizePx) => decodeSvg(emojiPath(key), sizePx),
    drawing: (id, widthPx) => decodeSvg(stickerPath(id), widthPx),
    picture: (assetId) => pictures.get(assetId),
    layer: layers.layer,
  }
}
