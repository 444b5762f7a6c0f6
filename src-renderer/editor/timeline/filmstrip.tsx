import { memo, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { assetUrl } from '#shared/ipc/media-url.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { ticks } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import { filmTiles, type FilmTile } from './film-tiles.ts'
import type { ClipItem } from './timeline-items.ts'
import styles from './items.module.css'

/** Height of a clip inside its border (timeline.module.css). */
const filmHeightPx = 58

type FilmstripProps = { readonly item: ClipItem } & Stretch

/** The part of an item that is in sight, in CSS pixels from its left edge. */
export type Stretch = { readonly widthPx: number; readonly fromPx: number; readonly toPx: number }

/** Pictures of the clip along its length. */
export const Filmstrip = memo(function Filmstrip({ item: { asset, clip }, widthPx, fromPx, toPx }: FilmstripProps) {
  const strip = useStrip(asset)
  if (!asset || !strip) return null
  const tilePx = filmHeightPx * strip.aspect
  const tiles = filmTiles({
    fromPx,
    toPx,
    clipPx: widthPx,
    tilePx,
    sourceInTicks: clip.sourceInTicks,
    sourceOutTicks: clip.freezeTicks === null ? clip.sourceOutTicks : clip.sourceInTicks,
    reversed: clip.reversed,
    assetTicks: asset.interpretation?.durationTicks ?? ticks(1),
    pictureCount: strip.pictureCount,
  })
  return (
    <span className={styles['filmstrip']}>
      <FilmTiles tiles={tiles} strip={strip} tilePx={tilePx} />
    </span>
  )
})

type FilmTilesProps = { readonly tiles: readonly FilmTile[]; readonly strip: Strip; readonly tilePx: number }

/** Pictures of a strip at their places; what they lie in is positioned and has the height. */
export function FilmTiles({ tiles, strip, tilePx }: FilmTilesProps) {
  return (
    <>
      {tiles.map(({ leftPx, picture }) => (
        <span
          key={leftPx}
          className={styles['tile']}
          style={{
            insetInlineStart: leftPx,
            inlineSize: tilePx,
            backgroundImage: `url("${strip.url}")`,
            backgroundSize: `${strip.pictureCount * 100}% 100%`,
            backgroundPositionX: strip.pictureCount > 1 ? `${(picture / (strip.pictureCount - 1)) * 100}%` : 0,
          }}
        />
      ))}
    </>
  )
}

type Strip = { readonly url: string; readonly aspect: number; readonly pictureCount: number }

const strips = new Map<string, Promise<Strip | null>>()

/** The strip's picture count is told by its shape: pictures of the clip's own shape stand side by side. */
function loadStrip(asset: Asset): Promise<Strip | null> {
  const video = asset.interpretation?.video
  const size = video ? { width: video.displayWidth, height: video.displayHeight } : asset.imageSize
  if (!size) return Promise.resolve(null)
  const url = assetUrl(asset.id, video ? 'filmstrip' : 'poster', asset.sha256)
  const known = strips.get(url)
  if (known) return known
  const image = new Image()
  image.src = url
  const strip = image.decode().then(
    () => {
      const pictureCount = Math.max(1, Math.round(image.naturalWidth / image.naturalHeight / (size.width / size.height)))
      return { url, pictureCount, aspect: image.naturalWidth / pictureCount / image.naturalHeight }
    },
    () => {
      // Asked for again when the clip is drawn anew.
      strips.delete(url)
      return null
    },
  )
  strips.set(url, strip)
  return strip
}

/** The strip of an asset once it is made; null before. */
export function useStrip(asset: Asset | null): Strip | null {
  const [strip, setStrip] = useState<Strip | null>(null)
  const { preparations } = useEditor()
  const isMade = useStore(
    preparations.store,
    ({ made }) => asset !== null && (asset.kind === 'image' || made[asset.id] === 'all'),
  )
  useEffect(() => {
    let current = true
    if (asset && isMade)
      void loadStrip(asset).then((loaded) => {
        if (current) setStrip(loaded)
      })
    return () => {
      current = false
    }
  }, [asset, isMade])
  return strip
}
