import { useMemo, useState } from 'react'
import { Smile } from 'lucide-react'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findStickers, readStickerArt, stickerCategories, stickers } from '#shared/overlay/stickers.ts'
import { useEditor } from '../editor-context.tsx'
import { addToPicture, stickerOverlay } from './add-to-picture.ts'
import { TileGrid, type Tile } from './tile-grid.tsx'
import styles from './overlays.module.css'

const words = text.overlays
/** What is asked for most; any other one can be typed. */
const usualEmoji = ['👍', '👏', '🎉', '🔥', '💡', '❓', '❗', '✅', '❌', '⭐', '😀', '🤔', '😮', '👀', '👉', '💪'] as const

/** The stickers of the product and emoji, with a search. */
export function StickerList() {
  const editor = useEditor()
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const groups = useMemo(() => groupsFor(typed), [typed])
  const count = groups.reduce((sum, group) => sum + group.tiles.length, 0)
  const choose = (name: string): void => {
    const overlay = stickerOverlay(name)
    const tile = groups.flatMap(({ tiles }) => tiles).find(({ id }) => id === name)
    if (overlay) addToPicture(editor, tile?.name ?? name, [overlay])
  }
  return (
    <div className={styles['stickers']}>
      <div className={styles['search']}>
        <SearchField label={words.search} value={query} onChange={setQuery} />
      </div>
      <Announcement message={typed === '' ? '' : words.found(count)} />
      {count === 0 && <EmptyState icon={Smile} title={words.noSticker(typed)} body={words.noStickerBody} />}
      {groups
        .filter(({ tiles }) => tiles.length > 0)
        .map(({ name, tiles }) => (
          <section key={name} className={styles['section']}>
            <h3 className={styles['category']}>{name}</h3>
            <TileGrid label={name} size="small" tiles={tiles} onChoose={choose} />
          </section>
        ))}
    </div>
  )
}

type Group = { readonly name: string; readonly tiles: readonly Tile[] }

function groupsFor(query: string): readonly Group[] {
  const found = query === '' ? stickers : findStickers(query)
  const drawn = stickerCategories.map((category) => ({
    name: words.categories[category],
    tiles: found
      .filter((sticker) => sticker.category === category)
      .map(({ id, name }) => tileOf(id, name, `/stickers/${id}.svg`)),
  }))
  const emoji = query === '' ? usualEmoji : readStickerArt(query)?.kind === 'emoji' ? [query] : []
  const emojiTiles = emoji.flatMap((name) => {
    const art = readStickerArt(name)
    return art?.kind === 'emoji' ? [tileOf(name, words.emojiName(name), `/emoji/${art.key}.svg`)] : []
  })
  return [...drawn, { name: words.categories.emoji, tiles: emojiTiles }]
}

function tileOf(id: string, name: string, address: string): Tile {
  return { id, name, picture: { kind: 'image', address } }
}
