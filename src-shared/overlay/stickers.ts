import { readSticker } from './emoji.ts'
import { stickerLines } from './tables/stickers.ts'

export const stickerCategories = ['arrows', 'marks', 'things', 'words', 'strokes'] as const
export type StickerCategory = (typeof stickerCategories)[number]

/** A sticker that ships with the product (resources/stickers). Sides are those of its drawing. */
export type Sticker = {
  /** Stored in lessons as the name of a sticker. */
  readonly id: string
  readonly name: string
  readonly category: StickerCategory
  readonly width: number
  readonly height: number
  /** How wide it is when it is put on a picture, in canvas units. */
  readonly usualWidth: number
  /** Lower-case words that find it, its name among them. */
  readonly words: string
}

function readLine(line: string): Sticker {
  const [id = '', name = '', kind = '', sides = '', usualWidth = '', tags = ''] = line.split('|')
  const category = stickerCategories.find((known) => known === kind)
  const [width = 0, height = 0] = sides.split('x').map(Number)
  if (!category || width <= 0 || height <= 0) throw new Error(`The table of stickers is damaged at ${id}`)
  return { id, name, category, width, height, usualWidth: Number(usualWidth), words: `${name} ${tags}`.toLowerCase() }
}

/** All of them, in the order they are shown. */
export const stickers: readonly Sticker[] = stickerLines
  .trim()
  .split('\n')
  .map((line) => readLine(line))

const stickersById = new Map(stickers.map((sticker) => [sticker.id, sticker]))

/** What a sticker's name means: one of ours by its id, or an emoji ("🎉") by itself or its key ("1f389"); null for anything else. */
export function readStickerArt(
  name: string,
): { readonly kind: 'drawing'; readonly sticker: Sticker } | { readonly kind: 'emoji'; readonly key: string } | null {
  const sticker = stickersById.get(name.trim())
  if (sticker) return { kind: 'drawing', sticker }
  const key = readSticker(name)
  return key === null ? null : { kind: 'emoji', key }
}

/** The stickers that have every word that was typed, or begin with it. */
export function findStickers(query: string): readonly Sticker[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return stickers.filter(({ words }) => wanted.every((word) => ` ${words}`.replace(/[“”]/g, '').includes(` ${word}`)))
}

/** Its box in canvas units at a width. */
export function stickerSides(
  { width, height, usualWidth }: Sticker,
  wanted = usualWidth,
): { readonly width: number; readonly height: number } {
  return { width: wanted, height: Math.round((wanted * height * 1000) / width) / 1000 }
}
