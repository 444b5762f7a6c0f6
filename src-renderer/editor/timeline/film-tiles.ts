import type { Ticks } from '#shared/time/ticks.ts'

export type FilmTile = {
  /** Position of the tile on the clip, from its left edge. */
  readonly leftPx: number
  /** Which picture of the strip. */
  readonly picture: number
}

type Film = {
  /** Part of the clip that is in sight, from its left edge. */
  readonly fromPx: number
  readonly toPx: number
  readonly clipPx: number
  readonly tilePx: number
  readonly sourceInTicks: Ticks
  readonly sourceOutTicks: Ticks
  readonly reversed: boolean
  /** Of the whole file. */
  readonly assetTicks: Ticks
  /** Pictures in the strip, spread evenly over the file. */
  readonly pictureCount: number
}

/** Tiles of natural width side by side, each with the picture of the instant at its middle; only those in sight. */
export function filmTiles(film: Film): readonly FilmTile[] {
  const { clipPx, tilePx, pictureCount } = film
  const tiles: FilmTile[] = []
  const first = Math.max(0, Math.floor(film.fromPx / tilePx))
  const end = Math.ceil(Math.min(film.toPx, clipPx) / tilePx)
  for (let index = first; index < end; index += 1) {
    const middle = Math.min(1, ((index + 0.5) * tilePx) / clipPx)
    const share = film.reversed ? 1 - middle : middle
    const instant = film.sourceInTicks + share * (film.sourceOutTicks - film.sourceInTicks)
    const picture = Math.floor((instant / film.assetTicks) * pictureCount)
    tiles.push({ leftPx: index * tilePx, picture: Math.max(0, Math.min(pictureCount - 1, picture)) })
  }
  return tiles
}
