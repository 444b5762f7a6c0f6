import { useState } from 'react'
import { Type } from 'lucide-react'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import panel from '../panel.module.css'
import { addToPicture } from './add-to-picture.ts'
import { PictureList } from './picture-list.tsx'
import { shapePresets } from './shape-presets.ts'
import { StickerList } from './sticker-list.tsx'
import { TileGrid } from './tile-grid.tsx'
import { titlePresets, type OverlayPreset } from './title-presets.ts'
import styles from './overlays.module.css'

const words = text.overlays
const kinds = ['text', 'stickers', 'shapes', 'pictures'] as const
type Kind = (typeof kinds)[number]

/** Text, stickers, shapes and pictures to put over the clips. */
export function OverlayPanel() {
  const hasClips = useDocument().mainTrack.length > 0
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
            {kind === 'text' && <Presets label={words.kind.text} presets={titlePresets} />}
            {kind === 'stickers' && <StickerList />}
            {kind === 'shapes' && <Presets label={words.kind.shapes} presets={shapePresets} />}
            {kind === 'pictures' && <PictureList />}
          </div>
        </>
      )}
    </>
  )
}

function Presets({ label, presets }: { readonly label: string; readonly presets: readonly OverlayPreset[] }) {
  const editor = useEditor()
  return (
    <section className={styles['section']}>
      <p className={styles['hint']}>{words.hint}</p>
      <TileGrid
        label={label}
        size="large"
        tiles={presets.map((preset) => ({
          id: preset.id,
          name: preset.name,
          picture: { kind: 'preset', preset },
        }))}
        onChoose={(id) => {
          const preset = presets.find((entry) => entry.id === id)
          if (preset) addToPicture(editor, preset.name, preset.items)
        }}
      />
    </section>
  )
}
