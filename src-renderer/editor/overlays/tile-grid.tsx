import { GridList, GridListItem } from 'react-aria-components'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import { PresetPreview } from './preset-preview.tsx'
import type { OverlayPreset } from './title-presets.ts'
import styles from './overlays.module.css'

export type Tile = {
  readonly id: string
  readonly name: string
  /** A preset comes in again while the pointer or the focus is on it. */
  readonly picture:
    | { readonly kind: 'preset'; readonly preset: OverlayPreset; readonly brandKit?: BrandKit | null }
    | { readonly kind: 'image'; readonly address: string }
}

type TileGridProps = {
  readonly label: string
  readonly tiles: readonly Tile[]
  readonly size: 'large' | 'small'
  readonly onChoose: (id: string) => void
}

/** Things to choose from, side by side: one tab stop, arrow keys between them, Enter or a click takes one. */
export function TileGrid({ label, tiles, size, onChoose }: TileGridProps) {
  return (
    <GridList
      aria-label={label}
      layout="grid"
      className={styles['grid'] ?? ''}
      data-size={size}
      items={tiles}
      selectionMode="none"
      onAction={(key) => onChoose(String(key))}
    >
      {(tile) => (
        <GridListItem id={tile.id} textValue={tile.name} className={styles['tile'] ?? ''}>
          {({ isHovered, isFocusVisible }) => (
            <span className={styles['tileBody']} title={size === 'small' ? tile.name : undefined}>
              <span className={styles['frame']}>
                {tile.picture.kind === 'preset' ? (
                  <PresetPreview
                    preset={tile.picture.preset}
                    brandKit={tile.picture.brandKit ?? null}
                    plays={isHovered || isFocusVisible}
                  />
                ) : (
                  <img className={styles['image']} src={tile.picture.address} alt="" loading="lazy" draggable={false} />
                )}
              </span>
              <span className={size === 'small' ? styles['hidden'] : styles['tileName']}>{tile.name}</span>
            </span>
          )}
        </GridListItem>
      )}
    </GridList>
  )
}
