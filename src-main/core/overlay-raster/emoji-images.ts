import { readFileSync } from 'node:fs'
import { Image } from '@napi-rs/canvas'
import type { EmojiImages } from '#shared/overlay/canvas-2d.ts'
import { emojiPath } from './bundled-files.ts'

/** Emoji are 80 to 120 px high in a caption; decoded once at a size that stays crisp. */
const decodedSizePx = 288

const decoded = new Map<string, Image>()

/** The bundled emoji, decoded on first use and kept for the life of the process. */
export const emojiImages: EmojiImages<Image> = {
  get(key) {
    const known = decoded.get(key)
    if (known) return known
    const image = new Image()
    const svg = readFileSync(emojiPath(key), 'utf8')
    image.src = Buffer.from(svg.replace('<svg ', `<svg width="${decodedSizePx}" height="${decodedSizePx}" `))
    decoded.set(key, image)
    return image
  },
}
