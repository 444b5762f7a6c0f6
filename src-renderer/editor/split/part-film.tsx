import { memo } from 'react'
import type { Asset } from '#shared/project/schema/asset.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { filmTiles } from '../timeline/film-tiles.ts'
import { FilmTiles, useStrip } from '../timeline/filmstrip.tsx'
import styles from './split.module.css'

type PartFilmProps = {
  readonly asset: Asset
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  readonly widthPx: number
  readonly heightPx: number
}

/** Pictures of a stretch of a recording side by side; empty until they are made. */
export const PartFilm = memo(function PartFilm({ asset, startTicks, endTicks, widthPx, heightPx }: PartFilmProps) {
  const strip = useStrip(asset)
  if (!strip || widthPx <= 0) return <span className={styles['film']} style={{ blockSize: heightPx, inlineSize: widthPx }} />
  const tilePx = heightPx * strip.aspect
  const tiles = filmTiles({
    fromPx: 0,
    toPx: widthPx,
    clipPx: widthPx,
    tilePx,
    sourceInTicks: startTicks,
    sourceOutTicks: endTicks,
    reversed: false,
    assetTicks: asset.interpretation?.durationTicks ?? ticks(1),
    pictureCount: strip.pictureCount,
  })
  return (
    <span className={styles['film']} style={{ blockSize: heightPx, inlineSize: widthPx }}>
      <FilmTiles tiles={tiles} strip={strip} tilePx={tilePx} />
    </span>
  )
})
