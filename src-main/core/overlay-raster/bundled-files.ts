import { createRequire } from 'node:module'
import type { BundledFont } from '#shared/overlay/fonts.ts'

const { resolve } = createRequire(import.meta.url)

/** The TrueType file of a bundled font. */
export function fontPath(font: BundledFont): string {
  return resolve(font.file)
}

/** The SVG file of an emoji, by `EmojiItem.key`. Throws where there is none. */
export function emojiPath(key: string): string {
  return resolve(`@twemoji/svg/${key}.svg`)
}

/** The SVG file of a sticker of `overlay/stickers.ts`. Throws where there is none. */
export function stickerPath(id: string): string {
  return resolve(`#resources/stickers/${id}.svg`)
}
