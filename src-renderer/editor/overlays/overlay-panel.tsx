import { useMemo, useState } from 'react'
import { Type } from 'lucide-react'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { bannerPreset } from '../brand/name-banner.ts'
import { useBrandKit } from '../brand/use-brand-kit.ts'
import { useEditor, useSession } from '../editor-context.tsx'
import panel from '../panel.module.css'
import { addToPicture } from './add-to-picture.ts'
import { PictureList } from './picture-list.tsx'
import { shapePresets } from './shape-presets.ts'
import { StickerList } from './sticker-list.tsx'
import { TileGrid, type Tile } from './tile-grid.tsx'
import { titlePresets, type OverlayPreset } from './title-presets.ts'
import styles from './overlays.module.css'

const words = text.overlays
const kinds = ['text', 'stickers', 'shapes', 'pictures'] as const
type Kind = (typeof kinds)[number]

const pickHasClips = ({ document }: EditSnapshot): boolean => document.mainTrack.length > 0

/** The same objects each time: what did not change is not drawn anew. */
const tilesOf = (presets: readonly OverlayPreset[]): readonly Tile[] =>
  presets.map((preset) => ({ id: preset.id, name: preset.name, picture: { kind: 'preset', preset } }))
const titleTiles = tilesOf(titlePresets)
const shapeTiles = tilesOf(shapePresets)

/** Text, stickers, shapes and pictures to put over the clips. */
export function OverlayPanel() {
  const hasClips = useSession(pickHasClips)
  const [kind, setKind] = useState<Kind>('text')
  return (
    <>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
      </header>
      {!hasClips ? (
        <EmptyState icon={Type} title={words.noClip} body={words.noClipBody} />
      ) : (
        <>
          <div className={styles['kinds']}>
            <Segmented
              label={words.kinds}
              labelHidden
              value={kind}
              options={kinds.map((value) => ({ value, label: words.kind[value] }))}
              onChange={setKind}
            />
          </div>
          <div className={panel['scroll']}>
            {kind === 'text' && <TitlePresets />}
            {kind === 'stickers' && <StickerList />}
            {kind === 'shapes' && <Presets label={words.kind.shapes} presets={shapePresets} tiles={shapeTiles} />}
            {kind === 'pictures' && <PictureList />}
          </div>
        </>
      )}
    </>
  )
}

/** The name banner is drawn, and begins, as the school style has it. */
function TitlePresets() {
  const kit = useBrandKit()
  const banner = useMemo(() => bannerPreset(kit), [kit])
  const presets = useMemo(() => titlePresets.map((preset) => (preset.id === banner.id ? banner : preset)), [banner])
  const tiles = useMemo(
    () =>
      titleTiles.map((tile): Tile =>
        tile.id === banner.id ? { ...tile, picture: { kind: 'preset', preset: banner, brandKit: kit } } : tile,
      ),
    [banner, kit],
  )
  return <Presets label={words.kind.text} presets={presets} tiles={tiles} />
}

type PresetsProps = {
  readonly label: string
  readonly presets: readonly OverlayPreset[]
  readonly tiles: readonly Tile[]
}

function Presets({ label, presets, tiles }: PresetsProps) {
  const editor = useEditor()
  return (
    <section className={styles['section']}>
      <p className={styles['hint']}>{words.hint}</p>
      <TileGrid
        label={label}
        size="large"
        tiles={tiles}
        onChoose={(id) => {
          const preset = presets.find((entry) => entry.id === id)
          if (preset) addToPicture(editor, preset.name, preset.items)
        }}
      />
    </section>
  )
}
